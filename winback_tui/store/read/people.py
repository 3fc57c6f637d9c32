"""Who works at an account."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from .days import day_or_none


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody at an account; `left_on` where they have gone."""

    id: str
    name: str
    role: str
    phone: str
    email: str
    decision_maker: bool
    left_on: date | None
    note: str


def people_of(connection: sqlite3.Connection, account_id: str) -> list[PersonRow]:
    """The people of an account: who is still there first, then who decides, then by name."""
    rows = connection.execute(
        "SELECT id, name, role, phone, email, decision_maker, left_on, note FROM person WHERE account_id = ?"
        " ORDER BY left_on <> '', NOT decision_maker, name, id",
        (account_id,),
    )
    return [
        PersonRow(row[0], row[1], row[2], row[3], row[4], bool(row[5]), day_or_none(row[6]), row[7])
        for row in rows
    ]
