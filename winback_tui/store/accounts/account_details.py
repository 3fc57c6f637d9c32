"""One account as it was entered."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import records, to_record

from .links import further_names

FLAGS = ("hunts_price", "pays_badly", "refers_others", "reference_customer")
"""Columns that are true or false."""
ENDINGS = {"contract_ends_on": "contract", "welcome_ends_on": "welcome discount"}
"""Columns with the last day of something, and what ends then: get in touch before it (playbook K5)."""


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """Everything about an account that somebody typed or an export brought. `linked_to` is another account's name,
    `further_names` are those under which exports list this one too.
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
        """The flags that are set, in words."""
        words = ("hunts the lowest price", "pays badly", "refers others", "reference customer")
        return tuple(word for name, word in zip(FLAGS, words, strict=True) if getattr(self, name))

    @property
    def endings(self) -> list[tuple[str, date]]:
        """What ends, and on which day: `contract`, `welcome discount`."""
        days = [(what, getattr(self, column)) for column, what in ENDINGS.items()]
        return [(what, day) for what, day in days if day is not None]


def account_details(connection: sqlite3.Connection, number: int) -> AccountDetails | None:
    """The account of this number; None where it is gone."""
    row = connection.execute(
        "SELECT a.no, a.id, a.name, a.external_id, a.segment, coalesce(r.name, '') AS owner, a.currency, a.phone,"
        " a.email, a.city, a.note, a.hunts_price, a.pays_badly, a.refers_others, a.reference_customer,"
        " a.gone_reason, a.contract_ends_on, a.welcome_ends_on, coalesce(l.name, '') AS linked_to FROM account a"
        " LEFT JOIN rep r ON r.id = a.owner_id LEFT JOIN account l ON l.id = a.linked_to WHERE a.no = ?",
        (number,),
    ).fetchone()
    if row is None:
        return None
    return to_record(AccountDetails, row, further_names=tuple(further_names(connection, row["id"])))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody at an account; `left_on` if they have left."""

    id: str
    name: str
    role: str
    phone: str
    email: str
    decision_maker: bool
    left_on: date | None
    note: str


def people_of(connection: sqlite3.Connection, account_id: str) -> list[PersonRow]:
    """The people of an account: those still there first, then decision makers, then by name."""
    return records(
        connection,
        PersonRow,
        "SELECT id, name, role, phone, email, decision_maker, left_on, note FROM person WHERE account_id = ?"
        " ORDER BY left_on <> '', NOT decision_maker, name, id",
        (account_id,),
    )


def people_names(connection: sqlite3.Connection, account_id: str) -> list[str]:
    """The names of the people of an account."""
    return [
        row["name"]
        for row in connection.execute("SELECT name FROM person WHERE account_id = ?", (account_id,))
    ]
