"""Every offer of the book, with the case it belongs to."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import day_or_none


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


def all_offers(connection: sqlite3.Connection) -> list[BookOffer]:
    """All of them, the oldest first."""
    rows = connection.execute(
        "SELECT o.id, a.no, a.id, coalesce(o.case_id, ''), o.kind, o.cost, o.currency, o.made_on, o.deadline_on,"
        " o.taken_on, o.refused_on FROM offer o JOIN account a ON a.id = o.account_id ORDER BY o.made_on, o.id"
    )
    return [
        BookOffer(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[5],
            row[6],
            date.fromisoformat(row[7]),
            day_or_none(row[8]),
            day_or_none(row[9]),
            day_or_none(row[10]),
        )
        for row in rows
    ]
