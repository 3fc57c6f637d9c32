"""What was logged about an account: contacts with the customer, and notes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import day_or_none, records


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A logged contact; channel `internal` is a note, which reached nobody."""

    id: str
    on_day: date
    at: int
    channel: str
    outcome: str
    note: str
    person: str
    by: str
    case_id: str
    step_id: str


def activities_of(connection: sqlite3.Connection, account_id: str) -> list[ActivityRow]:
    """Everything logged about an account, the latest first."""
    return records(
        connection,
        ActivityRow,
        "SELECT v.id, v.on_day, v.at, v.channel, v.outcome, v.note, v.person, coalesce(r.name, '') AS by,"
        " coalesce(v.case_id, '') AS case_id, coalesce(v.step_id, '') AS step_id"
        " FROM activity v LEFT JOIN rep r ON r.id = v.by_id"
        " WHERE v.account_id = ? ORDER BY v.on_day DESC, v.at DESC, v.id DESC",
        (account_id,),
    )


def contact_days(connection: sqlite3.Connection, account_id: str) -> list[date]:
    """Every day of a contact with the customer, made or planned and still open, also twice the same day."""
    rows = connection.execute(
        "SELECT on_day FROM activity WHERE account_id = :account AND channel <> 'internal'"
        " UNION ALL SELECT on_day FROM step WHERE account_id = :account AND channel <> 'internal'"
        " AND done_on = '' AND dropped_on = ''",
        {"account": account_id},
    )
    return sorted(date.fromisoformat(day) for (day,) in rows)


def first_written_contact(connection: sqlite3.Connection, case_id: str) -> date | None:
    """The day of the first letter or mail of a case."""
    (day,) = connection.execute(
        "SELECT min(on_day) FROM activity WHERE case_id = ? AND channel IN ('letter', 'mail')", (case_id,)
    ).fetchone()
    return day_or_none(day)
