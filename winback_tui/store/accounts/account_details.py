"""One account as it was entered."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import day_or_none

from .links import further_names

FLAGS = ("hunts_price", "pays_badly", "refers_others", "reference_customer")
"""Columns that are only so or not so."""
ENDINGS = {"contract_ends_on": "contract", "welcome_ends_on": "welcome discount"}
"""Columns with the last day of something, and what it is: moments to be there before (playbook K5)."""


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """Everything about an account that somebody typed or an export told. `linked_to` is another account's name,
    `further_names` are those under which the books have this one too.
    """

    no: int
    id: str
    name: str
    external_id: str
    segment: str
    owner: str
    currency: str
    phone: str
    email: str
    city: str
    note: str
    hunts_price: bool
    pays_badly: bool
    refers_others: bool
    reference_customer: bool
    gone_reason: str
    contract_ends_on: date | None
    welcome_ends_on: date | None
    linked_to: str
    further_names: tuple[str, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        """What is known of their ways, in words."""
        words = ("hunts the lowest price", "pays badly", "refers others", "reference customer")
        return tuple(said for name, said in zip(FLAGS, words, strict=True) if getattr(self, name))

    @property
    def endings(self) -> list[tuple[str, date]]:
        """What ends on which day: `contract`, `welcome discount`."""
        days = [(what, getattr(self, column)) for column, what in ENDINGS.items()]
        return [(what, day) for what, day in days if day is not None]


def account_details(connection: sqlite3.Connection, number: int) -> AccountDetails | None:
    """The account of this number; None where it is gone."""
    row = connection.execute(
        "SELECT a.*, coalesce(r.name, '') AS owner, coalesce(l.name, '') AS linked FROM account a"
        " LEFT JOIN rep r ON r.id = a.owner_id LEFT JOIN account l ON l.id = a.linked_to WHERE a.no = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    return AccountDetails(
        row["no"],
        row["id"],
        row["name"],
        row["external_id"],
        row["segment"],
        row["owner"],
        row["currency"],
        row["phone"],
        row["email"],
        row["city"],
        row["note"],
        bool(row["hunts_price"]),
        bool(row["pays_badly"]),
        bool(row["refers_others"]),
        bool(row["reference_customer"]),
        row["gone_reason"],
        day_or_none(row["contract_ends_on"]),
        day_or_none(row["welcome_ends_on"]),
        row["linked"],
        tuple(further_names(connection, row["id"])),
    )


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
