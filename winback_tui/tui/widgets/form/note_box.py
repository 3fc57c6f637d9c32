"""A text of many lines: cleaned, capped, safe to paste into."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from winback_tui.domain.text import NOTE_LIMIT, clean
from winback_tui.tui.commands.command import HasCommands

from .editor import EditOutside


class NoteBox(HasCommands, TextArea):
    """Enter makes a new line, Tab goes on."""

    DEFAULT_CSS = """
    NoteBox, NoteBox:focus { border: none; padding: 0; height: 4; background: $surface; }
    NoteBox:focus { background: $panel; }
    NoteBox .text-area--cursor-line, NoteBox .text-area--cursor-gutter { background: initial; }
    """
    OWN_COMMANDS = (EditOutside,)
    PLACE = "In a text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "undo", "undo typing", show=False),
        Binding("ctrl+y", "redo", "redo typing", show=False),
    ]

    def __init__(
        self, value: str = "", *, placeholder: str = "", limit: int = NOTE_LIMIT, id: str | None = None
    ):
        super().__init__(
            clean(value, limit),
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            id=id,
            placeholder=clean(placeholder),
        )
        self.limit = limit
        self.cursor_blink = False
        self.highlight_cursor_line = False

    def entered_text(self) -> str:
        """The text, cleaned."""
        return clean(self.text, self.limit)

    def put(self, text: str) -> None:
        """Replaces the text; the cursor goes to its end."""
        self.text = clean(text, self.limit)
        self.move_cursor(self.document.end)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Letters, and Enter for a new line."""
        return key == "enter" or super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        if len(self.text) >= self.limit and event.is_printable and self.selection.is_empty:
            event.stop()
            event.prevent_default()
            self.app.bell()
            return
        await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        whole = clean(f"|{event.text}|", len(event.text) + 2)[1:-1]  # its own line ends stay
        room = max(self.limit - len(self.text) + len(self.selected_text), 0)
        result = self.replace(whole[:room], *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
        if len(whole) > room:
            left_out = f"{len(whole) - room:,} pasted characters did not fit and were left out."
            self.app.tell(left_out, "warning")  # type: ignore[attr-defined]
