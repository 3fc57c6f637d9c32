"""The plan of a case: by which strategy the account is to be won back."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import record

_PLANS = "SELECT id, strategy, persistence, note, made_on FROM plan"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan. A persistent one may gain contacts, never lose them (playbook G2)."""

    id: str
    strategy: str
    persistence: bool
    note: str
    made_on: date


def plan_of(connection: sqlite3.Connection, case_id: str) -> PlanRow | None:
    """The latest plan of a case."""
    return record(
        connection,
        PlanRow,
        f"{_PLANS} WHERE case_id = ? ORDER BY made_on DESC, id DESC LIMIT 1",
        (case_id,),
    )


def plan_by_id(connection: sqlite3.Connection, plan_id: str) -> PlanRow | None:
    """The plan of this id."""
    return record(connection, PlanRow, f"{_PLANS} WHERE id = ?", (plan_id,))
