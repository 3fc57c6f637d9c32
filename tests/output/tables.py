"""A table with every kind of column and hostile cells, for the writers' tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from winback_tui.output.tables.table import CellKind, Column, Table

COLUMNS = (
    Column("account_id", "Id", shown=False),
    Column("account", "Account"),
    Column("orders", "Orders", CellKind.INT),
    Column("rhythm", "Rhythm", CellKind.NUMBER),
    Column("at_stake", "At stake", CellKind.MONEY),
    Column("currency", "Cur"),
    Column("chance", "Gone", CellKind.PERCENT),
    Column("last", "Last order", CellKind.DATE),
    Column("fragile", "Fragile", CellKind.FLAG),
    Column("sentence", "Why", wide=True),
)

MILL = ("a1", "North Mill", 1200, 21.46, 1420050, "EUR", 0.62134, date(2026, 9, 20), True, "Silent.")
HOSTILE = (
    "a2",
    '=[red]"x\x1b[2J\ty\nz',
    3,
    7.0,
    -1500,
    "JPY",
    0.999,
    "2026-01-31",
    False,
    "+cmd|' /C calc'!A0",
)
EMPTY = ("a3", "ООО «Ромашка» 株", None, None, None, None, None, None, None, None)


def sample(*rows: Sequence[Any]) -> Table:
    """The columns above over `rows`, which stream once like a database cursor."""
    return Table(COLUMNS, iter(rows), empty="Nobody is overdue.")
