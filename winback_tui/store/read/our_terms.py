"""What we can do today, as the team has recorded it, held against what customers ask for."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...domain.conditions import Checked, ConditionFacts, State, check, read
from ...domain.money import Money
from .days import day_or_none
from .settings import settings_under

PREFIX = "term:"
PRICE, DELIVERY, PRODUCT, CERTIFICATE = "price:", "delivery", "product:", "certificate:"


@dataclass(frozen=True, slots=True)
class CameTrue:
    """A condition that the facts of the day call met and nobody has noted yet."""

    condition_id: str
    case_id: str
    account_id: str
    term: str
    sentence: str


def our_terms(connection: sqlite3.Connection, today: date) -> ConditionFacts:
    """Prices, delivery time, products and certificates as recorded; the contact person is the account's own."""
    told = settings_under(connection, PREFIX)
    certificates = _named(told, CERTIFICATE)
    return ConditionFacts(
        today,
        {name: Money(value[0], value[1]) for name, value in _named(told, PRICE).items()},
        told.get(DELIVERY),
        {name: bool(value) for name, value in _named(told, PRODUCT).items()},
        "",
        frozenset(name for name, held in certificates.items() if held) if certificates else None,
    )


def checked(
    facts: ConditionFacts, term: str, contact_person: str, opened_with: str, met_on: date | None
) -> Checked:
    """The condition `term` by the facts of the day, with the account's own contact person."""
    person = contact_person or opened_with
    return check(read(term), replace(facts, contact_person=person, met_on=met_on))


def came_true(connection: sqlite3.Connection, today: date) -> list[CameTrue]:
    """Conditions of open cases that are met today, though nobody has said so."""
    rows = connection.execute(
        "SELECT w.id, w.case_id, c.account_id, w.term, coalesce(lead.name, ''), coalesce(owns.name, ''), w.met_on"
        " FROM condition w JOIN loss_case c ON c.id = w.case_id JOIN account a ON a.id = c.account_id"
        " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
        " WHERE c.closed_on = '' AND a.gone_reason = '' AND w.term <> '' AND w.met_on = '' ORDER BY w.id"
    ).fetchall()
    if not rows:
        return []
    facts = our_terms(connection, today)
    found = []
    for condition_id, case_id, account_id, term, lead, owner, met_on in rows:
        answer = checked(facts, term, lead, owner, day_or_none(met_on))
        if answer.state is State.MET:
            found.append(CameTrue(condition_id, case_id, account_id, term, answer.sentence))
    return found


def _named(told: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {name[len(kind) :]: value for name, value in told.items() if name.startswith(kind)}
