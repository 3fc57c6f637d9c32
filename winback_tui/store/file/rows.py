"""Writing and reading one row by its id: plain prepared statements, no model needed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache
from typing import Any

from winback_tui.domain.errors import NotFound
from winback_tui.domain.ids import new_id
from winback_tui.store.log.logged_tables import row_name

from .columns import COLUMNS, NEW_ID, REQUIRED, Value


def insert_row(connection: sqlite3.Connection, table: str, values: Mapping[str, Value]) -> str:
    """Write a new row; returns its id. Columns that are left out get the default of `COLUMNS`.

    Raises TypeError for a missing or unknown column, or a value of a type that no field holds.
    """
    _check(table, values)
    usual, needed, key = _new_row(table)
    if not needed <= values.keys():
        missing = next(column for column in usual if column in needed and column not in values)
        raise TypeError(f"A new row of {table} needs {missing}.")
    row = {**usual, **values}
    if row[key] is NEW_ID:
        row[key] = new_id()
    connection.execute(_insert_sql(table), [*row.values()])
    return str(row[key])


def update_row(connection: sqlite3.Connection, table: str, row: str, changes: Mapping[str, Value]) -> None:
    """Set these columns of the row with this id. Raises NotFound, TypeError as `insert_row`."""
    _check(table, changes)
    if not changes:
        return
    assignments = ", ".join(f'"{column}" = ?' for column in changes)
    found = connection.execute(
        f'UPDATE "{table}" SET {assignments} WHERE {row_name(table)} = ?', (*changes.values(), row)
    )
    if found.rowcount == 0:
        raise _not_found(table, row)


def delete_row(connection: sqlite3.Connection, table: str, row: str) -> None:
    """Remove the row with this id. Raises NotFound."""
    if connection.execute(f'DELETE FROM "{table}" WHERE {row_name(table)} = ?', (row,)).rowcount == 0:
        raise _not_found(table, row)


def find_row(connection: sqlite3.Connection, table: str, row: str) -> dict[str, Any] | None:
    """The row with this id, by column, yes/no columns as bool; None where there is none."""
    names = ", ".join(f'"{column}"' for column in COLUMNS[table])
    cursor = connection.execute(f'SELECT {names} FROM "{table}" WHERE {row_name(table)} = ?', (row,))
    found = cursor.fetchone()
    if found is None:
        return None
    if table not in _TRUTHS:
        _TRUTHS[table] = _truths(connection, table)
    truths = _TRUTHS[table]
    return {
        column: bool(value) if column in truths and value is not None else value
        for column, value in zip(COLUMNS[table], found, strict=True)
    }


def get_row(connection: sqlite3.Connection, table: str, row: str) -> dict[str, Any]:
    """As `find_row`. Raises NotFound."""
    found = find_row(connection, table, row)
    if found is None:
        raise _not_found(table, row)
    return found


@cache
def _new_row(table: str) -> tuple[Mapping[str, Any], frozenset[str], str]:
    """The columns of a new row with their defaults, those that it must be given, and the one that names it."""
    columns = COLUMNS[table]
    return columns, frozenset(c for c, default in columns.items() if default is REQUIRED), row_name(table)


@cache
def _insert_sql(table: str) -> str:
    names = ", ".join(f'"{column}"' for column in COLUMNS[table])
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" for _ in COLUMNS[table])})'


_TRUTHS: dict[str, frozenset[str]] = {}
"""By table the columns declared as yes/no; every book that is written to has the same schema."""


def _truths(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """The columns declared as yes/no: SQLite itself returns them as 1 and 0."""
    declared = connection.execute(f'PRAGMA main.table_info("{table}")')
    return frozenset(column[1] for column in declared if column[2] == "BOOLEAN")


def _check(table: str, values: Mapping[str, object]) -> None:
    columns = COLUMNS[table]
    for column, value in values.items():
        if column not in columns:
            raise TypeError(f"The table {table} has no column {column}.")
        if value is not None and not isinstance(value, (str, int, float, bytes)):
            raise TypeError(
                f"{table}.{column} cannot hold {type(value).__name__}; write it as text or number."
            )


def _not_found(table: str, row: str) -> NotFound:
    return NotFound(f"There is no {table.replace('_', ' ')} {row!r} in this book.")
