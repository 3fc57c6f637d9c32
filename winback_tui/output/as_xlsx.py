"""Tables as an Excel workbook, every cell with its type so that no text is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..domain.money import decimal_string
from .guard import printable_lines
from .table import Column, Kind, Table
from .values import as_plain

SHEET_LIMIT = 32_767
"""Characters that one cell of a workbook can hold."""


def write_xlsx(table: Table, path: Path, sheet: str = "Winback") -> int:
    """Write `table` to `path` in constant memory; returns the number of rows.

    The file is written beside its place and then moved there, so that a failure leaves no half workbook.
    """
    from xlsxwriter import Workbook

    partial = path.with_name(f".{path.name}.partial")
    count = 0
    try:
        with Workbook(str(partial), {"constant_memory": True}) as book:
            page = book.add_worksheet(sheet[:31])
            bold = book.add_format({"bold": True})
            forms = {
                Kind.DATE: book.add_format({"num_format": "yyyy-mm-dd"}),
                Kind.PERCENT: book.add_format({"num_format": "0%"}),
                Kind.MONEY: book.add_format({"num_format": "#,##0.00"}),
            }
            page.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                page.write_string(0, place, column.key, bold)
            for count, row in enumerate(table.rows, 1):
                for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
                    _write_cell(page, count, place, column, cell, table.currency_of(column, row), forms)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _write_cell(
    page: Any, line: int, place: int, column: Column, cell: Any, currency: str, forms: dict[Kind, Any]
) -> None:
    if cell is None:
        return
    form = forms.get(column.kind)
    write: Callable[..., Any] = page.write_number
    match column.kind:
        case Kind.MONEY:
            write(line, place, Decimal(decimal_string(cell, currency)), form)
        case Kind.INT | Kind.NUMBER | Kind.FACTOR | Kind.PERCENT:
            write(line, place, cell, form)
        case Kind.FLAG:
            page.write_boolean(line, place, bool(cell))
        case Kind.DATE:
            day = cell if isinstance(cell, date) else date.fromisoformat(cell)
            page.write_datetime(line, place, day, form)
        case Kind.TEXT:
            page.write_string(line, place, printable_lines(as_plain(column, cell, currency))[:SHEET_LIMIT])
