"""What of the summaries waits for the next scoring of the whole book, besides a new day."""

from __future__ import annotations

import sqlite3
from datetime import date
from enum import StrEnum


class DueScoring(StrEnum):
    """The scores of every account, or a fit of the model before them."""

    NOTHING = ""
    SCORES = "scores"
    FIT = "fit"


def due_scoring(connection: sqlite3.Connection) -> DueScoring:
    """What waits, apart from a new day."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'due'").fetchone()
    return DueScoring.NOTHING if row is None else DueScoring(row[0])


def write_due_scoring(connection: sqlite3.Connection, needs: DueScoring) -> None:
    """Note what the next scoring has to do; a fit that waits already is not forgotten. The caller commits."""
    if due_scoring(connection) is not DueScoring.FIT:
        connection.execute("INSERT OR REPLACE INTO derived (name, value) VALUES ('due', ?)", (needs,))


def scoring_due(connection: sqlite3.Connection, today: date) -> bool:
    """Whether the kept summaries are not those of `today` and of all orders; False in a book that never had any.

    Summaries of an earlier version, which knew no data day, are computed again.
    """
    kept = dict(
        connection.execute(
            "SELECT name, value FROM derived WHERE name IN ('scored_on', 'data_day', 'due')"
        ).fetchall()
    )
    if "scored_on" not in kept:
        return False
    return kept["scored_on"] != today.isoformat() or "data_day" not in kept or "due" in kept
