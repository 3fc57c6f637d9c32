"""How far the books tell."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

from winback_tui.domain.account.thin_end import ThinEnd
from winback_tui.store.read import day_or_none


def newest_order_day(connection: sqlite3.Connection) -> date | None:
    """The day of the newest real order that the summaries know; None in a book without orders."""
    return day_or_none(connection.execute("SELECT max(last_day) FROM account_summary").fetchone()[0])


def silence_counts_to(connection: sqlite3.Connection) -> date | None:
    """The day to which silence is counted; None in a book that has no summaries yet."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'books_end'").fetchone()
    return day_or_none(row[0]) if row else None


def thin_end_kept(connection: sqlite3.Connection) -> ThinEnd | None:
    """The last days of the book, where they look incomplete."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'thin_end'").fetchone()
    told = json.loads(row[0]) if row else []
    if not told:
        return None
    since, until, orders, usual = told
    return ThinEnd(date.fromisoformat(since), date.fromisoformat(until), orders, usual)
