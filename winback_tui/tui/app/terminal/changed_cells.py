"""What the terminal shows, cell by cell, and the shortest text that turns it into the next frame.

The toolkit sends every line that a widget touched, each piece of it with all its colours. Over a slow line that is
what a person waits for. Here only cells that differ are sent, in the order that needs the fewest bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment

from .cell_runs import CELL_REST, Cell, CellRun, by_pen, draw_runs, runs_of
from .pens import NO_PEN, Pen, blank_pen, pen_of

_GAP = 4
"""Unchanged cells between two changes that are cheaper to send again than to jump over, in the same pen."""
_NEVER: Cell = ("\0", NO_PEN)
"""Differs from every cell, so that it is drawn at the first occasion."""


class ChangedCells:
    """The cells on the terminal, and the way from there to the next frame.

    `colours`: how many the terminal knows; None draws without any. `erases_in_colour`: whether it fills what it erases
    with the current background (`bce` of terminfo); else only cells without one are erased. `links`: whether it is sent
    the addresses of links.
    """

    def __init__(self, colours: ColorSystem | None, erases_in_colour: bool, links: bool = True) -> None:
        self._colours = colours
        self._links = links
        self._erases_in_colour = erases_in_colour
        self._rows: list[list[Cell]] = []
        self._width = 0

    def forget(self) -> None:
        """Nothing is known of the terminal any more: the next frames are sent whole."""
        self._rows = []

    def update(self, pieces: Iterable[tuple[int, int, Iterable[Segment]]], size: tuple[int, int]) -> str:
        """What to send so that each piece, by row, column and segments, stands on a screen of `size` cells."""
        width, height = size
        if len(self._rows) != height or self._width != width:
            self._rows = [[_NEVER] * width for _ in range(height)]
            self._width = width
        runs: list[CellRun] = []
        for row, column, segments in pieces:
            if not 0 <= row < height:
                continue
            shown = self._rows[row]
            cells = list(cells_of(segments, self._colours, self._links))
            cells = cells[max(0, -column) : width - column]
            column = max(0, column)
            if shown[column : column + len(cells)] == cells:
                continue
            for first, last in _changes(shown, cells, column):
                changed = cells[first - column : last - column]
                runs += runs_of(row, first, changed)
                shown[first:last] = changed
        return self._shortest(runs) if runs else ""

    def _shortest(self, runs: Sequence[CellRun]) -> str:
        orders = (runs, by_pen(runs))
        return min((draw_runs(order, self._width, self._erases_in_colour) for order in orders), key=len)


def cells_of(segments: Iterable[Segment], colours: ColorSystem | None, links: bool = True) -> Iterator[Cell]:
    """The cells that segments cover; control segments draw none."""
    for text, style, control in segments:
        if control or not text:
            continue
        pen = NO_PEN if style is None else pen_of(style, colours, links)
        if text.isspace():
            pen = blank_pen(pen)
        if text.isascii():
            yield from zip(text, repeat(pen))
            continue
        widths = list(map(cell_len, text))
        if sum(widths) == cell_len(text) and all(widths):
            for character, width in zip(text, widths, strict=True):
                yield character, pen
                if width == 2:
                    yield CELL_REST, pen
        else:  # characters that join: only the toolkit's own measure of the whole is right
            yield text, pen
            yield from repeat((CELL_REST, pen), cell_len(text) - 1)


def _changes(shown: Sequence[Cell], cells: Sequence[Cell], column: int) -> Iterator[tuple[int, int]]:
    """Columns of the row from and up to which it changes; no character is cut in two, small gaps are sent along."""
    begun, end = -1, -1
    for at, cell in enumerate(cells, column):
        if cell == shown[at]:
            continue
        if (
            begun >= 0
            and at > end
            and not _sent_along(cells[end - column : at - column], cells[end - column - 1][1])
        ):
            yield _whole(cells, column, begun, end)
            begun = -1
        if begun < 0:
            begun = at
        end = at + 1
    if begun >= 0:
        yield _whole(cells, column, begun, end)


def _sent_along(gap: Sequence[Cell], pen: Pen) -> bool:
    blank = blank_pen(pen)
    return len(gap) <= _GAP and all(wanted is pen or wanted is blank for _, wanted in gap)


def _whole(cells: Sequence[Cell], column: int, begun: int, end: int) -> tuple[int, int]:
    while begun > column and cells[begun - column][0] == CELL_REST:
        begun -= 1
    while end - column < len(cells) and cells[end - column][0] == CELL_REST:
        end += 1
    return begun, end
