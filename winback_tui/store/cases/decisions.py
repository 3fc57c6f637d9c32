"""Decisions of a case with their numbers."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from winback_tui.domain.account.order import REAL_ORDER_SQL
from winback_tui.store.read import named_rows, to_record


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
    rows = named_rows(
        connection,
        "SELECT d.id, verdict, reason, wait_until, review_on, chance / 10000.0 AS chance, value, cost, currency,"
        " factors, decided_on, coalesce(rep.name, '') AS decided_by FROM decision d"
        " LEFT JOIN rep ON rep.id = decided_by_id WHERE case_id = ? ORDER BY decided_on DESC, d.id DESC",
        (case_id,),
    )
    return [to_record(DecisionRow, row, factors=json.loads(row["factors"] or "{}")) for row in rows]


def tries(connection: sqlite3.Connection, besides: str = "") -> tuple[int, int]:
    """(returned, tried): cases that had a plan, and those of them with a real order after the plan was made.

    Only cases that are settled count: closed, or answered by an order. The case `besides` is left out.
    """
    returned, tried = connection.execute(
        "SELECT coalesce(sum(back), 0), count(*) FROM (SELECT closed_on, EXISTS (SELECT 1 FROM sales_order o"
        " JOIN account a ON a.no = o.account_no WHERE c.account_id IN (a.id, a.linked_to) AND o.day > c.lost_on"
        f" AND o.day >= p.made_on AND {REAL_ORDER_SQL}) AS back FROM loss_case c"
        " JOIN (SELECT case_id, min(made_on) AS made_on FROM plan GROUP BY case_id) p ON p.case_id = c.id"
        " WHERE c.id <> ?) WHERE back OR closed_on <> ''",
        (besides,),
    ).fetchone()
    return int(returned), int(tried)
