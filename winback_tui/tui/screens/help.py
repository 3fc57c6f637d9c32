"""Help: what this place is for, and what each key does here, nearest first."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen

from ..widgets.beside import beside
from ..widgets.help_text import HelpText
from ..widgets.key_footer import KeyFooter
from .room import Modal


class HelpScreen(Modal[None]):
    """Assembled from the focused widget and everything around it."""

    DEFAULT_CSS = beside(__file__)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "down", show=False),
        Binding("up,k", "scroll(-1)", "up", show=False),
        Binding("pagedown,ctrl+d,space", "scroll(12)", "page down", show=False),
        Binding("pageup,ctrl+u", "scroll(-12)", "page up", show=False),
        Binding("question_mark,f1,q", "back", "back", show=False),
    ]

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__()
        self._origin = origin

    def compose(self) -> ComposeResult:
        """A box with one long text."""
        with Vertical(id="box") as box:
            box.border_title = Content("What the keys do here")
            with VerticalScroll(id="help", can_focus=False):
                yield HelpText(self._origin)
            yield KeyFooter()

    def action_scroll(self, by: int) -> None:
        """Some lines down or up."""
        self.query_one("#help").scroll_relative(y=by, animate=False)
