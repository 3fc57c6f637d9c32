"""How many returns were tried so far, and how many came of it: what the base chance is learnt from."""

from __future__ import annotations

import sqlite3

from winback_tui.domain.order import REAL_ORDER_SQL


def tries(connection: sqlite3.Connection, besides: str = "") -> tuple[int, int]:
    """(returned, tried): cases that had a plan, and those of them with a real order after the plan was made.

    Only cases that are settled count: closed, or answered by an order. The case `besides` is left out.
    """
    row = connection.execute(
        "SELECT coalesce(sum(back), 0), count(*) FROM (SELECT closed_on, EXISTS (SELECT 1 FROM sales_order o"
        " JOIN account a ON a.no = o.account_no WHERE c.account_id IN (a.id, a.linked_to) AND o.day > c.lost_on"
        f" AND o.day >= p.made_on AND {REAL_ORDER_SQL}) AS back FROM loss_case c"
        " JOIN (SELECT case_id, min(made_on) AS made_on FROM plan GROUP BY case_id) p ON p.case_id = c.id"
        " WHERE c.id <> ?) WHERE back OR closed_on <> ''",
        (besides,),
    ).fetchone()
    return int(row[0]), int(row[1])
