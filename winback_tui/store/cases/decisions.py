"""Decisions of a case with their numbers."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any

from winback_tui.store.orders.orders import REAL_ORDER_SQL
from winback_tui.store.read import named_rows, to_record
from winback_tui.store.returns.returns import answers_by_case


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


def tries(connection: sqlite3.Connection, today: date, besides: str = "") -> tuple[int, int]:
    """(returned, tried): cases that had a plan, and those of them with a return after the plan was made (M11).

    Only cases that are settled count: closed, or answered by a return. The case `besides` is left out. The SQL
    finds the few cases that an order may have answered; the returns themselves decide.
    """
    rows = connection.execute(
        "SELECT c.id, account.no, c.closed_on, p.made_on, EXISTS (SELECT 1 FROM sales_order o"
        " JOIN account a ON a.no = o.account_no WHERE (a.id = c.account_id OR a.linked_to = c.account_id)"
        " AND o.day > c.lost_on"
        f" AND o.day >= p.made_on AND {REAL_ORDER_SQL}) FROM loss_case c"
        " JOIN (SELECT case_id, min(made_on) AS made_on FROM plan GROUP BY case_id) p ON p.case_id = c.id"
        " JOIN account ON account.id = c.account_id WHERE c.id <> ?",
        (besides,),
    ).fetchall()
    answers = answers_by_case(connection, {row[1] for row in rows if row[4]}, today)
    back = {row[0] for row in rows if row[0] in answers and answers[row[0]].isoformat() >= row[3]}
    return len(back), sum(row[0] in back or row[2] != "" for row in rows)
