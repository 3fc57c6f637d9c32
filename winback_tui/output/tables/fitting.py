"""Which columns a terminal has room for, and how wide each may be."""

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


class MeasuredColumn(NamedTuple):
    """A column, its place in the row, and the cells that its longest content takes."""

    place: int
    column: Column
    natural: int

    @property
    def least(self) -> int:
        """Below this the column says nothing: amounts, chances and days are never cut."""
        if self.column.wide:
            return min(self.natural, LEAST_WIDE)
        return min(self.natural, LEAST_TEXT) if self.column.kind is CellKind.TEXT else self.natural

    @property
    def most(self) -> int:
        """What it gets when there is room for everything."""
        if self.column.wide or self.column.kind is not CellKind.TEXT:
            return self.natural
        return min(self.natural, WIDEST_TEXT)


class FittedColumns(NamedTuple):
    """Columns in the row with their widths, and the wide ones that stand below it."""

    beside: list[tuple[MeasuredColumn, int]]
    below: list[MeasuredColumn]


def fitted(columns: Sequence[MeasuredColumn], room: int) -> FittedColumns:
    """The columns for `room` cells: the least important leave first, sentences go below instead."""
    kept, below = list(columns), list[MeasuredColumn]()
    while _needs(kept) > room and (leaving := _next_to_leave(kept)):
        kept.remove(leaving)
        if leaving.column.wide:
            below.append(leaving)
    widths = {each.place: each.least for each in kept}
    spare = room - _needs(kept)
    for each in sorted(kept, key=lambda each: each.column.wide):
        more = max(0, min(spare, each.most - each.least))
        widths[each.place] += more
        spare -= more
    return FittedColumns([(each, widths[each.place]) for each in kept], sorted(below))


def _next_to_leave(kept: Sequence[MeasuredColumn]) -> MeasuredColumn | None:
    """The one with the greatest `leaves`, the last of equals; then the sentences; None when all must stay."""
    may = [each for each in kept if each.column.leaves or each.column.wide]
    return max(may, key=lambda each: (each.column.leaves, each.place), default=None)


def _needs(kept: Sequence[MeasuredColumn]) -> int:
    return sum(each.least for each in kept) + GAP * (len(kept) - 1)
