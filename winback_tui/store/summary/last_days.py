"""Keeps whether the last days of the book look incomplete, so that a list need not count orders to say so."""

from __future__ import annotations

import json
import sqlite3
from datetime import date, timedelta

from winback_tui.domain.account.thin_end import LOOKED_AT, WEEKS, thin_end
from winback_tui.store.orders.orders import REAL_ORDER_SQL

THIN_END = "thin_end"
"""The name in `derived`: a list of first day, last day, orders and the usual number of them, or nothing."""


def keep_last_days(connection: sqlite3.Connection, end: date, today: date) -> None:
    """Look at the days before `end`, the newest order day up to `today`. The caller commits."""
    reach = (end - timedelta(weeks=WEEKS + 1, days=LOOKED_AT)).isoformat()
    counts = connection.execute(
        f"SELECT day, count(*) FROM sales_order WHERE day > ? AND day <= ? AND {REAL_ORDER_SQL} GROUP BY day",
        (reach, today.isoformat()),
    )
    found = thin_end({date.fromisoformat(day): orders for day, orders in counts}, today)
    told = [] if found is None else [*map(str, (found.since, found.until)), found.orders, found.usual]
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", (THIN_END, json.dumps(told))
    )
