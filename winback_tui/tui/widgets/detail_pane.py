"""The details of what is under the cursor: beside the list on a wide screen, below it otherwise."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..cells import showable
from .beside import beside


class DetailPane(VerticalScroll, can_focus=False):
    """A titled rule and a text."""

    DEFAULT_CSS = beside(__file__)

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._title = Static(id="detail-title", markup=False)
        self._text = Static(id="detail-text", markup=False)

    def compose(self) -> ComposeResult:
        """The title, which a narrow screen has in the rule, and the text."""
        yield self._title
        yield self._text

    def show(self, title: str, content: Content) -> None:
        """The details of another row; scrolled back to their beginning."""
        self.border_title = Content(f" {showable(title)} ") if title else None
        self._title.update(Content(showable(title)))
        self._text.update(content)
        if self.scroll_y:
            self.scroll_home(animate=False)
