"""Compares the stored summaries with a recomputation from orders and cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import WinbackError
from winback_tui.store.file.open import connect_read
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.refresh.whole_book import recomputed
from winback_tui.store.summary.scoring_context import read_context
from winback_tui.worker_process import FunctionProcess, usable_cores

PORTION = 5_000
"""Accounts compared in one go."""
_MANY = 4
"""With more portions than these, starting a second process pays off."""
_AT_ONCE = 500

Portion = tuple[int | None, int | None]
"""The first number and the one beyond the last; None where there is no such end."""


def summary_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Accounts whose stored facts differ from those computed from their orders and cases.

    Where there are many, another process computes half of them.
    """
    if read_context(connection) is None:
        if connection.execute("SELECT 1 FROM main.account_summary LIMIT 1").fetchone() is not None:
            yield "the summaries have no model that this version can read"
        return
    portions = _portions(connection)
    here = portions
    beside = None
    if len(portions) > _MANY and usable_cores() > 1:
        here, there = portions[: len(portions) // 2], portions[len(portions) // 2 :]
        book_path = Path(plain_rows(connection, "PRAGMA main.database_list").fetchone()[2])
        beside = FunctionProcess(faults_of_portions, book_path, there)
    try:
        for first, beyond in here:
            yield from faults_between(connection, first, beyond)
        if beside is not None:
            try:
                yield from beside.result()
            except (RuntimeError, WinbackError):  # what it could not read is met here, and said
                for first, beyond in there:
                    yield from faults_between(connection, first, beyond)
    finally:
        if beside is not None:
            beside.stop()


def _portions(connection: sqlite3.Connection) -> list[Portion]:
    """Some thousand accounts each: what is known of all of them at once would be 60 MB in a large book."""
    numbers = [row[0] for row in plain_rows(connection, "SELECT no FROM main.account ORDER BY no")]
    limits = [None, *numbers[PORTION::PORTION], None]
    return list(pairwise(limits))


def faults_of_portions(book_path: Path, portions: list[Portion]) -> list[str]:
    """The faults in these portions of a book that is opened for it."""
    with closing(connect_read(book_path, foreign_parts=True)) as connection:
        return [fault for portion in portions for fault in faults_between(connection, *portion)]


def faults_between(connection: sqlite3.Connection, first: int | None, beyond: int | None) -> Iterator[str]:
    """The faults of the accounts from the number `first` to below `beyond`; None where there is no such end."""
    limits = [f"{{0}} >= {first}"] * (first is not None) + [f"{{0}} < {beyond}"] * (beyond is not None)
    condition = " AND ".join(limits) or "1"
    in_part = condition.format("account_no")
    left = {
        row[0]
        for row in plain_rows(connection, f"SELECT account_no FROM main.account_summary WHERE {in_part}")
    }
    numbers = None
    if limits:
        found = plain_rows(connection, f"SELECT no FROM main.account WHERE {condition.format('no')}")
        numbers = [row[0] for row in found]
    rows = recomputed(connection, numbers)
    while some := list(islice(rows, _AT_ONCE)):
        before = _stored(connection, [row[0] for row in some])
        left -= before.keys()
        for row in some:
            if row[0] not in before:
                yield f"account {row[0]} has no summary"
            elif before[row[0]] != row:
                differing = ", ".join(
                    column
                    for column, was, now in zip(COLUMNS, before[row[0]], row, strict=True)
                    if was != now
                )
                yield f"account {row[0]}: {differing} differs from what is computed"
    for number in sorted(left):
        yield f"there is a summary for an account {number} that does not exist"


def _stored(connection: sqlite3.Connection, numbers: list[int]) -> dict[int, tuple[Any, ...]]:
    listed = ", ".join(map(str, numbers))
    rows = plain_rows(
        connection,
        f"SELECT {', '.join(COLUMNS)} FROM main.account_summary WHERE account_no IN ({listed})",
    )
    return {row[0]: row for row in rows}
