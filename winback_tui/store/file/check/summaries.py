"""Compares the stored summaries with a recomputation from orders and cases."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

from winback_tui.domain.errors import WinbackError
from winback_tui.store.file.open import connect_read
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.parallel_scoring import MANY
from winback_tui.store.summary.refresh.whole_book import recomputed
from winback_tui.store.summary.scoring_context import read_context
from winback_tui.worker_process import FunctionProcess

_AT_ONCE = 500


def summary_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Accounts whose stored facts differ from those computed from their orders and cases.

    Where there are many, another process computes half of them.
    """
    if read_context(connection) is None:
        if connection.execute("SELECT 1 FROM main.account_summary LIMIT 1").fetchone() is not None:
            yield "the summaries have no model that this version can read"
        return
    accounts = plain_rows(connection, "SELECT count(*) FROM main.account").fetchone()[0]
    if accounts < MANY or (os.cpu_count() or 1) < 2:
        yield from faults_between(connection, None, None)
        return
    middle = plain_rows(
        connection, "SELECT no FROM main.account ORDER BY no LIMIT 1 OFFSET ?", (accounts // 2,)
    ).fetchone()[0]
    book_path = Path(plain_rows(connection, "PRAGMA main.database_list").fetchone()[2])
    beside = FunctionProcess(faults_of_part, book_path, middle, None)
    try:
        yield from faults_between(connection, None, middle)
        try:
            others = beside.result()
        except (RuntimeError, WinbackError):  # what it could not read is met here, and said
            others = list(faults_between(connection, middle, None))
        yield from others
    finally:
        beside.stop()


def faults_of_part(book_path: Path, first: int | None, beyond: int | None) -> list[str]:
    """`faults_between` of a book that is opened for it."""
    with closing(connect_read(book_path, foreign_parts=True)) as connection:
        return list(faults_between(connection, first, beyond))


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
