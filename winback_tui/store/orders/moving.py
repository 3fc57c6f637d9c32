"""Moving orders between the book and the shelf of undone imports: a few, or millions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import NamedTuple

from winback_tui.store.file.open import WRITING_CACHE

from .bulk_load import MANY_ROWS, SORTING_CACHE

ROWS_AT_ONCE = 50_000
"""Rows moved at a time. The next ones take the pages that they leave: the file never holds all of them twice."""

_TOOLS = (
    "SELECT type, name, sql FROM main.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
    " AND type IN ('index', 'trigger')"
)


class OrderTable(NamedTuple):
    """A table of orders, and its column that numbers the rows."""

    table: str
    number: str


BOOK, SHELF = OrderTable("sales_order", "no"), OrderTable("order_shelf", "shelf_no")


def move(
    connection: sqlite3.Connection,
    source: OrderTable,
    target: OrderTable,
    chosen: str,
    columns: str,
    values: str,
) -> None:
    """Move the `chosen` rows (SQL), in their order; `columns` of the target get these `values` of the source.

    The caller holds the transaction, has no other statement open, and deletes the checksums: where most rows
    of a table move, its triggers are not run.
    """
    rows, first, last = connection.execute(
        f"SELECT count(*), min({source.number}), max({source.number}) FROM {source.table} WHERE {chosen}"
    ).fetchone()
    if not rows:
        return
    at_once = ROWS_AT_ONCE if rows >= MANY_ROWS else last - first + 1
    with ExitStack() as bare:
        for each in (source, target):
            bare.enter_context(without_tools_where_most_move(connection, each.table, rows))
        for start in range(first, last + 1, at_once):
            these = f"{source.number} BETWEEN {start} AND {start + at_once - 1} AND {chosen}"
            connection.execute(
                f"INSERT INTO {target.table} ({columns}) SELECT {values} FROM {source.table} WHERE {these}"
                f" ORDER BY {source.number}"
            )
            connection.execute(f"DELETE FROM {source.table} WHERE {these}")


@contextmanager
def without_tools_where_most_move(connection: sqlite3.Connection, table: str, rows: int) -> Iterator[None]:
    """Where so many rows are half of the table's, or more, take its indexes and triggers off for the block.

    The same are back after it: many rows are sooner indexed anew than one by one.
    """
    most = rows >= MANY_ROWS and 2 * rows >= _count(connection, table)
    tools = connection.execute(_TOOLS, (table,)).fetchall() if most else []
    for kind, name, _ in tools:
        connection.execute(f"DROP {kind} {name}")
    yield
    if tools:
        connection.execute(f"PRAGMA cache_size = {SORTING_CACHE}")
        for _, _, sql in tools:
            connection.execute(sql)
        connection.execute(f"PRAGMA cache_size = {WRITING_CACHE}")


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
