"""Everything in a book, table by table, without the numbers that only this file uses."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from winback_tui.domain.wording.portable import Cell
from winback_tui.store.log.install import columns_of
from winback_tui.store.log.logged_tables import LOGGED_TABLES, logged_columns, row_name
from winback_tui.store.read import plain_rows

ACCOUNT = "account_no"
_AT_ONCE = 1_000
KINDS = {"INTEGER": "int", "BOOLEAN": "int", "FLOAT": "real"}


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One table: its columns with their kind (`text`, `int`, `real`)."""

    table: str
    columns: tuple[tuple[str, str], ...]


def sheets(connection: sqlite3.Connection) -> list[BookSheet]:
    """The tables of a book, parents before children."""
    return [BookSheet(table, _columns(connection, table)) for table in LOGGED_TABLES if table != "erasure"]


def rows_of(connection: sqlite3.Connection, sheet: BookSheet) -> Iterator[tuple[Cell, ...]]:
    """The rows of one table, by name; an order names its account by the account's id."""
    columns = [column for column, _ in sheet.columns]
    listed = ", ".join(f'"{column}"' for column in columns)
    rows = plain_rows(connection, f'SELECT {listed} FROM "{sheet.table}" ORDER BY {row_name(sheet.table)}')
    return _with_ids(connection, rows, columns.index(ACCOUNT)) if ACCOUNT in columns else rows


def _with_ids(connection: sqlite3.Connection, rows: sqlite3.Cursor, place: int) -> Iterator[tuple[Cell, ...]]:
    """The rows with the account's id at this place: looked up here, some at a time, which takes a quarter of what a
    query for each takes.
    """
    ids = dict(plain_rows(connection, "SELECT no, id FROM account").fetchall())
    while some := rows.fetchmany(_AT_ONCE):
        columns: list[Sequence[Cell]] = list(zip(*some, strict=True))
        columns[place] = list(map(ids.get, columns[place]))
        yield from zip(*columns, strict=True)


def count_rows(connection: sqlite3.Connection, sheet: BookSheet) -> int:
    """How many rows the table has."""
    return int(connection.execute(f'SELECT count(*) FROM "{sheet.table}"').fetchone()[0])


def _columns(connection: sqlite3.Connection, table: str) -> tuple[tuple[str, str], ...]:
    declared = {row[1]: row[2] for row in connection.execute(f'PRAGMA main.table_info("{table}")')}
    logged = logged_columns(columns_of(connection, table))
    return tuple((name, "text" if name == ACCOUNT else KINDS.get(declared[name], "text")) for name in logged)
