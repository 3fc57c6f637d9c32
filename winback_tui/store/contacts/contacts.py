"""Contacts with the customer, and what else was logged about an account."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.plan.contact_outcomes import UNREACHED
from winback_tui.domain.wording.channels import Channel
from winback_tui.store.read import day_or_none, plain_rows, record, records

REACHES_CUSTOMER_SQL = f"channel <> '{Channel.INTERNAL}'"
"""SQL condition on an activity or a step: it contacts the customer; a note or an internal task does not."""

_UNREACHED = ", ".join(f"'{outcome}'" for outcome in UNREACHED)
REACHED_SQL = f"{REACHES_CUSTOMER_SQL} AND outcome NOT IN ({_UNREACHED})"
"""SQL condition on an activity: it reached somebody; a call that nobody answered did not."""

_ANSWERED = "EXISTS (SELECT 1 FROM answer WHERE interview_id = talk.id)"
_TALK_DAY = "CAST(date(talk.started_at / 1000, 'unixepoch', 'localtime') AS VARCHAR)"
"""Cast, because SQLite uses the indexes of both halves of a union only where the column types are equal."""

_TALKS = (
    f" UNION ALL SELECT lost.account_id, talk.case_id, {_TALK_DAY} FROM interview talk"
    f" JOIN loss_case lost ON lost.id = talk.case_id WHERE {_ANSWERED}"
)
CONTACTS_SQL = f"(SELECT account_id, case_id, on_day FROM activity WHERE {REACHED_SQL}{_TALKS})"
"""Every contact that reached the customer (account_id, case_id, on_day): each logged one, and each interview
in which something was answered."""

_ATTEMPTS_SQL = f"(SELECT account_id, case_id, on_day FROM activity WHERE {REACHES_CUSTOMER_SQL}{_TALKS})"
"""The same plus attempts that reached nobody: they count towards a promised limit of contacts."""


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A logged contact; channel `internal` is a note, which is not one."""

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


def last_contact(connection: sqlite3.Connection, account_id: str) -> ActivityRow | None:
    """The latest contact or attempt; an interview with answers is one, with that as its outcome."""
    logged = next(
        (row for row in activities_of(connection, account_id) if row.channel != Channel.INTERNAL), None
    )
    interview = record(
        connection,
        ActivityRow,
        f"SELECT talk.id, {_TALK_DAY} AS on_day, talk.started_at AS at,"
        " coalesce(nullif(talk.channel, ''), 'interview') AS channel, 'exit interview' AS outcome, '' AS note,"
        " talk.person, coalesce(r.name, '') AS by, talk.case_id, '' AS step_id FROM interview talk"
        " JOIN loss_case lost ON lost.id = talk.case_id LEFT JOIN rep r ON r.id = talk.interviewer_id"
        f" WHERE lost.account_id = ? AND {_ANSWERED} ORDER BY talk.started_at DESC, talk.id DESC LIMIT 1",
        (account_id,),
    )
    found = [row for row in (logged, interview) if row is not None]
    return max(found, key=lambda row: (row.on_day, row.at), default=None)


def last_reached_day(connection: sqlite3.Connection, account_id: str) -> date | None:
    """The day of the latest contact in which somebody at the customer's answered."""
    (day,) = plain_rows(
        connection,
        f"SELECT coalesce(max(on_day), '') FROM {CONTACTS_SQL} WHERE account_id = ?",
        (account_id,),
    ).fetchone()
    return day_or_none(day)


def first_contact_day(connection: sqlite3.Connection) -> date | None:
    """The day of the first contact in the book; None where none is logged."""
    logged = f"SELECT min(on_day) FROM activity WHERE {REACHES_CUSTOMER_SQL}"
    interviewed = f"SELECT min({_TALK_DAY}) FROM interview talk WHERE {_ANSWERED}"
    first = [day for sql in (logged, interviewed) for (day,) in plain_rows(connection, sql).fetchall() if day]
    return day_or_none(min(first, default=""))


def contact_days(connection: sqlite3.Connection, account_id: str) -> list[date]:
    """Every day of a contact with the customer, made, tried or planned and still open, also twice the same day."""
    rows = connection.execute(
        f"SELECT on_day FROM {_ATTEMPTS_SQL} WHERE account_id = :account"
        f" UNION ALL SELECT on_day FROM step WHERE account_id = :account AND {REACHES_CUSTOMER_SQL}"
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
