"""What the terminal shows, cell by cell, and the shortest text that turns it into the next frame.

The toolkit sends every line that a widget touched, each piece of it with all its colours. Over a slow line that is
what a person waits for. Here only cells that differ are sent, in the order that needs the fewest bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.segment import Segment

from .cell_runs import CELL_REST, Cell, CellRun, by_pen, bytes_of, draw_runs, runs_of
from .pens import NO_PEN, Pen, blank_pen, erasable, pen_of

_GAP = 4
"""Bytes of unchanged cells that are cheaper to send again than to jump over."""
_MANY_RUNS = 32
"""So many share their pens: drawn row by row they never took less."""
_NEVER: Cell = ("\0", NO_PEN)
"""Differs from every cell, so that it is drawn at the first occasion."""


class LineUpdate(NamedTuple):
    """What is drawn on a row: perhaps an erase, and what comes after it."""

    erase: list[CellRun]
    runs: list[CellRun]


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
        self._unknown: list[Cell] = []
        self._width = 0

    def forget(self) -> None:
        """Nothing is known of the terminal any more: the next frames are sent whole."""
        self._rows = []

    def update(self, pieces: Iterable[tuple[int, int, Iterable[Segment]]], size: tuple[int, int]) -> str:
        """What to send so that each piece, by row, column and segments, stands on a screen of `size` cells."""
        width, height = size
        if len(self._rows) != height or self._width != width:
            self._unknown = [_NEVER] * width
            self._rows = [self._unknown] * height
            self._width = width
        wanted: dict[int, list[Cell]] = {}
        for row, column, segments in pieces:
            if 0 <= row < height:
                cells = cells_of(segments, self._colours, self._links)[max(0, -column) : width - column]
                column = max(0, column)
                wanted.setdefault(row, self._rows[row].copy())[column : column + len(cells)] = cells
        lines = [self._line(row, cells) for row, cells in wanted.items() if cells != self._rows[row]]
        self._rows = [wanted.get(row, shown) for row, shown in enumerate(self._rows)]
        return self._shortest(lines) if lines else ""

    def _line(self, row: int, wanted: list[Cell]) -> LineUpdate:
        """What makes the row show what is wanted: only its changes, or its letters after an erase; of a row that
        nothing is known of always the erase.
        """
        shown = self._rows[row]
        if shown is not self._unknown:
            changes = list(_changes(shown, wanted))
            in_place = LineUpdate([], _runs(row, wanted, changes))
            if len(in_place.runs) == 1:
                return in_place  # a run erases its own blanks
            afresh = self._afresh(row, wanted, changes[0][0], changes[-1][1])
            return min(in_place, afresh, key=self._bytes) if afresh else in_place
        return self._afresh(row, wanted, 0, self._width) or LineUpdate(
            [], _runs(row, wanted, _changes(shown, wanted))
        )

    def _afresh(self, row: int, wanted: list[Cell], first: int, end: int) -> LineUpdate | None:
        """An erase of these columns, and the letters to draw then; None where an erase would not look right."""
        ground = _ground(wanted[first:end])
        if ground is None or not erasable(ground, self._erases_in_colour) or _NEVER in wanted[first:end]:
            return None
        width = end - first
        erased = [*wanted[:first], *repeat((" ", ground), width), *wanted[end:]]
        erase = CellRun(row, first, " " * width, width, ground)
        return LineUpdate([erase], _runs(row, wanted, _changes(erased, wanted)))

    def _bytes(self, line: LineUpdate) -> int:
        return sum(bytes_of(run, self._width, self._erases_in_colour) for each in line for run in each)

    def _shortest(self, lines: Sequence[LineUpdate]) -> str:
        by_row = [run for line in lines for each in line for run in each]
        erases = by_pen(run for line in lines for run in line.erase)
        letters = by_pen((run for line in lines for run in line.runs), erases[-1].pen if erases else NO_PEN)
        orders = [[*erases, *letters]]
        if len(by_row) < _MANY_RUNS:
            orders.append(by_row)
        return min((draw_runs(order, self._width, self._erases_in_colour) for order in orders), key=len)


def cells_of(segments: Iterable[Segment], colours: ColorSystem | None, links: bool = True) -> list[Cell]:
    """The cells that segments cover; control segments draw none."""
    cells: list[Cell] = []
    for text, style, control in segments:
        if control or not text:
            continue
        pen = NO_PEN if style is None else pen_of(style, colours, links)
        blank = blank_pen(pen)
        if text.isspace():
            pen = blank
        if text.isascii():
            if pen is blank or " " not in text:
                cells += zip(text, repeat(pen))
            else:
                cells += [(character, blank if character == " " else pen) for character in text]
            continue
        widths = list(map(cell_len, text))
        if sum(widths) == cell_len(text) and all(widths):
            for character, width in zip(text, widths, strict=True):
                cells.append((character, blank if character == " " else pen))
                if width == 2:
                    cells.append((CELL_REST, pen))
        else:  # characters that join: only the toolkit's own measure of the whole is right
            cells.append((text, pen))
            cells += repeat((CELL_REST, pen), cell_len(text) - 1)
    return cells


def _runs(row: int, cells: Sequence[Cell], changes: Iterable[tuple[int, int]]) -> list[CellRun]:
    return [run for first, last in changes for run in runs_of(row, first, cells[first:last])]


def _ground(cells: Sequence[Cell]) -> Pen | None:
    """What most of the blanks are drawn with."""
    pens = Counter(pen for character, pen in cells if character == " ")
    return pens.most_common(1)[0][0] if pens else None


def _changes(shown: Sequence[Cell], cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Columns from and up to which the row changes; no character is cut in two, small gaps are sent along."""
    begun, end = -1, -1
    for at, cell in enumerate(cells):
        if cell == shown[at]:
            continue
        if begun >= 0 and at > end and not _sent_along(cells[end:at], cells[end - 1][1], cell[1]):
            yield _whole(cells, begun, end)
            begun = -1
        if begun < 0:
            begun = at
        end = at + 1
    if begun >= 0:
        yield _whole(cells, begun, end)


def _sent_along(gap: Sequence[Cell], before: Pen, after: Pen) -> bool:
    """Whether unchanged cells are cheaper to send again, with what they stand between, than to jump over."""
    blank = blank_pen(before)
    return (
        len(gap) <= _GAP
        and (after is before or after is blank or blank_pen(after) is before)
        and all(pen is before or (pen is blank and not character.strip()) for character, pen in gap)
        and len("".join([character for character, _ in gap]).encode()) <= _GAP
    )


def _whole(cells: Sequence[Cell], begun: int, end: int) -> tuple[int, int]:
    while begun and cells[begun][0] == CELL_REST:
        begun -= 1
    while end < len(cells) and cells[end][0] == CELL_REST:
        end += 1
    return begun, end
