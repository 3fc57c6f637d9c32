"""Which columns there is space for, and how wide each may be: for the screen's lists and for printed tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .table import Column

GAP = 2
LEAST_TEXT = 16
"""A name or a state keeps this many cells when others need the room."""
LEAST_WIDE = 30
"""With fewer cells than this a sentence goes below its row instead of in it."""
USUAL_TEXT = 40
"""A name or a state gets this many cells before sentences get theirs; more only after all others are whole."""
NAME = 30
"""Less important columns leave to give a name this many cells."""
LEAVES_FOR_COMFORT = 3
"""Columns that leave later than this stay even next to a name that is cut."""


class ColumnWidth(NamedTuple):
    """What a column asks for, in cells.

    It is never narrower than `least` and shows everything at `whole`. On a narrow terminal the greatest `leaves`
    goes first, the last of equals; 0 stays. Those above `LEAVES_FOR_COMFORT` go also where the others could not
    have their `comfort` next to them: nobody reads an owner next to half a name. Those with `waits` get more than
    their comfort only after the others had theirs. `titled` is what its long title takes, for which no usual text
    is cut; `roomy` is what it has for looks where all are shown whole; those with `grows` share what is left at the
    end.
    """

    least: int
    whole: int
    leaves: float = 0
    waits: bool = False
    grows: bool = False
    roomy: int = 0
    comfort: int = 0
    titled: int = 0


def fit_widths(
    columns: Sequence[ColumnWidth], width: int, gap: int = GAP, shrink: bool = False
) -> dict[int, int]:
    """Place to width of the columns that stay in `width` cells, `gap` cells apart.

    Space goes first to what would be cut without it, the column that lacks least before the others, so that as many
    as possible are whole. Where even those that must stay do not fit, they keep their least width, or with `shrink`
    lose cells from the left down to one.
    """
    staying = list(range(len(columns)))
    for needed, lowest in ((_comfort, LEAVES_FOR_COMFORT), (_least, 0)):
        while len(staying) > 1 and needed(columns, staying, gap) > width:
            leaving = max(staying, key=lambda at: (columns[at].leaves, at))
            if columns[leaving].leaves <= lowest:
                break
            staying.remove(leaving)
    staying = _with_those_that_fit(columns, staying, width, gap)
    widths = {at: columns[at].least for at in staying}
    spare = width - _least(columns, staying, gap)
    spare = _widened(widths, {at: columns[at].comfort for at in staying}, spare)
    for waits, most in ((False, USUAL_TEXT), (True, None)):
        wanted = {
            at: columns[at].whole if most is None else min(columns[at].whole, most)
            for at in staying
            if columns[at].waits is waits
        }
        spare = _widened(widths, wanted, spare)
    spare = _widened(widths, {at: columns[at].titled for at in staying}, spare)
    spare = _widened(widths, {at: columns[at].whole for at in staying}, spare)
    spare = _widened(widths, {at: columns[at].roomy for at in staying}, spare)
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


def _with_those_that_fit(
    columns: Sequence[ColumnWidth], staying: Sequence[int], width: int, gap: int
) -> list[int]:
    """The columns that stay, and those that left but fit after all, because a wider one left after them."""
    fitting = list(staying)
    left = [at for at in range(len(columns)) if at not in fitting]
    for at in sorted(left, key=lambda at: (columns[at].leaves, at)):
        if _comfort(columns, [*fitting, at], gap) <= width:
            fitting.append(at)
    return sorted(fitting)


def _widened(widths: dict[int, int], wanted: Mapping[int, int], spare: int) -> int:
    """Widens towards `wanted`, the one that lacks least first; returns the cells that are left."""
    for at in sorted(wanted, key=lambda at: (wanted[at] - widths[at], at)):
        more = max(0, min(spare, wanted[at] - widths[at]))
        widths[at] += more
        spare -= more
    return spare


def _least(columns: Sequence[ColumnWidth], staying: Sequence[int], gap: int) -> int:
    return sum(columns[at].least for at in staying) + gap * (len(staying) - 1)


def _comfort(columns: Sequence[ColumnWidth], staying: Sequence[int], gap: int) -> int:
    return sum(max(columns[at].least, columns[at].comfort) for at in staying) + gap * (len(staying) - 1)


class MeasuredColumn(NamedTuple):
    """A column, its place in the row, and the cells that its longest content takes."""

    place: int
    column: Column
    natural: int

    @property
    def width(self) -> ColumnWidth:
        """What it asks for: amounts, chances and days are never cut, a sentence goes before a name does."""
        from .table import CellKind  # the lists of the screen fit their columns without it

        wide, text = self.column.wide, self.column.kind in (CellKind.TEXT, CellKind.MAIL)
        least = LEAST_WIDE if wide else LEAST_TEXT if text else self.natural
        leaves = self.column.leaves or (0.5 if wide else 0)
        comfort = min(self.natural, NAME) if self.column.names else 0
        return ColumnWidth(min(self.natural, least), self.natural, leaves, waits=wide, comfort=comfort)


class FittedColumns(NamedTuple):
    """Columns in the row with their widths, and the wide ones that go below it."""

    in_row: list[tuple[MeasuredColumn, int]]
    below: list[MeasuredColumn]


def fit_columns(columns: Sequence[MeasuredColumn], width: int) -> FittedColumns:
    """The columns for `width` cells: the least important leave first, sentences go below instead."""
    widths = fit_widths([each.width for each in columns], width)
    below = [each for at, each in enumerate(columns) if at not in widths and each.column.wide]
    return FittedColumns([(columns[at], each) for at, each in widths.items()], below)
