"""Columns of a list: what they show, how wide they are, which go first when the screen is narrow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from winback_tui.output.tables.fitting import GAP, ColumnWidth, fit_widths

from .cells import fit, steady

R = TypeVar("R")

Tone: TypeAlias = str
"""What a piece of text means: one of `tone_words.TONES`, or '' for plain."""

Cell: TypeAlias = str | tuple[str, Tone]


class ListColumn(NamedTuple, Generic[R]):
    """One column. Widths are cells; it is never narrower than `least` and leaves when it cannot have that."""

    id: str
    title: str
    cell: Callable[[R], Cell]
    width: int
    least: int = 0
    """Narrowest useful width; 0 means `width`."""
    right: bool = False
    """Right-aligned, for numbers and periods."""
    leaves: int = 0
    """0 stays whatever happens; of the others the greatest leaves first."""
    grows: bool = False
    """Takes what is left over."""
    sorts: bool = True
    falling: bool = False
    """Sorts with the greatest on top first."""
    means: str = ""
    """What help says about the column, where its title alone does not."""

    @property
    def narrowest(self) -> int:
        """The width below which the column leaves."""
        return max(self.least or self.width, 1)


class SizedColumn(NamedTuple, Generic[R]):
    """A column with the width it got."""

    column: ListColumn[R]
    width: int


def place(columns: Sequence[ListColumn[R]], space: int, gap: int = GAP) -> list[SizedColumn[R]]:
    """The columns that fit into `space` cells, with their widths, `gap` cells apart."""
    wanted = [
        ColumnWidth(each.narrowest, max(each.width, each.narrowest), each.leaves, grows=each.grows)
        for each in columns
    ]
    widths = fit_widths(wanted, space, gap, shrink=True)
    return [SizedColumn(columns[at], width) for at, width in widths.items()]


def row_runs(placed: Sequence[SizedColumn[R]], row: R, gap: int = GAP) -> list[tuple[str, Tone]]:
    """One row as runs of text and tone, neighbours of one tone joined; together exactly as wide as the columns."""
    runs: list[tuple[str, Tone]] = []
    text, tone = "", ""
    between = " " * gap
    for at, (column, width) in enumerate(placed):
        value = column.cell(row)
        content, cell_tone = (value, "") if isinstance(value, str) else value
        shown = fit(steady(content), width, column.right)
        if cell_tone != tone:
            if text:
                runs.append((text, tone))
            text, tone = "", cell_tone
        text += shown if at == len(placed) - 1 else shown + between
    if text:
        runs.append((text, tone))
    return runs


def heading(
    placed: Sequence[SizedColumn[R]], sorted_by: str = "", falling: bool = False, gap: int = GAP
) -> list[tuple[str, bool]]:
    """The column titles as (text, is the sorted one), with an arrow at the sorted one."""
    titles: list[tuple[str, bool]] = []
    for at, (column, width) in enumerate(placed):
        chosen = column.id == sorted_by
        arrow = " ↓" if falling else " ↑"
        title = column.title + arrow if chosen else column.title
        if chosen and len(title) > width:
            title = fit(column.title, max(width - 1, 0)).rstrip() + arrow[1:]
        shown = fit(title, width, column.right)
        titles.append((shown if at == len(placed) - 1 else shown + " " * gap, chosen))
    return titles
