"""Tables for a reader at a terminal; the only place where the command line loads rich."""

from __future__ import annotations

from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from .guard import one_line
from .table import Column, Table
from .values import as_shown


def write_terminal(table: Table, to: TextIO) -> int:
    """Draw the shown columns as wide as the terminal, numbers at the right; returns the number of rows."""
    shown = [(place, column) for place, column in enumerate(table.columns) if column.shown]
    drawing = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for _, column in shown:
        _head(drawing, column)
    count = 0
    for row in table.rows:
        count += 1
        drawing.add_row(
            *(
                Text(one_line(as_shown(column, row[place], table.currency_of(column, row))))
                for place, column in shown
            )
        )
    if count:
        Console(file=to, markup=False, emoji=False, highlight=False).print(drawing)
    return count


def _head(drawing: RichTable, column: Column) -> None:
    drawing.add_column(
        Text(column.title),
        justify="right" if column.right else "left",
        no_wrap=not column.wide,
        overflow="fold" if column.wide else "ellipsis",
    )
