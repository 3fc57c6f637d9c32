"""Conditions of return, each held against what we can do on a day (playbook B9)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.conditions import Checked, check, read

from .case_file import ConditionRow
from .days import day_or_none
from .our_terms import our_terms

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
