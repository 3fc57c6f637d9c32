"""Decisions of a case with their numbers."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from .days import day_or_none


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A verdict. `chance` is a share of 1; money in minor units of `currency`; `factors` as they were then."""

    id: str
    verdict: str
    reason: str
    wait_until: date | None
    review_on: date | None
    chance: float | None
    value: int | None
    cost: int | None
    currency: str
    factors: dict[str, Any]
    decided_on: date
    decided_by: str


def decisions_of(connection: sqlite3.Connection, case_id: str) -> list[DecisionRow]:
    """Every decision of a case, the latest first."""
    rows = connection.execute(
        "SELECT d.id, verdict, reason, wait_until, review_on, chance, value, cost, currency, factors, decided_on,"
        " coalesce(rep.name, '') FROM decision d LEFT JOIN rep ON rep.id = decided_by_id WHERE case_id = ?"
        " ORDER BY decided_on DESC, d.id DESC",
        (case_id,),
    )
    return [
        DecisionRow(
            row[0],
            row[1],
            row[2],
            day_or_none(row[3]),
            day_or_none(row[4]),
            None if row[5] is None else row[5] / 10_000,
            row[6],
            row[7],
            row[8],
            json.loads(row[9] or "{}"),
            date.fromisoformat(row[10]),
            row[11],
        )
        for row in rows
    ]
