"""The details of what is under the cursor: beside the list on a wide screen, below it otherwise."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..cells import showable
from ..tones import say
from .beside import beside


class DetailPane(ScrollView, can_focus=False):
    """A title and a text; the title is in the rule where the pane lies below the list."""

    DEFAULT_CSS = beside(__file__)

    def __init__(self) -> None:
        super().__init__(id="detail")
        self._title = ""
        self._content = Content()
        self._lines: list[Content] = []
        self._wrapped_for = -1

    def show(self, title: str, content: Content) -> None:
        """The details of another row, from their beginning."""
        self._title, self._content = showable(title), content
        self._wrapped_for = -1
        if self.is_mounted:
            self._wrap()
            self.scroll_to(y=0, animate=False)
            self.refresh()

    def on_resize(self) -> None:
        """Another width wraps anew."""
        self._wrap()

    def _wrap(self) -> None:
        width = self.scrollable_content_region.width
        if width == self._wrapped_for or width <= 0:
            return
        self._wrapped_for = width
        beside_list = self.styles.border_top[0] in ("", "none")
        self.border_title = Content(f" {self._title} ") if self._title and not beside_list else None
        head = say((self._title, "strong"), "\n\n") if self._title and beside_list else Content()
        self._lines = Content.assemble(head, self._content).wrap(width)
        self.virtual_size = Size(width, len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One wrapped line."""
        self._wrap()
        width, at = self.size.width, y + int(self.scroll_y)
        style = self.rich_style
        if at >= len(self._lines):
            return Strip.blank(width, style)
        drawn = self._lines[at].render_segments(self.visual_style)
        segments = [Segment(text, style + own if own else style) for text, own, _ in drawn]
        return Strip(segments).adjust_cell_length(width, style)
