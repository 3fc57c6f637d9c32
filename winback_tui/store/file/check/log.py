"""Compares every field that people entered with the winning change in the log."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from winback_tui.store.log.acts import written_by
from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import BULK_TABLES, LOGGED_TABLES, logged_columns, row_name
from winback_tui.store.log.rows import outward

Stamp = tuple[int, str, int]
Fields = dict[str, tuple[Stamp, Any]]


def log_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Fields that differ from the log, rows that it does not know, rows that are lost."""
    shelved = _shelved(connection)
    kept_rows = {(row[0], row[1]) for row in connection.execute("SELECT tbl, row FROM kept_row")}
    for table in LOGGED_TABLES:
        logged = _winners(connection, table)
        columns = logged_columns(columns_of(connection, table))
        column_names = ", ".join(outward(table, column) for column in columns)
        home, chosen = "NULL", ""
        if table in BULK_TABLES:  # of an imported row that nobody changed since, the log says nothing
            home = "batch_no"
            in_log = f"SELECT row FROM main.cell WHERE tbl = '{table}'"
            chosen = f" WHERE batch_no IS NULL OR {row_name(table)} IN ({in_log})"
        optional = _optional(connection, table)
        seen = set()
        for row in connection.execute(
            f'SELECT {row_name(table)}, {home}, {column_names} FROM main."{table}"{chosen}'
        ):
            name, batch_no, *values = row
            seen.add(name)
            fields = logged.get(name, {})
            if "*" not in fields and batch_no is None:
                yield f"{table} {name} is not in the log"
                continue
            if (table, name) in kept_rows:
                fields = {column: each for column, each in fields.items() if column != "-"}
            now = dict(zip(columns, values, strict=True))
            for column in _gone(connection, optional, now, fields):
                fields = {each: value for each, value in fields.items() if each != column}
                now.pop(column)
            for column, fault in _differing(table, name, now, fields):
                if batch_no is None or not column or written_by(connection, table, name, column) is not None:
                    yield fault
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


def _differing(table: str, name: str, now: dict[str, Any], fields: Fields) -> Iterator[tuple[str, str]]:
    """Column (empty for the whole row) and fault."""
    if "!" in fields or ("*" in fields and not _expected(fields)):
        yield "", f"{table} {name} was deleted but still exists"
        return
    start = max((fields[each][0] for each in ("*", "-") if each in fields), default=(-1, "", -1))
    expected: dict[str, Any] = json.loads(fields["*"][1]) if "*" in fields else {}
    expected.update(
        {column: value for column, (stamp, value) in fields.items() if column in now and stamp > start}
    )
    for column, value in expected.items():
        if column in now and now[column] != value:
            yield column, f"{table} {name}: {column} differs from the log"


def _gone(
    connection: sqlite3.Connection,
    optional: list[tuple[str, str, str]],
    now: dict[str, Any],
    fields: Fields,
) -> Iterator[str]:
    """Columns that are empty because what they point to was erased, or never came."""
    for column, parent, name in optional:
        last = fields.get(column, fields.get("*"))
        if column not in now or now[column] is not None or last is None or last[1] is None:
            continue
        value = last[1] if column in fields else json.loads(last[1]).get(column)
        there = connection.execute(f'SELECT 1 FROM "{parent}" WHERE {name} = ?', (value,)).fetchone()
        if value is not None and there is None:
            yield column


def _optional(connection: sqlite3.Connection, table: str) -> list[tuple[str, str, str]]:
    """Columns of a table that may point to a row of another one, with its table and naming column."""
    needed = {row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")') if row[3]}
    rows = connection.execute(f'PRAGMA main.foreign_key_list("{table}")')
    return [(row[3], row[2], row[4]) for row in rows if row[3] not in needed]


def _shelved(connection: sqlite3.Connection) -> set[str]:
    """Rows that the undoing of an import has set aside."""
    orders = {row[0] for row in connection.execute("SELECT key FROM order_shelf")}
    return orders | {
        json.loads(row[0])["id"] for row in connection.execute("SELECT value FROM account_shelf")
    }
