"""A one-line text: cleaned, capped, safe to paste into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from winback_tui.domain.text import LINE_LIMIT, clean_line
from winback_tui.tui.commands.command import Command, HasCommands

from .editor import EditOutside


class TextBox(HasCommands, Input, inherit_bindings=False):
    """Enter is left to the dialog; pasted lines are joined and never submit."""

    DEFAULT_CSS = """
    TextBox, TextBox:focus { border: none; height: 1; padding: 0; background: $surface; background-tint: initial; }
    TextBox:focus { background: $panel; }
    TextBox > .input--placeholder { color: $text-disabled; }
    """
    PLACE = "In a text"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "cursor_left", "left", show=False),
        Binding("right", "cursor_right", "right", show=False),
        Binding("shift+left", "cursor_left(True)", "select left", show=False),
        Binding("shift+right", "cursor_right(True)", "select right", show=False),
        Binding("ctrl+left", "cursor_left_word", "a word left", show=False),
        Binding("ctrl+right", "cursor_right_word", "a word right", show=False),
        Binding("home,ctrl+a", "home", "to the beginning", show=False),
        Binding("end", "end", "to the end", show=False),
        Binding("shift+home", "home(True)", "select to the beginning", show=False),
        Binding("shift+end", "end(True)", "select to the end", show=False),
        Binding("backspace", "delete_left", "delete left", show=False),
        Binding("delete,ctrl+d", "delete_right", "delete right", show=False),
        Binding("ctrl+w,alt+backspace", "delete_left_word", "delete the word on the left", show=False),
        Binding("ctrl+u", "delete_left_all", "delete to the beginning", show=False),
        Binding("ctrl+k", "delete_right_all", "delete to the end", show=False),
        Binding("ctrl+x", "cut", "cut", show=False),
        Binding("ctrl+c,super+c", "copy", "copy what is selected", show=False),
        Binding("ctrl+v", "paste", "paste", show=False),
    ]

    virtual_size = Reactive(Size(0, 0), layout=False)
    """How far the text reaches. The box keeps its size whatever that is, so no letter has the screen laid out again."""

    SELECTED_ON_FOCUS: ClassVar[bool] = False
    """Typing replaces what stood there when the focus came; an arrow keeps it."""

    def __init__(
        self, value: str = "", *, placeholder: str = "", limit: int = LINE_LIMIT, id: str | None = None
    ) -> None:
        super().__init__(
            clean_line(value, limit),
            placeholder=clean_line(placeholder),
            max_length=limit,
            select_on_focus=self.SELECTED_ON_FOCUS,
            id=id,
            compact=True,
        )
        self.cursor_blink = False

    def update_node_styles(self, animate: bool = True) -> None:
        """Not before the box is mounted: each of the toolkit's own classes would style it once more."""
        if self.is_attached:
            super().update_node_styles(animate)

    def entered_text(self) -> str:
        """The text, cleaned."""
        return clean_line(self.value, self.max_length or LINE_LIMIT)

    def put(self, text: str) -> None:
        """Replaces the text; the cursor goes to its end."""
        self.value = clean_line(text, self.max_length or LINE_LIMIT)
        self.cursor_position = len(self.value)

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = (self.max_length or LINE_LIMIT) - len(self.value) + (end - start)
        whole = clean_line(f"|{event.text}|", len(event.text) + 2)[1:-1].rstrip()  # a space in front stays
        taken = whole[: max(room, 0)]
        self.replace(taken, start, end)
        lines = len(event.text.strip().splitlines())
        self._say_what_was_pasted(lines, len(whole) - len(taken))

    def _say_what_was_pasted(self, lines: int, lost: int) -> None:
        words = []
        if lines > 1:
            words.append(f"{lines} pasted lines were joined into one")
        if lost:
            words.append(f"{lost:,} characters did not fit and were left out")
        if words:
            sentence = "; ".join(words)
            self.app.tell(sentence[0].upper() + sentence[1:] + ".", "warning")  # type: ignore[attr-defined]


class WordsBox(TextBox):
    """A sentence; it may grow long, so the user's own editor opens it too."""

    OWN_COMMANDS: ClassVar[Sequence[type[Command]]] = (EditOutside,)


class SecretBox(TextBox):
    """A password: drawn as dots, taken as it is typed, and neither copied nor opened in an editor."""

    def __init__(self) -> None:
        super().__init__()
        self.password = True

    def entered_text(self) -> str:
        """The text as it was typed: a space is a character of a password like any other."""
        return self.value

    def put(self, text: str) -> None:
        """Replaces the text."""
        self.value = text

    def action_copy(self) -> None:
        """Nothing: the clipboard is read by other programs."""

    def action_cut(self) -> None:
        """Nothing, for the same reason."""

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace("".join(event.text.splitlines()[:1]), *self.selection)


class ValueBox(TextBox):
    """A day, an amount or a name: short, so typing replaces it rather than editing it."""

    SELECTED_ON_FOCUS = True

    def put(self, text: str) -> None:
        """Replaces the text; where the focus is here already, it is selected as if the focus had just come."""
        super().put(text)
        if self.has_focus:
            self.action_select_all()
