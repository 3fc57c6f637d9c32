"""The details of what is under the cursor: beside the list on a wide screen, below it otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.drawing.tones import say

from .style_sheet import style_sheet


class FittedPart(Protocol):
    """Something below the text that is drawn for the room there is, such as a plot."""

    def drawn(self, width: int, rows: int | None) -> Content:
        """In lines of `width` cells and, if it can be, no more than `rows` of them; None: as many as it likes."""


class DetailPane(Widget):
    """A title in the frame, a text, perhaps parts below it. The wheel scrolls, a key reads it whole."""

    DEFAULT_CSS = style_sheet(__file__)

    def __init__(self, read_whole: Command) -> None:
        """`read_whole`: the command whose key the last line names where the text is longer than the pane."""
        super().__init__(id="detail")
        self._read_whole = read_whole
        self.title = ""
        self._text = Content()
        self._parts: Sequence[Content | FittedPart] = ()
        self._lines: list[Content] = []
        self._wrapped_for: tuple[int, int] | None = None
        self._first = 0
        self._style: Style | None = None

    def notify_style_update(self) -> None:
        """Forgets the colours."""
        self._style = None
        super().notify_style_update()

    @property
    def content(self) -> Content:
        """All of the text and its parts, however high the pane is."""
        parts = [self._drawn(part, None) for part in self._parts]
        return Content("\n").join([self._text, *parts]) if parts else self._text

    def show(self, title: str, text: Content, parts: Sequence[Content | FittedPart] = ()) -> None:
        """The details of another row, from their beginning. Where not all of it finds room the parts that are words
        leave the pane first.
        """
        text = text.rstrip("\n") if parts else text
        if (title, text, parts) == (self.title, self._text, self._parts):
            return
        self.title, self._text, self._parts = showable(title), text, parts
        self._wrapped_for = None
        self._first = 0
        if self.is_mounted:
            self._wrap()
            self.refresh()

    def on_resize(self) -> None:
        """Wraps the text for the new size."""
        self._wrap()

    def _wrap(self) -> None:
        width, height = self.size
        if (width, height) == self._wrapped_for or not width:
            return
        self._wrapped_for = width, height
        pad = "" if self.styles.border_left[0] else " "  # a frame sets the title off by itself
        self.border_title = Content(f"{pad}{self.title}{pad}") if self.title else None
        self._lines = self._text.wrap(width)
        for place, part in enumerate(self._parts, 1):
            last = place == len(self._parts)
            room = height - len(self._lines) - (not last)  # where more follows the last line says so
            self._lines += self._drawn(part, max(0, room)).wrap(width)

    def _drawn(self, part: Content | FittedPart, rows: int | None) -> Content:
        return part if isinstance(part, Content) else part.drawn(self.size.width, rows)

    def render_line(self, y: int) -> Strip:
        """One wrapped line; the last one says how many more there are."""
        self._wrap()
        width, height, at = *self.size, y + self._first
        style = self._style = self._style or self.rich_style
        more = len(self._lines) - self._first - height
        if at >= len(self._lines):
            return Strip.blank(width, style)
        line = self._more(more + 1) if more > 0 and y == height - 1 else self._lines[at]
        drawn = line.render_segments(self.visual_style)
        segments = [Segment(text, style + own if own else style) for text, own, _ in drawn]
        return Strip(segments).adjust_cell_length(width, style)

    def _more(self, lines: int) -> Content:
        key = app_of(self).key_of(self._read_whole)
        reads = ((key, "key"), (" shows all", "muted")) if key else ()
        return say((f"… {lines} more lines  ", "muted"), *reads)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(event, 2)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(event, -2)

    def _scroll(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        self._first = max(0, min(self._first + by, len(self._lines) - self.size.height))
        self.refresh()
