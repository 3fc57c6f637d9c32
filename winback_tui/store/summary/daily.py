"""A new day changes silence, chance and status: the summaries are computed again on first reading."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from ...domain.errors import BookUnavailable, Refused
from ..open import connect_write, explained
from .refresh import refresh_all


def told_for(connection: sqlite3.Connection) -> date | None:
    """The day that the kept summaries tell about; None in a book that never had any."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'scored_on'").fetchone()
    return None if row is None else date.fromisoformat(row[0])


def tell_for(connection: sqlite3.Connection, path: Path, today: date) -> None:
    """Bring the summaries to `today`: in the book where it can be written, else only for this connection."""
    if told_for(connection) in (None, today):
        return
    try:
        _score(path, today)
    except (BookUnavailable, Refused):
        shadow_summaries(connection, today)


def shadow_summaries(connection: sqlite3.Connection, today: date) -> None:
    """Compute the summaries into temp tables of this read-only connection."""
    for table, key in (("account_summary", "account_no"), ("derived", "name")):
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
        connection.execute(f"CREATE UNIQUE INDEX temp.{table}_key ON {table} ({key})")
    refresh_all(connection, today)
    connection.commit()


def _score(path: Path, today: date) -> None:
    with explained(path):
        connection = connect_write(path)
        try:
            connection.execute("BEGIN IMMEDIATE")
            refresh_all(connection, today, refit=False)
            connection.execute("COMMIT")
        finally:
            connection.close()
