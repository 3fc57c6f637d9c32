"""Indexes and logging of empty tables, laid aside while these are filled: made anew at once they cost a fraction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from .open import WRITING_CACHE

SORTING_CACHE = -1_000
"""Kibibytes. SQLite sorts as much at once as its cache may hold, and is quickest where the processor's own holds it."""

_TOOLS = (
    "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL"
    " AND (type = 'index' OR type = 'trigger' AND name = tbl_name || '_added')"
)


class LaidAside:
    """What looks at every row that comes into a table. The caller holds the transaction, and calls `put_back`."""

    def __init__(self, connection: sqlite3.Connection, tables: Sequence[str]) -> None:
        """Lays aside what belongs to those of `tables` that are empty."""
        self._connection = connection
        self._made: list[str] = []
        for table in tables:
            if connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() is None:
                for kind, name, sql in connection.execute(_TOOLS, (table,)).fetchall():
                    connection.execute(f"DROP {kind} {name}")
                    self._made.append(sql)

    def put_back(self) -> None:
        """Make all of it anew, as it was."""
        self._connection.execute(f"PRAGMA cache_size = {SORTING_CACHE}")
        for sql in self._made:
            self._connection.execute(sql)
        self._connection.execute(f"PRAGMA cache_size = {WRITING_CACHE}")
