"""Every field that people entered, against the winner of the change log."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import BULK_TABLES, LOGGED_TABLES, logged_columns, row_name
from winback_tui.store.log.rows import outward

Stamp = tuple[int, str, int]
Fields = dict[str, tuple[Stamp, Any]]


def log_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Fields that are not what the log says, rows that it does not know, rows that are lost."""
    shelved = _shelved(connection)
    for table in LOGGED_TABLES:
        logged = _winners(connection, table)
        columns = logged_columns(columns_of(connection, table))
        named = ", ".join(outward(table, column) for column in columns)
        home = "batch_no" if table in BULK_TABLES else "NULL"
        seen = set()
        for row in connection.execute(f'SELECT {row_name(table)}, {home}, {named} FROM main."{table}"'):
            name, batch_no, *values = row
            seen.add(name)
            fields = logged.get(name, {})
            if "*" not in fields and batch_no is None:
                yield f"{table} {name} is not in the log"
                continue
            yield from _differing(table, name, dict(zip(columns, values, strict=True)), fields)
        for name, fields in logged.items():
            if name not in seen and name not in shelved and _expected(fields):
                yield f"{table} {name} is lost"


def _winners(connection: sqlite3.Connection, table: str) -> dict[str, Fields]:
    found: dict[str, Fields] = defaultdict(dict)
    for row, col, site, seq, hlc, value in connection.execute(
        "SELECT c.row, c.col, c.site, c.seq, c.hlc, h.value FROM cell c"
        " LEFT JOIN change h ON h.site = c.site AND h.seq = c.seq WHERE c.tbl = ?",
        (table,),
    ):
        found[row][col] = ((hlc, site, seq), value)
    return found


def _expected(fields: Fields) -> bool:
    """Whether the row must be there."""
    if "!" in fields or "*" not in fields:
        return False
    return "-" not in fields or fields["-"][0] < fields["*"][0]


def _differing(table: str, name: str, now: dict[str, Any], fields: Fields) -> Iterator[str]:
    if "!" in fields or ("*" in fields and not _expected(fields)):
        yield f"{table} {name} was deleted but still exists"
        return
    start = fields["*"][0] if "*" in fields else (-1, "", -1)
    expected: dict[str, Any] = json.loads(fields["*"][1]) if "*" in fields else {}
    expected.update(
        {column: value for column, (stamp, value) in fields.items() if column in now and stamp > start}
    )
    for column, value in expected.items():
        if column in now and now[column] != value:
            yield f"{table} {name}: {column} is not what the log says"


def _shelved(connection: sqlite3.Connection) -> set[str]:
    """Rows that the undoing of an import has set aside."""
    orders = {row[0] for row in connection.execute("SELECT key FROM order_shelf")}
    return orders | {
        json.loads(row[0])["id"] for row in connection.execute("SELECT value FROM account_shelf")
    }
