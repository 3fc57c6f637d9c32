"""Which columns there is space for, and how wide each may be: for the screen's lists and for printed tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .table import CellKind, Column

GAP = 2
LEAST_TEXT = 16
"""Cells that a name or a state keeps when others need the room."""
LEAST_WIDE = 30
"""Cells below which a sentence stands under its row rather than in it."""
WIDEST_TEXT = 40
"""Cells that a name or a state gets at most."""


class ColumnWidth(NamedTuple):
    """What a column asks for, in cells: never narrower than `least`, and up to `most` where there is space.

    On a narrow terminal the greatest `leaves` goes first, the last of equals; 0 stays. Those with `waits` get more
    only after the others had theirs; those with `grows` share what is left at the end.
    """

    least: int
    most: int
    leaves: float = 0
    waits: bool = False
    grows: bool = False


def fit_widths(
    columns: Sequence[ColumnWidth], width: int, gap: int = GAP, shrink: bool = False
) -> dict[int, int]:
    """Place to width of the columns that stay in `width` cells, `gap` cells apart.

    Where even those that must stay do not fit, they keep their least width, or with `shrink` lose cells from the
    left down to one.
    """
    staying = list(range(len(columns)))
    while len(staying) > 1 and _needs(columns, staying, gap) > width:
        leaving = max(staying, key=lambda at: (columns[at].leaves, at))
        if not columns[leaving].leaves:
            break
        staying.remove(leaving)
    widths = {at: columns[at].least for at in staying}
    spare = width - _needs(columns, staying, gap)
    for at in sorted(staying, key=lambda at: columns[at].waits):
        more = max(0, min(spare, columns[at].most - widths[at]))
        widths[at] += more
        spare -= more
    growing = [at for at in staying if columns[at].grows]
    for turn, at in enumerate(growing):
        share = max(spare, 0) // (len(growing) - turn)
        widths[at] += share
        spare -= share
    for at in staying if shrink else ():
        less = min(max(-spare, 0), widths[at] - 1)
        widths[at] -= less
        spare += less
    return widths


def _needs(columns: Sequence[ColumnWidth], staying: Sequence[int], gap: int) -> int:
    return sum(columns[at].least for at in staying) + gap * (len(staying) - 1)


class MeasuredColumn(NamedTuple):
    """A column, its place in the row, and the cells that its longest content takes."""

    place: int
    column: Column
    natural: int

    @property
    def width(self) -> ColumnWidth:
        """What it asks for: amounts, chances and days are never cut, a sentence goes before a name does."""
        wide, text = self.column.wide, self.column.kind is CellKind.TEXT
        least = LEAST_WIDE if wide else LEAST_TEXT if text else self.natural
        most = WIDEST_TEXT if text and not wide else self.natural
        leaves = self.column.leaves or (0.5 if wide else 0)
        return ColumnWidth(min(self.natural, least), min(self.natural, most), leaves, waits=wide)


class FittedColumns(NamedTuple):
    """Columns in the row with their widths, and the wide ones that go below it."""

    in_row: list[tuple[MeasuredColumn, int]]
    below: list[MeasuredColumn]


def fit_columns(columns: Sequence[MeasuredColumn], width: int) -> FittedColumns:
    """The columns for `width` cells: the least important leave first, sentences go below instead."""
    widths = fit_widths([each.width for each in columns], width)
    below = [each for at, each in enumerate(columns) if at not in widths and each.column.wide]
    return FittedColumns([(columns[at], each) for at, each in widths.items()], below)
