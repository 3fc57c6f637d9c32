"""Open cases whose day of loss is also a day of order, while nobody said on which side of the loss it lies."""

from __future__ import annotations

import sqlite3

from winback_tui.store.orders.orders import REAL_ORDER_SQL


def cases_with_same_day_order(connection: sqlite3.Connection) -> frozenset[str]:
    """The ids of these cases."""
    rows = connection.execute(
        "SELECT c.id FROM loss_case c JOIN account a ON c.account_id IN (a.id, a.linked_to)"
        f" JOIN sales_order o ON o.account_no = a.no AND o.day = c.lost_on AND {REAL_ORDER_SQL}"
        " WHERE c.closed_on = '' AND c.same_day_order = ''"
    )
    return frozenset(case_id for (case_id,) in rows)
