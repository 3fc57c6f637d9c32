"""Conditions of return, each held against what we can do on a day (playbook B9)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from winback_tui.domain.case.conditions import Checked, ConditionFacts, check, read
from winback_tui.domain.money.money import Money
from winback_tui.store.read import day_or_none
from winback_tui.store.settings.settings import settings_under

from .case_file import ConditionRow

_CONDITIONS = (
    "SELECT w.id, w.term, w.text, w.met_on, w.beyond, w.case_id, c.account_id, a.no,"
    " coalesce(lead.name, owns.name, '') FROM condition w"
    " JOIN loss_case c ON c.id = w.case_id JOIN account a ON a.id = c.account_id"
    " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
)


@dataclass(frozen=True, slots=True)
class CheckedCondition:
    """A condition of return with what the facts of the day say of it.

    The contact person is whoever leads the case, else who looks after the account.
    """

    row: ConditionRow
    case_id: str
    account_id: str
    account_no: int
    checked: Checked


def conditions_of_case(connection: sqlite3.Connection, case_id: str, today: date) -> list[CheckedCondition]:
    """The conditions of a case in the order they were told."""
    return _checked(connection, today, "w.case_id = ?", case_id)


def conditions_by_id(
    connection: sqlite3.Connection, ids: Collection[str], today: date
) -> list[CheckedCondition]:
    """These conditions, of whatever cases, in the order they were told."""
    return _checked(connection, today, "w.id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))


def _checked(connection: sqlite3.Connection, today: date, where: str, value: str) -> list[CheckedCondition]:
    facts = our_terms(connection, today)
    found = []
    for row in connection.execute(f"{_CONDITIONS} WHERE {where} ORDER BY w.id", (value,)):
        asked = ConditionRow(row[0], row[1], row[2], day_or_none(row[3]), row[4])
        known = replace(facts, contact_person=row[8], met_on=asked.met_on)
        found.append(
            CheckedCondition(asked, row[5], row[6], row[7], check(read(asked.term or asked.text), known))
        )
    return found


PREFIX = "term:"
PRICE, DELIVERY, PRODUCT, CERTIFICATE = "price:", "delivery", "product:", "certificate:"


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


def _named(told: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {name[len(kind) :]: value for name, value in told.items() if name.startswith(kind)}
