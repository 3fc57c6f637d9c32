"""Accounts that somebody put aside until a day."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import record

LASTING = "ended_on = '' AND until_on > ?"
"""The SQL condition for an account that is put aside on a day; the `?` is that day."""


@dataclass(frozen=True, slots=True)
class SnoozeRow:
    """An account put aside: until when, why, by whom ('' where nobody knows)."""

    id: str
    set_on: date
    until_on: date
    reason: str
    by: str


def put_aside(connection: sqlite3.Connection, today: date) -> dict[str, date]:
    """Ids of the accounts that are put aside on `today`, each with the day on which it comes back."""
    rows = connection.execute(
        f"SELECT account_id, max(until_on) FROM snooze WHERE {LASTING} GROUP BY account_id",
        (today.isoformat(),),
    )
    return {account_id: date.fromisoformat(day) for account_id, day in rows}


def snooze_of(connection: sqlite3.Connection, account_id: str, today: date) -> SnoozeRow | None:
    """What puts the account aside on `today`, the longest of several; None where nothing does."""
    return record(
        connection,
        SnoozeRow,
        "SELECT s.id, s.set_on, s.until_on, s.reason, coalesce(r.name, '') AS by FROM snooze s"
        f" LEFT JOIN rep r ON r.id = s.by_id WHERE s.account_id = ? AND {LASTING}"
        " ORDER BY s.until_on DESC, s.id DESC LIMIT 1",
        (account_id, today.isoformat()),
    )
