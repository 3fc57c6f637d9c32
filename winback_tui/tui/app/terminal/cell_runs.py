"""Runs of cells in one pen, and the text that draws them.

A change of colours costs up to 40 bytes, going to another cell at most 8. So what one pen draws, anywhere on the
screen, may be sent together; long blanks are an erase, where the terminal erases in the current colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .pens import NO_PEN, Pen, blank_pen, erasable, strokes

CELL_REST = ""
"""Stands in the cells that a wide character, or a cluster of several characters, covers beside its first."""
_INNER, _PASSED = re.compile(" {12,}"), re.compile(" {6,}")
"""Blanks between letters from which on moving is shorter than sending them: with erasing, and where all is erased."""
_BEFORE_MORE, _AT_END, _AT_END_OF_ROW = 10, 5, 4
"""Blanks at the end of a run from which on erasing is shorter: more follows there, nothing does, the row ends."""
_GOING = 6
"""Bytes that going to another column may take."""

Cell = tuple[str, Pen]
"""A character and what it is drawn with; pens that are equal are the same object."""


class CellRun(NamedTuple):
    """Text at a place, from 0, in one pen; `width` in cells."""

    row: int
    column: int
    text: str
    width: int
    pen: Pen


def runs_of(row: int, column: int, cells: Sequence[Cell]) -> Iterator[CellRun]:
    """The cells of a row from a column on as few runs: blanks belong to what they follow, where that looks alike."""
    at, end = 0, len(cells)
    while at < end:
        begun, pen = at, cells[at][1]
        text = ""
        while at < end:
            character, wanted = cells[at]
            if wanted is not pen and (blank_pen(pen) is not wanted or character.strip()):
                if blank_pen(wanted) is not pen or not text.isspace():
                    break
                pen = wanted  # only blanks so far: they may as well be drawn with the pen of the letters
            stop = at + 1
            while stop < end and cells[stop][1] is wanted and (wanted is pen or not cells[stop][0].strip()):
                stop += 1
            text += "".join([cell[0] for cell in cells[at:stop]])
            at = stop
        yield CellRun(row, column + begun, text, at - begun, pen)


def by_pen(runs: Iterable[CellRun], pen: Pen = NO_PEN) -> list[CellRun]:
    """The same runs, those of one pen together; after `pen`, and each further, the one that is cheapest to take up."""
    found: dict[Pen, list[CellRun]] = {}
    for run in runs:
        found.setdefault(run.pen, []).append(run)
    ordered: list[CellRun] = []
    while found:
        pen = min(found, key=lambda other: len(strokes(pen, other)))
        ordered += found.pop(pen)
    return ordered


def bytes_of(run: CellRun, width: int, erases_in_colour: bool) -> int:
    """What it takes about to go there and draw the run; its pen, which others share, left out."""
    text = run.text
    if erasable(run.pen, erases_in_colour):
        text, _ = _erased(text, run.width, run.column + run.width == width, False)
    return _GOING + len(text.encode())


def draw_runs(runs: Sequence[CellRun], width: int, erases_in_colour: bool) -> str:
    """What draws the runs, in this order, on a screen of `width` columns, and puts the pen away."""
    sent: list[str] = []
    pen = NO_PEN
    at: tuple[int, int] | None = None
    following: tuple[int, int] | None
    for number, (row, column, text, cells, wanted) in enumerate(runs, 1):
        if at != (row, column):
            sent.append(_go(row, column, at[0] if at else None))
        if wanted is not pen:
            sent.append(strokes(pen, wanted))
            pen = wanted
        end = column + cells
        following = runs[number][:2] if number < len(runs) else None
        left = 0
        if erasable(pen, erases_in_colour):
            text, left = _erased(text, cells, end == width, following == (row, end))
        sent.append(text)
        # behind the last column terminals differ in where the cursor is
        at = (row, end - left) if left or end < width else None
    sent.append(strokes(pen, NO_PEN))
    return "".join(sent)


def _go(row: int, column: int, from_row: int | None) -> str:
    """By place and not by distance: a terminal that thinks another of a character's width is right again here."""
    if row == from_row:
        return f"\x1b[{column + 1}G" if column else "\r"
    if column == 0 and from_row is not None and row == from_row + 1:
        return "\r\n"
    return f"\x1b[{row + 1};{column + 1}H" if column else f"\x1b[{row + 1}H"


def _erased(text: str, cells: int, ends_row: bool, more: bool) -> tuple[str, int]:
    """The text of so many cells with long blanks as erases, and how many before its end the cursor is left.

    Either each of its blanks is erased, or all of it before the letters are drawn into it, whichever is shorter.
    """
    shown = text.rstrip(" ")
    blanks = len(text) - len(shown)
    inner = _INNER.sub(lambda gap: f"\x1b[{len(gap[0])}X\x1b[{len(gap[0])}C", shown)
    left = 0
    if ends_row and blanks >= _AT_END_OF_ROW:
        apart, left = f"{inner}\x1b[K", blanks
    elif blanks >= (_BEFORE_MORE if more else _AT_END):
        apart, left = f"{inner}\x1b[{blanks}X", blanks
    else:
        apart = inner + " " * blanks
    passed = _PASSED.sub(lambda gap: f"\x1b[{len(gap[0])}C", shown)
    together = f"\x1b[{'' if ends_row else cells}{'K' if ends_row else 'X'}{passed}"
    further = _GOING if more and blanks > left else 0  # what follows has to be gone to
    return (together, blanks) if len(together) + further < len(apart) else (apart, left)
