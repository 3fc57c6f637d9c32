"""Dated next contacts of one account, and its internal tasks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from winback_tui.domain.plan.steps import PlanStep
from winback_tui.store.contacts.contacts import REACHES_CUSTOMER_SQL
from winback_tui.store.read import Values, named_rows, to_record

from .standing_steps import open_sql, standing_sql

_STEPS = (
    "SELECT s.id, s.on_day, s.channel, s.purpose, coalesce(s.owner_id, '') AS owner_id,"
    " coalesce(o.name, '') AS owner, s.done_on, s.dropped_on, coalesce(s.case_id, '') AS case_id,"
    f" coalesce(s.plan_id, '') AS plan_id, s.account_id, {standing_sql()} AS standing"
    " FROM step s LEFT JOIN rep o ON o.id = s.owner_id"
)
_BY_DAY = "ORDER BY s.on_day, s.id"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step with the name of who does it; `step` holds what the rules need.

    `standing`: it still has to be made; an open step of a closed case or of an undone return does not.
    """

    step: PlanStep
    owner: str
    case_id: str
    plan_id: str
    account_id: str
    standing: bool


def steps_of_account(connection: sqlite3.Connection, account_id: str) -> list[StepRow]:
    """Every step of an account, by day."""
    return list(_steps(connection, f"{_STEPS} WHERE s.account_id = ? {_BY_DAY}", (account_id,)))


def steps_of_plan(connection: sqlite3.Connection, plan_id: str) -> list[StepRow]:
    """Every step of a plan, by day, dropped ones too."""
    return list(_steps(connection, f"{_STEPS} WHERE s.plan_id = ? {_BY_DAY}", (plan_id,)))


def open_steps_of_owner(connection: sqlite3.Connection, rep_id: str) -> list[StepRow]:
    """Every step that this employee still has to do, by day."""
    return list(_steps(connection, f"{_STEPS} WHERE s.owner_id = ? AND {open_sql()} {_BY_DAY}", (rep_id,)))


def owners_of_open_contacts(connection: sqlite3.Connection, case_id: str) -> dict[str, str]:
    """Who still has to contact the customer in this case: id to name."""
    sql = (
        "SELECT DISTINCT o.id, o.name FROM step s JOIN rep o ON o.id = s.owner_id"
        f" WHERE s.case_id = ? AND {REACHES_CUSTOMER_SQL} AND {open_sql()}"
    )
    return {row["id"]: row["name"] for row in named_rows(connection, sql, (case_id,))}


def _steps(connection: sqlite3.Connection, sql: str, values: Values) -> Iterator[StepRow]:
    for row in named_rows(connection, sql, values):
        yield to_record(StepRow, row, step=to_record(PlanStep, row, moved=""))
