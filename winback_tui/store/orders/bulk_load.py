"""Filling empty tables: indexes and log triggers are dropped first and rebuilt once, which costs a fraction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain, islice, repeat

SORTING_CACHE = -1_000
"""In kibibytes. SQLite sorts as much at once as its cache holds, and is quickest where that fits the processor's
cache.
"""

APPENDING_CACHE = -8_000
"""In kibibytes. Rows that only go to the end of a table are written as fast as with a cache that holds them all."""

_STANDS_IN = "SELECT 1 FROM temp.sqlite_master WHERE name = ?"
_TOOLS = (
    "SELECT type, name, sql FROM main.sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
    " AND (type = 'index' OR type = 'trigger' AND name = tbl_name || '_added')"
)


class DeferredIndexes:
    """The indexes and triggers that every new row of a table would update.

    The caller holds the transaction, and calls `put_back`.
    """

    def __init__(self, connection: sqlite3.Connection, tables: Sequence[str]) -> None:
        """Drop those of each of `tables` that is empty; a temporary table in its place has none."""
        self._connection = connection
        self._made: list[str] = []
        for table in tables:
            if connection.execute(_STANDS_IN, (table,)).fetchone() is not None:
                continue
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None:
                for kind, name, sql in connection.execute(_TOOLS, (table,)).fetchall():
                    connection.execute(f"DROP {kind} {name}")
                    self._made.append(sql)

    def put_back(self) -> None:
        """Recreate all of them as they were. The file is being written by then, so the cache stays small."""
        self._connection.execute(f"PRAGMA cache_size = {SORTING_CACHE}")
        self.put_back_in_memory()
        self._connection.execute(f"PRAGMA cache_size = {APPENDING_CACHE}")

    def put_back_in_memory(self) -> None:
        """The same without writing to the file before the commit."""
        for sql in self._made:
            self._connection.execute(sql)


MANY_ROWS = 5_000
"""With this many rows or more it is quicker to rebuild a table's indexes once than to update them per row: those of
100,000 summaries took 2.4 s row by row, 0.5 s at once."""


@contextmanager
def refilled(connection: sqlite3.Connection, table: str, rows: int) -> Iterator[None]:
    """Empty the table; the block then fills it with about this many rows. The caller holds the transaction.

    No statement that reads the table may be open, and none in the block may search it. Nothing is written to
    the file before the commit, for which readers would have to wait.
    """
    connection.execute(f"DELETE FROM {table}")
    indexes = DeferredIndexes(connection, (table,) if rows >= MANY_ROWS else ())
    yield
    indexes.put_back_in_memory()


_BOUND = 900
"""About the number of values that one statement binds; every SQLite allows 999."""


def insert_columns(
    connection: sqlite3.Connection, table: str, columns: Mapping[str, Sequence[object]], **fixed: object
) -> None:
    """Insert rows built from equal-length columns, in order; `fixed` columns have one value for all."""
    count = len(next(iter(columns.values())))
    same = {name: cells[0] for name, cells in columns.items() if _has_one_value(cells, count)}
    differing = [cells for name, cells in columns.items() if name not in same]
    rows = zip(*differing, strict=True) if differing else repeat((), count)
    bound_once = (*fixed.values(), *same.values())
    once, each = (*fixed, *same), tuple(name for name in columns if name not in same)
    at_once = _BOUND // (len(each) or 1)
    connection.executemany(
        _statement(table, once, each, at_once),
        (bound_once + tuple(chain.from_iterable(islice(rows, at_once))) for _ in range(count // at_once)),
    )
    connection.executemany(_statement(table, once, each, 1), (bound_once + row for row in rows))


def _has_one_value(cells: Sequence[object], count: int) -> bool:
    return bool(cells) and cells[0] == cells[-1] and cells.count(cells[0]) == count


@lru_cache(maxsize=64)
def _statement(table: str, once: tuple[str, ...], each: tuple[str, ...], rows: int) -> str:
    first = [f"?{at}" for at in range(1, len(once) + 1)]
    values = []
    for row in range(rows):
        own = range(len(once) + row * len(each) + 1, len(once) + (row + 1) * len(each) + 1)
        values.append(f"({', '.join([*first, *(f'?{at}' for at in own)])})")
    return f"INSERT INTO {table} ({', '.join([*once, *each])}) VALUES {', '.join(values)}"
