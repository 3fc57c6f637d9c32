"""Conditions of return, each compared with what we can do on a day (playbook B9)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from winback_tui.domain.case.conditions import Checked, ConditionFacts, ReturnCondition, check, read
from winback_tui.domain.money.money import Money
from winback_tui.store.read import named_rows, records, to_record
from winback_tui.store.settings.settings import settings_under

_CONDITIONS = (
    "SELECT w.id, w.term, w.text, w.met_on, w.beyond, w.case_id, c.account_id, a.no AS account_no,"
    " coalesce(lead.name, owns.name, '') AS contact_person FROM condition w"
    " JOIN loss_case c ON c.id = w.case_id JOIN account a ON a.id = c.account_id"
    " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
)


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of return. `beyond` says why it is out of reach; '' where it is not."""

    id: str
    term: str
    text: str
    met_on: date | None
    beyond: str

    @property
    def wish(self) -> ReturnCondition:
        """The condition as it can be checked."""
        return read(self.term or self.text)


@dataclass(frozen=True, slots=True)
class CheckedCondition:
    """A condition of return with its state by the facts of the day.

    The contact person is whoever leads the case, else who looks after the account.
    """

    row: ConditionRow
    case_id: str
    account_id: str
    account_no: int
    checked: Checked


def conditions_of(connection: sqlite3.Connection, case_id: str) -> list[ConditionRow]:
    """The conditions of return of a case, in the order they were entered."""
    return records(
        connection,
        ConditionRow,
        "SELECT id, term, text, met_on, beyond FROM condition WHERE case_id = ? ORDER BY id",
        (case_id,),
    )


def conditions_of_case(connection: sqlite3.Connection, case_id: str, today: date) -> list[CheckedCondition]:
    """The conditions of a case in the order they were entered."""
    return _checked(connection, today, "w.case_id = ?", case_id)


def conditions_by_id(
    connection: sqlite3.Connection, ids: Collection[str], today: date
) -> list[CheckedCondition]:
    """These conditions, of whatever cases, in the order they were entered."""
    return _checked(connection, today, "w.id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))


def _checked(connection: sqlite3.Connection, today: date, where: str, value: str) -> list[CheckedCondition]:
    facts = our_terms(connection, today)
    found = []
    for row in named_rows(connection, f"{_CONDITIONS} WHERE {where} ORDER BY w.id", (value,)):
        condition = to_record(ConditionRow, row)
        known = replace(facts, contact_person=row["contact_person"], met_on=condition.met_on)
        found.append(to_record(CheckedCondition, row, row=condition, checked=check(condition.wish, known)))
    return found


PREFIX = "term:"
PRICE, DELIVERY, PRODUCT, CERTIFICATE = "price:", "delivery", "product:", "certificate:"


def our_terms(connection: sqlite3.Connection, today: date) -> ConditionFacts:
    """Prices, delivery time, products and certificates as recorded; the contact person is the account's own."""
    terms = settings_under(connection, PREFIX)
    certificates = _of_kind(terms, CERTIFICATE)
    return ConditionFacts(
        today,
        {name: Money(value[0], value[1]) for name, value in _of_kind(terms, PRICE).items()},
        terms.get(DELIVERY),
        {name: bool(value) for name, value in _of_kind(terms, PRODUCT).items()},
        "",
        frozenset(name for name, ours in certificates.items() if ours) if certificates else None,
    )


def _of_kind(terms: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {name[len(kind) :]: value for name, value in terms.items() if name.startswith(kind)}
