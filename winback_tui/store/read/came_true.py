"""Conditions of return that have come true, and on which nobody has acted since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from .days import day_or_none

if TYPE_CHECKING:
    from ...domain.conditions import Checked

_CONDITIONS = (
    "SELECT w.id, w.case_id, c.account_id, a.no, w.term, w.text, w.met_on, coalesce(lead.name, ''),"
    " coalesce(owns.name, '') FROM condition w"
    " JOIN loss_case c ON c.id = w.case_id JOIN account a ON a.id = c.account_id"
    " LEFT JOIN rep lead ON lead.id = c.responsible_id LEFT JOIN rep owns ON owns.id = a.owner_id"
)
_WAITING = "w.beyond = '' AND w.met_on = '' AND w.term <> ''"
_UNHEARD = (
    "w.met_on <> '' AND w.met_on <= :today"
    " AND NOT EXISTS (SELECT 1 FROM activity WHERE case_id = c.id AND channel <> 'internal' AND on_day >= w.met_on)"
    " AND NOT EXISTS (SELECT 1 FROM decision WHERE case_id = c.id AND decided_on >= w.met_on)"
    " AND NOT EXISTS (SELECT 1 FROM plan WHERE case_id = c.id AND made_on >= w.met_on)"
)


@dataclass(frozen=True, slots=True)
class CameTrue:
    """A condition that is met, with the sentence why; `noted` whether somebody has called it met already."""

    condition_id: str
    case_id: str
    account_id: str
    account_no: int
    sentence: str
    noted: bool


def came_true(connection: sqlite3.Connection, today: date) -> list[CameTrue]:
    """Conditions of open cases that are met on `today` while nobody has acted on it: by the facts of the day, or
    because somebody noted it, without a contact, a decision or a plan since that day.
    """
    rows = connection.execute(
        f"{_CONDITIONS} WHERE c.closed_on = '' AND a.gone_reason = '' AND ({_WAITING} OR {_UNHEARD})"
        " ORDER BY w.id",
        {"today": today.isoformat()},
    ).fetchall()
    return [
        CameTrue(row[0], row[1], row[2], row[3], answer.sentence, bool(row[6]))
        for row, answer in _met(connection, today, rows)
    ]


def waits_over(
    connection: sqlite3.Connection, today: date, waits: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Why a wait is over, by case, where what it was for has come true; `waits` are cases and what each is for."""
    wanted = {case_id: words.casefold() for case_id, words in waits if words}
    if not wanted:
        return {}
    rows = connection.execute(
        f"{_CONDITIONS} WHERE w.beyond = '' AND c.id IN (SELECT value FROM json_each(?)) ORDER BY w.id",
        (json.dumps(list(wanted)),),
    ).fetchall()
    asked = [row for row in rows if wanted[row[1]] in (row[4].casefold(), row[5].casefold())]
    return {row[1]: answer.sentence for row, answer in _met(connection, today, asked)}


def _met(
    connection: sqlite3.Connection, today: date, rows: Sequence[sqlite3.Row]
) -> list[tuple[sqlite3.Row, Checked]]:
    if not rows:
        return []
    from ...domain.conditions import State
    from .our_terms import checked, our_terms

    facts = our_terms(connection, today)
    found = []
    for row in rows:
        answer = checked(facts, row[4] or row[5], row[7], row[8], day_or_none(row[6]))
        if answer.state is State.MET:
            found.append((row, answer))
    return found
