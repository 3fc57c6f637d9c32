"""The search line of a list: filters while one types; Esc clears, then leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from winback_tui.domain.text import clean_line

from .text_box import TextBox


class SearchBox(TextBox):
    """The box of the search line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear_or_leave", "clear the filter, then leave", show=False),
        Binding("enter,down,tab", "leave", "to the list", show=False),
    ]

    def action_clear_or_leave(self) -> None:
        """Esc."""
        if self.value:
            self.value = ""
        else:
            self.action_leave()

    def action_leave(self) -> None:
        """Back to the list, the filter stays."""
        self.post_message(SearchLine.Left())


class SearchLine(Horizontal):
    """Hidden until `/`."""

    DEFAULT_CSS = """
    SearchLine {
        display: none; height: 1; width: 1fr; padding: 0 1; background: $surface;
        #search-mark { width: 2; color: $text-accent; text-style: bold; }
    }
    """

    @dataclass
    class Changed(Message):
        """Another text to look for."""

        text: str

    class Left(Message):
        """The user goes back to the list."""

    def __init__(self) -> None:
        super().__init__(id="search")
        self.box: SearchBox | None = None

    def begin(self) -> None:
        """Shows the line and takes the focus."""
        if self.box is None:
            self.box = SearchBox(placeholder="type to filter", limit=200)
            self.mount(self.box)
        self.display = True
        self.box.focus()

    def clear(self) -> None:
        """Empties the text without a word; the view knows already."""
        if self.box is not None:
            with self.prevent(Input.Changed):
                self.box.value = ""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes the cleaned text on."""
        event.stop()
        self.post_message(self.Changed(clean_line(event.value)))

    def on_search_line_left(self) -> None:
        """An empty search line is not shown."""
        self.display = bool(self.box and self.box.value)
