"""Dated next contacts of one account, and what was logged about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from winback_tui.domain.plan import PlanStep
from winback_tui.store.read import day_or_none

_STEPS = (
    "SELECT s.id, s.on_day, s.channel, s.purpose, coalesce(s.owner_id, ''), coalesce(o.name, ''), s.done_on,"
    " s.dropped_on, coalesce(s.case_id, ''), coalesce(s.plan_id, ''), s.account_id"
    " FROM step s LEFT JOIN rep o ON o.id = s.owner_id"
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with the name of who does it; `step` is what the rules look at."""

    step: PlanStep
    owner: str
    case_id: str
    plan_id: str
    account_id: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A logged contact; channel `internal` is a note, which reached nobody."""

    id: str
    on_day: date
    at: int
    channel: str
    outcome: str
    note: str
    person: str
    by: str
    case_id: str
    step_id: str


def steps_of_account(connection: sqlite3.Connection, account_id: str) -> list[StepRow]:
    """Every step of an account, by day."""
    rows = connection.execute(f"{_STEPS} WHERE s.account_id = ? ORDER BY s.on_day, s.id", (account_id,))
    return [_step(row) for row in rows]


def steps_of_plan(connection: sqlite3.Connection, plan_id: str) -> list[StepRow]:
    """Every step of a plan, by day, dropped ones too."""
    rows = connection.execute(f"{_STEPS} WHERE s.plan_id = ? ORDER BY s.on_day, s.id", (plan_id,))
    return [_step(row) for row in rows]


def open_steps_of_owner(connection: sqlite3.Connection, rep_id: str) -> list[StepRow]:
    """Every step that this employee still has to do, by day."""
    rows = connection.execute(
        f"{_STEPS} WHERE s.owner_id = ? AND s.done_on = '' AND s.dropped_on = '' ORDER BY s.on_day, s.id",
        (rep_id,),
    )
    return [_step(row) for row in rows]


def activities_of(connection: sqlite3.Connection, account_id: str) -> list[ActivityRow]:
    """Everything logged about an account, the latest first."""
    rows = connection.execute(
        "SELECT v.id, v.on_day, v.at, v.channel, v.outcome, v.note, v.person, coalesce(r.name, ''),"
        " coalesce(v.case_id, ''), coalesce(v.step_id, '') FROM activity v LEFT JOIN rep r ON r.id = v.by_id"
        " WHERE v.account_id = ? ORDER BY v.on_day DESC, v.at DESC, v.id DESC",
        (account_id,),
    )
    return [ActivityRow(row[0], date.fromisoformat(row[1]), *row[2:]) for row in rows]


def contact_days(connection: sqlite3.Connection, account_id: str) -> list[date]:
    """Every day of a contact with the customer, made or planned and still open, also twice the same day."""
    rows = connection.execute(
        "SELECT on_day FROM activity WHERE account_id = :account AND channel <> 'internal'"
        " UNION ALL SELECT on_day FROM step WHERE account_id = :account AND channel <> 'internal'"
        " AND done_on = '' AND dropped_on = ''",
        {"account": account_id},
    )
    return sorted(date.fromisoformat(row[0]) for row in rows)


def _step(row: Sequence[Any]) -> StepRow:
    step = PlanStep(
        date.fromisoformat(row[1]),
        row[2],
        row[3],
        row[4],
        row[0],
        day_or_none(row[6]),
        day_or_none(row[7]),
    )
    return StepRow(step, row[5], row[8], row[9], row[10])
