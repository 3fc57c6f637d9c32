"""The shape of a list on the terminal and its lines as runs of text and tone; imports no toolkit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from winback_tui.domain.wording.marks import RowMark
from winback_tui.output.tables.fitting import GAP

from .columns import SizedColumn, heading, row_runs

GUTTER = 3
"""Cells before the first column: the cursor, the mark, a gap."""
MARGIN = GUTTER + 2
"""Cells that the columns leave free: the gutter, a gap and the scroll bar."""


class Run(NamedTuple):
    """Some text, what it means (one of `tone_words.LINE_TONES`), and what lies under it: '', cursor or away."""

    text: str
    tone: str = ""
    under: str = ""


class RowState(NamedTuple):
    """What was done with a row: a sign in front of it, and the tone of the whole line, '' for each cell's own."""

    sign: str = ""
    sign_tone: str = ""
    tone: str = ""


NO_STATE = RowState()
NEXT_ROW = RowState(RowMark.NEXT, "accent")
"""Of the row that Space acts on, wherever the cursor stands."""
FIRST_ROW = RowState(RowMark.FIRST, "accent")
"""Of a row that stands above the order of the list; the line above the list says why."""


def row_line(
    placed: Sequence[SizedColumn[Any]], row: Any, width: int, under: str, marked: bool, bar: bool | None
) -> list[Run]:
    """The line of one row, `width` cells. `under` is empty unless the cursor is on it; `bar` is None without a
    scroll bar, else whether its thumb is here. A row that says its `line_state` has its sign in front of it."""
    state: RowState = getattr(row, "line_state", NO_STATE)
    runs = [
        Run("▌", "bar", under) if under else Run(" "),
        Run("* ", "mark", under) if marked else Run(f"{state.sign or ' '} ", state.sign_tone, under),
    ]
    runs += [Run(text, state.tone or tone, under) for text, tone in row_runs(placed, row)]
    return [*runs, Run(_rest(placed, width), "", under), Run("▐" if bar else " ", "scroll", under)]


def heading_line(
    placed: Sequence[SizedColumn[Any]], width: int, sorted_by: str, falling: bool, left: bool, right: bool
) -> list[Run]:
    """The titles; a small arrow at an edge behind which columns had no room."""
    runs = [Run(" ‹ " if left else "   ", "heading")]
    for title, chosen in heading(placed, sorted_by, falling):
        runs.append(Run(title, "sorted" if chosen else "heading"))
    return [*runs, Run(_rest(placed, width) + ("›" if right else " "), "heading")]


def thumb_of(top: int, page: int, total: int) -> tuple[int, int] | None:
    """First and last row-line of the scroll bar's thumb, from 0; None while everything is in sight."""
    if total <= page:
        return None
    size = max(1, page * page // total)
    first = round((page - size) * top / (total - page))
    return first, first + size - 1


def _rest(placed: Sequence[SizedColumn[Any]], width: int) -> str:
    taken = sum(each.width for each in placed) + GAP * (len(placed) - 1)
    return " " * (width - 1 - GUTTER - taken)


LEAST_WIDTH, LEAST_HEIGHT = 60, 20
WIDE, HIGH = 140, 30
PANE_SHARE = 0.32
"""Share of the width for the details, where they stand next to the list."""
PANE_LOW, PANE_HIGH = 6, 11
"""Lines that the details below the list have at least, on a low and on a high terminal."""
LIST_LEAST = 8
"""Lines that a list keeps however few rows it has, so that the details do not move with every letter of a filter."""


class ListShape(NamedTuple):
    """Cells of the list, its heading included, and how many lines stand above it."""

    above: int
    width: int
    height: int


def list_shape(width: int, height: int, banner: bool, rows: int) -> ListShape:
    """Where the list of a view lies on a terminal of that size; what so many rows do not need is for the details."""
    above = 3 if banner else 2
    lines = height - above - 1
    if width >= WIDE:
        return ListShape(above, width - int(width * PANE_SHARE), lines)
    return ListShape(above, width, lines - pane_height(height, lines, rows))


def pane_height(height: int, lines: int, rows: int) -> int:
    """Lines of the details below a list of so many rows, of the `lines` that both have on a terminal so high."""
    return max(PANE_HIGH if height >= HIGH else PANE_LOW, lines - max(rows + 2, LIST_LEAST))
