"""What was offered to an account, and what came of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import records


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
class BookOffer:
    """An offer to any account; `cost` in minor units of `currency`, `case_id` '' where it belongs to none."""

    id: str
    account_no: int
    account_id: str
    case_id: str
    kind: str
    cost: int
    currency: str
    made_on: date
    deadline_on: date | None
    taken_on: date | None
    refused_on: date | None


def offers_of(connection: sqlite3.Connection, account_id: str) -> list[OfferRow]:
    """Every offer to an account, the latest first."""
    return records(
        connection,
        OfferRow,
        "SELECT id, kind, cost, currency, made_on, deadline_on, taken_on, refused_on, note,"
        " coalesce(case_id, '') AS case_id FROM offer WHERE account_id = ? ORDER BY made_on DESC, id DESC",
        (account_id,),
    )


def all_offers(connection: sqlite3.Connection) -> list[BookOffer]:
    """Every offer of the book, the oldest first."""
    return records(
        connection,
        BookOffer,
        "SELECT o.id, a.no AS account_no, a.id AS account_id, coalesce(o.case_id, '') AS case_id, o.kind, o.cost,"
        " o.currency, o.made_on, o.deadline_on, o.taken_on, o.refused_on"
        " FROM offer o JOIN account a ON a.id = o.account_id ORDER BY o.made_on, o.id",
    )


def revised_terms(connection: sqlite3.Connection, case_id: str) -> str:
    """The terms of payment last offered in a case and not refused; '' where there are none (playbook B10)."""
    row = connection.execute(
        "SELECT coalesce(nullif(note, ''), kind) FROM offer WHERE case_id = ? AND kind = 'revised-terms'"
        " AND refused_on = '' ORDER BY made_on DESC, id DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    return "" if row is None else str(row[0])
