"""The text box of an interview: Enter goes on, the text grows downwards, and every change is reported at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets.text_area import Edit, EditResult

from winback_tui.tui.widgets.form.note_box import NoteBox

from .layout import measure_again


class AnswerBox(NoteBox):
    """Alt+enter makes a new line; arrows at the first and last line leave upwards and downwards."""

    KEYS_WHEN_EMPTY: ClassVar[str] = "?"
    """Characters that are keys of the interview while nothing is written: with ? no answer begins, it asks for help."""

    DEFAULT_CSS = """
    AnswerBox, AnswerBox:focus {
        height: auto; min-height: 3; max-height: 9; padding: 0 1;
        border: round $border-blurred; background: $background; scrollbar-size-vertical: 1;
    }
    AnswerBox:focus { border: round $border; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "screen.command('interview.following')", "next", id="interview.following"),
        Binding("pageup", "screen.command('interview.previous')", "back", id="interview.previous"),
        Binding("alt+enter,shift+enter", "new_line", "new line", show=False),
    ]

    def __init__(self, changed: Callable[[], None], *, limit: int, placeholder: str = "") -> None:
        """`changed` is called before the letter is drawn, so that the screen never calls it saved too early."""
        super().__init__(limit=limit, placeholder=placeholder)
        self._changed = changed
        self.left: Callable[[int], bool] = lambda way: False
        """Called with -1 or 1 when an arrow leaves the text; whether somebody took it."""

    def load(self, text: str) -> None:
        """Shows another text, the cursor at its end; reports no change."""
        super().put(text)
        self.scroll_cursor_visible(animate=False)
        measure_again(self)

    def put(self, text: str) -> None:
        """Another text, from the editor outside."""
        super().put(text)
        self._changed()

    def edit(self, edit: Edit) -> EditResult:
        """As the toolkit's, and reports the change."""
        height = self.wrapped_document.height
        empty = not self.text
        result = super().edit(edit)
        self._changed()
        if empty is bool(self.text):
            self.screen.refresh_bindings()
        if self.wrapped_document.height != height:
            measure_again(self)
        return result

    def _undo_batch(self, edits: Any) -> None:
        super()._undo_batch(edits)
        self._changed()

    def _redo_batch(self, edits: Any) -> None:
        super()._redo_batch(edits)
        self._changed()

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters; Enter is the screen's, and so are some signs while nothing is written."""
        if key == "enter" or self._is_key(character):
            return False
        return super().check_consume_key(key, character)

    def _is_key(self, character: str | None) -> bool:
        return character is not None and character in self.KEYS_WHEN_EMPTY and not self.text

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" or self._is_key(event.character):
            event.prevent_default()
            return
        await super()._on_key(event)

    def action_new_line(self) -> None:
        """A line break where the cursor is."""
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        """Up, or out at the top."""
        if select or self._row > 0 or not self.left(-1):
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down, or out at the bottom."""
        if select or self._row < self.wrapped_document.height - 1 or not self.left(1):
            super().action_cursor_down(select)

    @property
    def _row(self) -> int:
        return self.wrapped_document.location_to_offset(self.cursor_location).y
