"""Textual's own table with 1,000 rows."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import DataTable


class StockTable(App[None]):
    """Shows a table of eight columns."""

    def compose(self) -> ComposeResult:
        table: DataTable[str] = DataTable(cursor_type="row")
        table.add_columns(*(f"column {number}" for number in range(8)))
        for row in range(1_000):
            table.add_row(*(f"READY {row} {number}" for number in range(8)))
        yield table


if __name__ == "__main__":
    StockTable().run()
