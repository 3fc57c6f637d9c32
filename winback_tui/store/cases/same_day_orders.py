"""Open cases with an order on the day of the loss, where nobody said which came first."""

from __future__ import annotations

import sqlite3

from winback_tui.store.orders.orders import REAL_ORDER_SQL


def cases_with_same_day_order(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of these cases."""
    rows = connection.execute(
        "SELECT c.id FROM loss_case c WHERE c.closed_on = '' AND c.same_day_order = '' AND EXISTS ("
        "SELECT 1 FROM sales_order o JOIN account a ON a.no = o.account_no"
        f" WHERE (a.id = c.account_id OR a.linked_to = c.account_id) AND o.day = c.lost_on AND {REAL_ORDER_SQL})"
    )
    return frozenset(case_id for (case_id,) in rows)
