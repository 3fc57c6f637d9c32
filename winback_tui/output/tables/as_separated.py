"""Tables as CSV for spreadsheets and as TSV for pipes, both with the stable keys as header."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from typing import Any, TextIO

from winback_tui.domain.wording.portable import formula_guarded
from winback_tui.output.guard import one_line, printable_lines

from .table import NUMERIC, Column, Table
from .values import as_plain


def write_csv(table: Table, to: TextIO) -> int:
    """Write comma-separated values, quoted where needed, text guarded against formulas; returns the count."""
    writer = csv.writer(to, lineterminator="\n")
    columns = [(column, table.currency_place(column)) for column in table.columns]
    writer.writerow([column.key for column in table.columns])
    count = 0
    for row in table.rows:
        count += 1
        writer.writerow(
            [
                "" if cell is None else _csv_cell(column, cell, "" if money is None else row[money] or "")
                for (column, money), cell in zip(columns, row, strict=True)
            ]
        )
    return count


def write_tsv(table: Table, to: TextIO) -> int:
    """Write tab-separated values without quotes, one line a row; returns the count."""
    to.write("\t".join(column.key for column in table.columns) + "\n")
    count = 0
    for row in table.rows:
        count += 1
        cells = (
            one_line(as_plain(column, cell, table.currency_of(column, row)))
            for column, cell in _cells(table, row)
        )
        to.write("\t".join(cells) + "\n")
    return count


def _cells(table: Table, row: Sequence[Any]) -> zip[tuple[Column, Any]]:
    return zip(table.columns, row, strict=True)


def _csv_cell(column: Column, cell: Any, currency: str) -> str:
    text = printable_lines(as_plain(column, cell, currency))
    return text if column.kind in NUMERIC else formula_guarded(text)
