"""What was promised, offered and complained about."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.complaints import ComplaintRecord
from winback_tui.store.read import day_or_none


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """Something promised to the customer."""

    id: str
    text: str
    due_on: date | None
    kept_on: date | None
    broken_on: date | None
    case_id: str

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.kept_on is None and self.broken_on is None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """Something offered; `cost` in minor units of `currency`."""

    id: str
    kind: str
    cost: int
    currency: str
    made_on: date
    deadline_on: date | None
    taken_on: date | None
    refused_on: date | None
    note: str
    case_id: str

    @property
    def open(self) -> bool:
        """Whether nobody has answered it."""
        return self.taken_on is None and self.refused_on is None


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint with its id."""

    id: str
    complaint: ComplaintRecord


def promises_of(connection: sqlite3.Connection, account_id: str) -> list[PromiseRow]:
    """Every promise to an account, the first due first; those without a day last."""
    rows = connection.execute(
        "SELECT id, text, due_on, kept_on, broken_on, coalesce(case_id, '') FROM promise WHERE account_id = ?"
        " ORDER BY due_on = '', due_on, id",
        (account_id,),
    )
    return [
        PromiseRow(row[0], row[1], day_or_none(row[2]), day_or_none(row[3]), day_or_none(row[4]), row[5])
        for row in rows
    ]


def offers_of(connection: sqlite3.Connection, account_id: str) -> list[OfferRow]:
    """Every offer to an account, the latest first."""
    rows = connection.execute(
        "SELECT id, kind, cost, currency, made_on, deadline_on, taken_on, refused_on, note, coalesce(case_id, '')"
        " FROM offer WHERE account_id = ? ORDER BY made_on DESC, id DESC",
        (account_id,),
    )
    return [
        OfferRow(
            row[0],
            row[1],
            row[2],
            row[3],
            date.fromisoformat(row[4]),
            day_or_none(row[5]),
            day_or_none(row[6]),
            day_or_none(row[7]),
            row[8],
            row[9],
        )
        for row in rows
    ]


def complaints_of(connection: sqlite3.Connection, account_id: str) -> list[ComplaintRow]:
    """Every complaint of an account, the latest first."""
    return _complaints(connection, "WHERE account_id = ?", account_id)


def all_complaints(connection: sqlite3.Connection) -> list[ComplaintRow]:
    """Every complaint of the book, the latest first."""
    return _complaints(connection, "")


def _complaints(connection: sqlite3.Connection, where: str, *values: str) -> list[ComplaintRow]:
    rows = connection.execute(
        f"SELECT id, on_day, severity, text, answered_on, resolved_on FROM complaint {where}"
        " ORDER BY on_day DESC, id DESC",
        values,
    )
    return [
        ComplaintRow(
            row[0],
            ComplaintRecord(
                date.fromisoformat(row[1]), row[2], row[3], day_or_none(row[4]), day_or_none(row[5])
            ),
        )
        for row in rows
    ]
