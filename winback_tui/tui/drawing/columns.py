"""Columns of a list: what they show, how wide they are, which go first when the screen is narrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from winback_tui.output.tables.fitting import GAP, ColumnWidth, fit_widths

from .cells import fit, steady, width_of

R = TypeVar("R")

Tone: TypeAlias = str
"""What a piece of text means: one of `tone_words.TONES`, or '' for plain."""

Cell: TypeAlias = str | tuple[str, Tone]

NOTHING = "–"
"""Shown in an empty cell."""
ARROW = " ↑"
LONGEST_FIXED = 16
"""Cells from which even a text that is not cut elsewhere, such as a person's name, can be."""
_EMPTY_FIRST = 100


class ListColumn(NamedTuple, Generic[R]):
    """One column. Widths are cells; it is as wide as what stands in it, where there is space for that."""

    id: str
    title: str
    cell: Callable[[R], Cell]
    width: int
    """Its width where all columns are shown whole, so that it moves as little as possible."""
    least: int = 0
    """A text can be cut to so many cells where others need the space; 0 means that it is never cut."""
    right: bool = False
    """Right-aligned, for numbers and periods; never cut."""
    leaves: int = 0
    """0 stays whatever happens; of the others the greatest leaves first, one with nothing in it before all."""
    grows: bool = False
    """Takes what is left over."""
    sorts: bool = True
    falling: bool = False
    """Sorts with the greatest on top first."""
    means: str = ""
    """What help says about the column, where its title alone does not."""
    short: str = ""
    """Its title where the whole one would take space from the texts beside it."""

    def asks(self, widest: int | None, is_sorted: bool) -> ColumnWidth:
        """What it asks for where its widest content takes so many cells; None where that is not known."""
        arrow = len(ARROW) if is_sorted else 0
        title = width_of(self.short or self.title) + arrow
        whole = max(title, self.width if widest is None else widest, 1)
        least = whole if self.right else min(whole, self.least or max(self.width, LONGEST_FIXED))
        leaves = self.leaves + (_EMPTY_FIRST if self.leaves and widest == 0 else 0)
        comfort = min(whole, self.width)
        titled = width_of(self.title) + arrow
        return ColumnWidth(
            least, whole, leaves, grows=self.grows, roomy=self.width, comfort=comfort, titled=titled
        )


class SizedColumn(NamedTuple, Generic[R]):
    """A column with the width it got."""

    column: ListColumn[R]
    width: int


def widest_cells(columns: Sequence[ListColumn[R]], rows: Iterable[R]) -> list[int]:
    """Cells of the widest content of each column in these rows; 0 where there is none in any of them."""
    widest = [0] * len(columns)
    for row in rows:
        for at, column in enumerate(columns):
            value = column.cell(row)
            text = value if isinstance(value, str) else value[0]
            if text and text != NOTHING:
                widest[at] = max(widest[at], width_of(steady(text)))
    return widest


def empty_columns(columns: Sequence[ListColumn[R]], rows: Sequence[R]) -> frozenset[int]:
    """The places of the columns in which none of these rows has anything to say."""

    def says_something(column: ListColumn[R], row: R) -> bool:
        value = column.cell(row)
        return (value if isinstance(value, str) else value[0]) not in ("", NOTHING)

    return frozenset(
        at for at, column in enumerate(columns) if not any(says_something(column, row) for row in rows)
    )


def place(
    columns: Sequence[ListColumn[R]],
    space: int,
    gap: int = GAP,
    widest: Sequence[int] | None = None,
    sorted_by: str = "",
) -> list[SizedColumn[R]]:
    """The columns that fit into `space` cells, with their widths, `gap` cells apart.

    `widest`: as from `widest_cells`; nothing is cut while the columns could be as wide as their content.
    """
    asked = [
        each.asks(None if widest is None else widest[at], each.id == sorted_by)
        for at, each in enumerate(columns)
    ]
    widths = fit_widths(asked, space, gap, shrink=True)
    return [SizedColumn(columns[at], width) for at, width in widths.items()]


def row_runs(placed: Sequence[SizedColumn[R]], row: R, gap: int = GAP) -> list[tuple[str, Tone]]:
    """One row as runs of text and tone, neighbours of one tone joined; together exactly as wide as the columns.

    A text that is too long for its column goes on into what the number beside it leaves blank.
    """
    runs: list[tuple[str, Tone]] = []
    text, tone = "", ""
    between = " " * gap
    contents = []
    for column, _ in placed:
        value = column.cell(row)
        contents.append((steady(value), "") if isinstance(value, str) else (steady(value[0]), value[1]))
    taken = 0
    for at, (column, width) in enumerate(placed):
        content, cell_tone = contents[at]
        width, taken = width - taken, 0
        lacking = width_of(content) - width
        if lacking > 0 and at + 1 < len(placed) and placed[at + 1].column.right:
            blank = placed[at + 1].width - width_of(contents[at + 1][0])
            taken = max(0, min(lacking, blank))
            width += taken
        shown = fit(content, width, column.right)
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
        arrow = (" ↓" if falling else ARROW) if chosen else ""
        words = column.title if width_of(column.title + arrow) <= width else column.short or column.title
        title = words + arrow
        if chosen and width_of(title) > width:
            title = fit(words, max(width - 1, 0)).rstrip() + arrow[1:]
        shown = fit(title, width, column.right)
        titles.append((shown if at == len(placed) - 1 else shown + " " * gap, chosen))
    return titles
