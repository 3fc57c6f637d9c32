"""How far the books tell: silence is counted to the newest order day where the books are not fresh."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.account.order import REAL_ORDER_SQL

FRESH_DAYS = 7
"""Books that end no longer ago than this are taken to tell about today."""


def books_end(connection: sqlite3.Connection, today: date) -> date:
    """The day to which silence is counted: today, or the newest real order day of books older than a week."""
    newest = connection.execute(
        f"SELECT max(day) FROM sales_order WHERE day <= ? AND {REAL_ORDER_SQL}", (today.isoformat(),)
    ).fetchone()[0]
    if newest is None:
        return today
    end = date.fromisoformat(newest)
    return end if (today - end).days > FRESH_DAYS else today
