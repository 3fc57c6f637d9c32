"""Conditions of return that are met, and on which nobody has acted since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from winback_tui.store.contacts.contacts import CONTACTS_SQL
from winback_tui.store.read import named_rows

if TYPE_CHECKING:
    from .conditions import CheckedCondition

_WAITING = "w.beyond = '' AND w.met_on = '' AND w.term <> ''"
_NOT_ACTED_ON = (
    "w.met_on <> '' AND w.met_on <= :today"
    f" AND NOT EXISTS (SELECT 1 FROM {CONTACTS_SQL} WHERE case_id = c.id AND on_day >= w.met_on)"
    " AND NOT EXISTS (SELECT 1 FROM decision WHERE case_id = c.id AND decided_on >= w.met_on)"
    " AND NOT EXISTS (SELECT 1 FROM plan WHERE case_id = c.id AND made_on >= w.met_on)"
)


@dataclass(frozen=True, slots=True)
class MetCondition:
    """A condition that is met, with a sentence saying why; `noted`: somebody has already marked it as met."""

    condition_id: str
    case_id: str
    account_id: str
    account_no: int
    sentence: str
    noted: bool


def met_conditions(connection: sqlite3.Connection, today: date, case_id: str = "") -> list[MetCondition]:
    """Conditions of open cases, or of one of them, that are met on `today` while nobody has acted on it: by the facts
    of the day, or because somebody marked it, without a contact, a decision or a plan since that day.
    """
    rows = named_rows(
        connection,
        "SELECT w.id FROM condition w JOIN loss_case c ON c.id = w.case_id JOIN account a ON a.id = c.account_id"
        f" WHERE c.closed_on = '' AND a.gone_reason = '' AND ({_WAITING} OR {_NOT_ACTED_ON})"
        f"{' AND c.id = :case' if case_id else ''}",
        {"today": today.isoformat(), "case": case_id},
    )
    return [
        MetCondition(
            each.row.id,
            each.case_id,
            each.account_id,
            each.account_no,
            each.checked.sentence,
            each.row.met_on is not None,
        )
        for each in _met(connection, today, [row["id"] for row in rows])
    ]


def waits_over(
    connection: sqlite3.Connection, today: date, waits: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Why a wait is over, by case, where the condition it was for is met; `waits` are cases and what each is for."""
    wanted = {case_id: words.casefold() for case_id, words in waits if words}
    if not wanted:
        return {}
    rows = named_rows(
        connection,
        "SELECT id, case_id, term, text FROM condition"
        " WHERE beyond = '' AND case_id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(wanted)),),
    )
    awaited = [
        row["id"]
        for row in rows
        if wanted[row["case_id"]] in (row["term"].casefold(), row["text"].casefold())
    ]
    return {each.case_id: each.checked.sentence for each in _met(connection, today, awaited)}


def _met(connection: sqlite3.Connection, today: date, ids: Sequence[str]) -> list[CheckedCondition]:
    if not ids:
        return []
    # Only here: the grammar of conditions would cost every start of the program some milliseconds.
    from winback_tui.domain.case.conditions import ConditionState

    from .conditions import conditions_by_id

    return [
        each for each in conditions_by_id(connection, ids, today) if each.checked.state is ConditionState.MET
    ]
