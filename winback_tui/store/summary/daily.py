"""A new day changes silence, chance and status: the summaries are scored again from what is kept beside them."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.store.file.open import connect_write, explained

_TRIES = 3
"""How often the scoring begins anew because somebody wrote meanwhile, before it makes others wait."""
_PAGES_HELD = "-200000"
"""Kibibytes held back in memory while the rows are written, so that readers wait only for the commit."""


def told_for(connection: sqlite3.Connection) -> date | None:
    """The day that the kept summaries tell about; None in a book that never had any."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'scored_on'").fetchone()
    return None if row is None else date.fromisoformat(row[0])


def tell_for(connection: sqlite3.Connection, path: Path, today: date) -> None:
    """Bring the summaries to `today`: in the book where it can be written, else only for this connection."""
    if told_for(connection) in (None, today):
        return
    try:
        score_day(path, today)
    except (BookUnavailable, Refused):
        shadow_summaries(connection, today)


def shadow_summaries(connection: sqlite3.Connection, today: date) -> None:
    """Compute the summaries into temp tables of this read-only connection."""
    from .refresh import refresh_all

    for table, key in (("account_summary", "account_no"), ("derived", "name")):
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
        connection.execute(f"CREATE UNIQUE INDEX temp.{table}_key ON {table} ({key})")
    refresh_all(connection, today)
    connection.commit()


def score_day(path: Path, today: date) -> None:
    """Write the summaries of `today`; nobody waits while they are computed.

    Raises BookUnavailable and Refused when the file cannot be written.
    """
    with explained(path):
        connection = connect_write(path)
        try:
            connection.execute(f"PRAGMA cache_size = {_PAGES_HELD}")
            tries = 1
            while not _scored(connection, today, patient=tries < _TRIES):
                tries += 1
        finally:
            connection.close()


def _scored(connection: sqlite3.Connection, today: date, patient: bool) -> bool:
    """Score and write; False when `patient` and somebody wrote while it was computed.

    A book whose model an earlier version kept in another form gets a new one.
    """
    from .last_days import keep_last_days
    from .refresh import REPLACE, keep_ahead, refresh_all, rescored
    from .scoring_context import read_context, write_context

    if read_context(connection) is None:
        connection.execute("BEGIN IMMEDIATE")
        refresh_all(connection, today)
        connection.execute("COMMIT")
        return True
    connection.execute("BEGIN" if patient else "BEGIN IMMEDIATE")
    frame, rows = rescored(connection, today)
    if patient:
        seen = _version(connection)
        connection.execute("COMMIT")
    written = list(rows)
    if patient:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != seen:
            connection.execute("ROLLBACK")
            return False
    connection.executemany(REPLACE, written)
    write_context(connection, frame)
    keep_ahead(connection, frame.books_end)
    keep_last_days(connection, frame.books_end, today)
    connection.execute("COMMIT")
    return True


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
