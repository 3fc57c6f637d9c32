"""The search line of a list: filters while one types; Esc clears, then leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from winback_tui.domain.text import clean_line
from winback_tui.tui.commands.command import Command
from winback_tui.tui.widgets.form.text_box import TextBox

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class LeaveSearch(Command):
    id = "search.leave"
    keys = "enter,down,tab"
    label = "go to the list"
    short = "to the list"
    about = "Go to the list and keep the filter."
    footer = 1

    def run(self, context: Context) -> None:
        context.screen.query_one(SearchLine).leave()


class ClearOrLeave(Command):
    id = "search.clear"
    keys = "escape"
    label = "clear, then leave"
    about = "Clear the text; press again to go back to the list."
    footer = 2

    def run(self, context: Context) -> None:
        box = cast("SearchBox", context.node)
        if box.value:
            box.value = ""
        else:
            context.screen.query_one(SearchLine).leave()


class SearchBox(TextBox):
    """The box of the search line."""

    OWN_COMMANDS: ClassVar[Sequence[type[Command]]] = (LeaveSearch, ClearOrLeave)


class SearchLine(Horizontal):
    """Opened by `/`; `Changed` at every keystroke."""

    DEFAULT_CSS = """
    SearchLine { height: 1; width: 1fr; padding: 0 1; background: $surface; }
    """

    class Changed(Message):
        """Another text to look for."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, target: Widget) -> None:
        """`target` is the list, which gets the focus back."""
        super().__init__(id="search")
        self._target = target
        self.box = SearchBox(placeholder="type to filter", limit=200)

    def compose(self) -> ComposeResult:
        """The box."""
        yield self.box

    def clear(self) -> None:
        """Empties the text without a message: the view knows already."""
        with self.prevent(Input.Changed):
            self.box.value = ""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes the cleaned text on."""
        event.stop()
        self.post_message(self.Changed(clean_line(event.value)))

    def leave(self) -> None:
        """Back to the list; an empty search line is not shown."""
        self.screen.set_focus(self._target)
        self.display = bool(self.box.value)
