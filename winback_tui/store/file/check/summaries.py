"""Compares the stored summaries with a recomputation from orders and cases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from winback_tui.store.read import plain_rows
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.refresh.whole_book import recomputed
from winback_tui.store.summary.scoring_context import read_context


def summary_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Accounts whose stored facts differ from those computed from their orders and cases."""
    if read_context(connection) is None:
        if connection.execute("SELECT 1 FROM main.account_summary LIMIT 1").fetchone() is not None:
            yield "the summaries have no model that this version can read"
        return
    left = {row[0] for row in plain_rows(connection, "SELECT account_no FROM main.account_summary")}
    stored = f"SELECT {', '.join(COLUMNS)} FROM main.account_summary WHERE account_no = ?"
    for row in recomputed(connection):
        before = plain_rows(connection, stored, (row[0],)).fetchone()
        left.discard(row[0])
        if before is None:
            yield f"account {row[0]} has no summary"
        elif before != row:
            differing = ", ".join(
                column for column, was, now in zip(COLUMNS, before, row, strict=True) if was != now
            )
            yield f"account {row[0]}: {differing} differs from what is computed"
    for number in sorted(left):
        yield f"there is a summary for an account {number} that does not exist"
