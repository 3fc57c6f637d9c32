"""The last gate before the terminal: no drawn segment carries a control byte, and no colour under NO_COLOR."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from .cells import showable


class Harmless(LineFilter):
    """Strips from every segment what a terminal would obey: the second net behind `domain.text.clean`."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, untouched where all of them are printable."""
        if all(text.isprintable() and not control for text, _style, control in segments):
            return segments
        return [Segment(showable(text), style) for text, style, _control in segments]


class Colourless(LineFilter):
    """Leaves bold, underline and reverse, and takes every colour away: the terminal's own two remain."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without colours."""
        return [
            Segment(text, None if style is None else style.without_color, control)
            for text, style, control in segments
        ]
