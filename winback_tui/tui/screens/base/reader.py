"""A box with one long text over the screen that asked for it: scrolled with the keys that move in lists."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.style_sheet import style_sheet

from .base_screen import Modal


class Reader(Modal[None]):
    """Give it a title and the widget that draws the text."""

    DEFAULT_CSS = style_sheet(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,ctrl+d,space", "scroll(12)", "page down", show=False),
        Binding("pageup,ctrl+u", "scroll(-12)", "page up", show=False),
        Binding("q", "back", "back", show=False),
    ]

    def __init__(self, title: str, text: Widget) -> None:
        super().__init__()
        self._heading = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The box."""
        with Vertical(id="box") as box:
            box.border_title = Content(showable(self._heading))
            with VerticalScroll(id="text", can_focus=False):
                yield self._text
            yield KeyFooter()

    def action_scroll(self, by: int) -> None:
        """Some lines down or up."""
        self.query_one("#text").scroll_relative(y=by, animate=False)


class DetailScreen(Reader):
    """The details of a row read whole, where the pane beside the list has no room for them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("z,tab,enter", "back", "back", show=False)]

    def __init__(self, title: str, content: Content) -> None:
        super().__init__(title, Static(content, markup=False))
