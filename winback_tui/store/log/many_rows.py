"""Rows of the log and of a table, read by the thousand: one query for many rows instead of one for each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from winback_tui.store.read import plain_rows

from .logged_tables import BULK_TABLES, HOME_COLUMNS, row_name
from .row_from_log import LoggedRow
from .rows import outward

AT_ONCE = 5_000
"""Rows that are held in memory at once."""


def portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """The names of rows, some thousands at a time."""
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))


def logged_rows(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> dict[str, LoggedRow]:
    """The winning changes of these rows; every one has an entry."""
    found = {name: LoggedRow() for name in names}
    for row, col, hlc, site, seq, value, tx in plain_rows(
        connection,
        "SELECT c.row, c.col, c.hlc, c.site, c.seq, h.value, h.tx FROM json_each(?) n"
        " CROSS JOIN cell c ON c.tbl = ? AND c.row = n.value JOIN change h ON h.site = c.site AND h.seq = c.seq",
        (json.dumps(names), table),
    ):
        found[row].note(col, (hlc, site, seq), value, tx)
    return found


def present_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], names: Sequence[str]
) -> dict[str, tuple[Any, ...]]:
    """These rows as the file has them, by name; those that are not there have no entry."""
    name = row_name(table)
    return {
        row[0]: row[1:]
        for row in plain_rows(
            connection,
            f'SELECT {name}, {", ".join(map(quoted, columns))} FROM "{table}"'
            f" WHERE {name} IN (SELECT value FROM json_each(?))",
            (json.dumps(names),),
        )
    }


def present_values(
    connection: sqlite3.Connection, table: str, column: str, values: Collection[Any]
) -> set[Any]:
    """Which of these values stand in a column of a table."""
    return {
        row[0]
        for row in plain_rows(
            connection,
            f'SELECT {column} FROM "{table}" WHERE {column} IN (SELECT value FROM json_each(?))',
            (json.dumps(list(values)),),
        )
    }


def keep_originals(
    connection: sqlite3.Connection, table: str, columns: Iterable[str], names: Iterable[str]
) -> None:
    """Keep these imported rows as they are now, before a change of a person is put into them for the first time."""
    assert table in BULK_TABLES
    pairs = ", ".join(
        f"'{column}', {outward(table, column)}" for column in columns if column not in HOME_COLUMNS
    )
    plain_rows(
        connection,
        f"INSERT OR IGNORE INTO import_original SELECT '{table}', {row_name(table)}, batch_no, json_object({pairs})"
        f' FROM "{table}" WHERE {row_name(table)} IN (SELECT value FROM json_each(?))',
        (json.dumps(list(names)),),
    )


def update_rows(
    connection: sqlite3.Connection, table: str, changes: Iterable[tuple[str, dict[str, Any]]]
) -> None:
    """Set these columns of these rows; rows that change in the same columns share one statement."""
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for name, values in changes:
        by_columns.setdefault(tuple(values), []).append((*values.values(), name))
    for columns, rows in by_columns.items():
        assignments = ", ".join(f"{quoted(column)} = ?" for column in columns)
        connection.executemany(f'UPDATE "{table}" SET {assignments} WHERE {row_name(table)} = ?', rows)


def insert_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]
) -> None:
    """Insert rows; a column that a row does not name has the default of the table."""
    by_columns: dict[tuple[str, ...], list[list[Any]]] = {}
    for row in rows:
        named = tuple(column for column in columns if column in row)
        by_columns.setdefault(named, []).append([row[column] for column in named])
    for named, values in by_columns.items():
        slots = ", ".join("?" * len(named))
        connection.executemany(
            f'INSERT INTO "{table}" ({", ".join(map(quoted, named))}) VALUES ({slots})', values
        )


def quoted(column: str) -> str:
    """A column as an SQL name."""
    return f'"{column}"'
