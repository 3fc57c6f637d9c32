"""Textual's own table, and over it on `e` a box of fourteen labels and inputs, which Esc closes."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import DataTable, Footer, Input, Label

FIELDS = 14
"""As many as our longest form has."""


class StockForm(ModalScreen[None]):
    """Labels and inputs."""

    CSS = "StockForm { align: center middle; } VerticalScroll { width: 76; height: 94%; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            for number in range(FIELDS):
                yield Label(f"FIELD {number}")
                yield Input(f"value {number}", compact=True)
            yield Footer()


class TableBehind(App[None]):
    """Shows a table of eight columns."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("e", "edit", "edit")]

    def compose(self) -> ComposeResult:
        table: DataTable[str] = DataTable(cursor_type="row")
        table.add_columns(*(f"column {number}" for number in range(8)))
        for row in range(1_000):
            table.add_row(*(f"READY {row} {number}" for number in range(8)))
        yield table

    def action_edit(self) -> None:
        self.push_screen(StockForm())


if __name__ == "__main__":
    TableBehind().run()
