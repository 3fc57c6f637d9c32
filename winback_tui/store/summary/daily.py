"""Scoring the whole book again from the stored facts, for a new day or newer data."""

from __future__ import annotations

import marshal
import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.store.file.open import connect_write, explained

from .due import keep_ahead, scoring_due

_TRIES = 3
"""The scoring restarts this many times because somebody wrote meanwhile, before it makes others wait."""
_ROWS_PACKED = 1_000
_CACHE = "-1000"
"""In kibibytes: every order and fact is read once, so what is held serves nobody. What is written is held beyond it,
so that readers wait only for the commit."""


def tell_for(connection: sqlite3.Connection, path: Path, today: date) -> None:
    """Update the summaries to `today`: in the book where it is writable, else only for this connection."""
    if not scoring_due(connection, today):
        return
    try:
        score_day(path, today)
    except (BookUnavailable, Refused):
        shadow_summaries(connection, today)


def shadow_summaries(connection: sqlite3.Connection, today: date) -> None:
    """Compute the summaries into temp tables of this read-only connection."""
    from .refresh.whole_book import refresh_all

    shadow_tables(connection)
    refresh_all(connection, today)
    connection.commit()


def shadow_tables(connection: sqlite3.Connection) -> None:
    """Empty temp tables that replace the stored summaries, which are for another day."""
    for table, key in (("account_summary", "account_no"), ("derived", "name")):
        connection.execute(f"CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE 0")
        connection.execute(f"CREATE UNIQUE INDEX temp.{table}_key ON {table} ({key})")


def score_day(path: Path, today: date) -> None:
    """Write the summaries of `today` without making others wait while they are computed.

    Raises BookUnavailable and Refused when the file cannot be written.
    """
    with explained(path):
        connection = connect_write(path)
        try:
            tries = 1
            while not _scored(connection, today, patient=tries < _TRIES):
                tries += 1
        finally:
            connection.close()


def _scored(connection: sqlite3.Connection, today: date, patient: bool) -> bool:
    """Score and write; False when `patient` and somebody wrote while it was computed.

    The model is fitted first where that is due, or where an earlier version kept it in another form.
    """
    from winback_tui.store.orders.bulk_load import refilled
    from winback_tui.store.orders.data_day import find_data_day, keep_thin_end

    from .another_day import only_the_day_is_new
    from .refresh.rescoring import rescored, rescored_by_the_day
    from .refresh.rows import write_rows
    from .refresh.whole_book import fit_is_due, refresh_all
    from .scoring_context import read_context, write_context

    connection.execute("PRAGMA cache_spill = OFF")
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    connection.execute("BEGIN" if patient else "BEGIN IMMEDIATE")
    end, context = find_data_day(connection, today), read_context(connection)
    by_the_day = context is not None and only_the_day_is_new(connection, context, today, end)
    if not by_the_day and fit_is_due(connection, end):
        connection.execute("COMMIT")
        connection.execute("BEGIN IMMEDIATE")
        refresh_all(connection, today)
        connection.execute("COMMIT")
        return True
    frame, rows = (rescored_by_the_day if by_the_day else rescored)(connection, today, end)
    if patient:
        seen = _version(connection)
        connection.execute("COMMIT")
    waiting = deque(_packed(rows))
    if patient:
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != seen:
            connection.execute("ROLLBACK")
            return False
    many = len(waiting) * _ROWS_PACKED
    with nullcontext() if by_the_day else refilled(connection, "account_summary", many):
        while waiting:
            write_rows(connection, marshal.loads(waiting.popleft()))
    write_context(connection, frame)
    if not by_the_day:
        keep_ahead(connection, frame.data_day)
    keep_thin_end(connection, frame.data_day, today)
    connection.execute("COMMIT")
    return True


def _packed(rows: Iterator[tuple[Any, ...]]) -> Iterator[bytes]:
    """Rows packed until all are computed: as tuples of objects they take three times the memory."""
    while some := list(islice(rows, _ROWS_PACKED)):
        yield marshal.dumps(some)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
