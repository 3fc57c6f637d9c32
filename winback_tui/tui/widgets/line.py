"""A one-line widget whose pieces can be clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.content import Content
from textual.widget import Widget

from ..cells import width_of
from ..columns import Cell
from ..tones import say


class Piece(NamedTuple):
    """Some words of the line, and what a click on them does."""

    cells: Sequence[Cell]
    clicked: Callable[[], None] | None = None

    @property
    def width(self) -> int:
        """Cells it takes."""
        return sum(width_of(cell if isinstance(cell, str) else cell[0]) for cell in self.cells)


class Line(Widget):
    """Draws pieces from the left and from the right; subclasses say which, in `pieces`."""

    DEFAULT_CSS = """
    Line { height: 1; width: 1fr; }
    """

    _spans: Sequence[tuple[int, int, Callable[[], None]]] = ()

    def pieces(self, width: int) -> tuple[list[Piece], list[Piece]]:
        """What stands on the left and what on the right in a line of `width` cells."""
        raise NotImplementedError

    def render(self) -> Content:
        """The line; where both sides do not fit, the left one is cut."""
        width = self.content_size.width
        left, right = self.pieces(width)
        right_from = max(width - sum(piece.width for piece in right), 0)
        room = max(right_from - (2 if right else 0), 0)
        text = say(*(cell for piece in left for cell in piece.cells))
        if text.cell_length > room:
            text = text.truncate(room, ellipsis=True)
        self._spans = [*_spans(left, 0, room), *_spans(right, right_from, width)]
        between = " " * max(right_from - text.cell_length, 0)
        return Content.assemble(text, between, say(*(cell for piece in right for cell in piece.cells)))

    def on_click(self, event: events.Click) -> None:
        """Does what the clicked piece stands for."""
        for start, end, clicked in self._spans:
            if start <= event.x < end:
                event.stop()
                clicked()
                return


def _spans(pieces: Sequence[Piece], at: int, end: int) -> list[tuple[int, int, Callable[[], None]]]:
    found: list[tuple[int, int, Callable[[], None]]] = []
    for piece in pieces:
        if piece.clicked is not None and at < end:
            found.append((at, min(at + piece.width, end), piece.clicked))
        at += piece.width
    return found
