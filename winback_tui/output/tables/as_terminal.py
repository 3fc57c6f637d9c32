"""Tables for a reader at a terminal; the only place where the command line loads rich."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from winback_tui.output.guard import one_line
from winback_tui.output.links import terminal_takes_links, with_links
from winback_tui.output.wrapping import wrap_words

from .fitting import GAP, FittedColumns, MeasuredColumn, fit_columns
from .table import CellKind, Column, Table
from .values import as_shown

BELOW = "  "
"""The indent of the lines below a row."""


def write_terminal(table: Table, to: TextIO) -> int:
    """Draw the columns that matter most in the terminal's width; returns the number of rows.

    Numbers are on the right and are never cut. A sentence without room next to the others goes below its row.
    """
    drawn = table.visible_columns()
    rows = [[_cell(table, column, row, place) for place, column in drawn] for row in table.rows]
    if not rows:
        return 0
    console = Console(file=to, markup=False, emoji=False, highlight=False)
    measured = [
        MeasuredColumn(at, column, max(cell_len(column.title), *(cell_len(row[at]) for row in rows)))
        for at, (_, column) in enumerate(drawn)
    ]
    plan = fit_columns(measured, console.width)
    heads = [_aligned(each.column, each.column.title, width) for each, width in plan.in_row]
    console.print(Text((" " * GAP).join(heads).rstrip(), style="bold"), soft_wrap=True)
    to.write("─" * min(console.width, sum(width for _, width in plan.in_row) + GAP * (len(heads) - 1)) + "\n")
    links = to.isatty() and terminal_takes_links()
    mails = [at for at, (_, column) in enumerate(drawn) if links and column.kind is CellKind.MAIL]
    for row in rows:
        for line in _lines(console, plan, row):
            to.write(with_links(line.rstrip(), [row[at] for at in mails]) + "\n")
    return len(rows)


def _cell(table: Table, column: Column, row: Sequence[object], place: int) -> str:
    return one_line(as_shown(column, row[place], table.currency_of(column, row)))


def _lines(console: Console, plan: FittedColumns, row: Sequence[str]) -> Iterator[str]:
    """The row, its wide cells over as many lines as they need; then, indented, what goes below it."""
    cells = [
        wrap_words(row[each.place], width, measure=cell_len) if each.column.wide else [row[each.place]]
        for each, width in plan.in_row
    ]
    for at in range(max(map(len, cells), default=0)):
        yield (" " * GAP).join(
            _aligned(each.column, cell[at] if at < len(cell) else "", width)
            for cell, (each, width) in zip(cells, plan.in_row, strict=True)
        )
    for each in plan.below:
        if row[each.place] != "–":
            text = f"{each.column.title}: {row[each.place]}"
            yield from wrap_words(text, max(console.width, 1), BELOW, measure=cell_len)


def _aligned(column: Column, text: str, width: int) -> str:
    shown = Text(text)
    shown.truncate(width, overflow="ellipsis")
    padding = " " * (width - cell_len(shown.plain))
    return padding + shown.plain if column.right else shown.plain + padding
