"""Writing a logged row, field or deletion back into its table."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from .install import columns_of
from .logged_tables import ACCOUNT_NO, logged_columns, row_name


def current_row(connection: sqlite3.Connection, table: str, row: str) -> dict[str, Any] | None:
    """The row as the log would store it, or None."""
    columns = logged_columns(columns_of(connection, table))
    column_names = ", ".join(outward(table, column) for column in columns)
    found = connection.execute(
        f'SELECT {column_names} FROM "{table}" WHERE {row_name(table)} = ?', (row,)
    ).fetchone()
    return None if found is None else dict(zip(columns, found, strict=True))


def put_row(connection: sqlite3.Connection, table: str, logged: str, **home: int | None) -> None:
    """Insert a row from its logged JSON; `home` gives this file's local numbers where they must be kept."""
    values: dict[str, Any] = {
        **json.loads(logged),
        **{name: no for name, no in home.items() if no is not None},
    }
    columns = [column for column in columns_of(connection, table) if column in values]
    slots = ", ".join(_inward(table, column) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({slots})', [values[c] for c in columns])


def put_field(connection: sqlite3.Connection, table: str, row: str, column: str, value: Any) -> None:
    """Set one field from its logged value."""
    slot = _inward(table, column)
    connection.execute(f'UPDATE "{table}" SET "{column}" = {slot} WHERE {row_name(table)} = ?', (value, row))


def take_row(connection: sqlite3.Connection, table: str, row: str) -> None:
    """Delete a row."""
    connection.execute(f'DELETE FROM "{table}" WHERE {row_name(table)} = ?', (row,))


def outward(table: str, column: str) -> str:
    """The SQL that reads a column as the log stores it."""
    if (table, column) == (ACCOUNT_NO.table, ACCOUNT_NO.column):
        return f"(SELECT id FROM {ACCOUNT_NO.target} WHERE no = {column})"
    return f'"{column}"'


def _inward(table: str, column: str) -> str:
    if (table, column) == (ACCOUNT_NO.table, ACCOUNT_NO.column):
        return f"(SELECT no FROM {ACCOUNT_NO.target} WHERE id = ?)"
    return "?"


def any_disputed(connection: sqlite3.Connection) -> bool:
    """Whether a conflict may be open: a quick check of two small tables."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM disputed_row) OR EXISTS (SELECT 1 FROM kept_row)"
    ).fetchone()
    return bool(found[0])


def name_of_row(connection: sqlite3.Connection, table: str, row: str) -> str | None:
    """The name of a rep, account or the like by its id; None where it is not in this book."""
    found = connection.execute(f"SELECT name FROM {table} WHERE id = ?", (row,)).fetchone()
    return str(found[0]) if found else None
