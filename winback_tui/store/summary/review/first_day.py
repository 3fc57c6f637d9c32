"""Since when the book knows anything."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.store.read import day_or_none, plain_rows

from .currencies import currencies_of
from .sums import BEGAN


def first_known_day(connection: sqlite3.Connection, until: date) -> date | None:
    """The first day that the book knows of, of an order or of a loss; or an early one that is not after `until`.

    To find the very first one, SQLite has to read every summary.
    """
    days = [
        _first(
            connection, f"SELECT min(first_day) FROM account_summary WHERE currency = ? AND {BEGAN}", (each,)
        )
        for each in currencies_of(connection, BEGAN)
    ]
    days.append(_first(connection, "SELECT min(lost_on) FROM loss_case"))
    early = min((day for day in days if day is not None), default=None)
    if early is not None and early <= until:
        return early
    first = _first(connection, "SELECT min(first_day) FROM account_summary WHERE first_day <> ''")
    return min((day for day in (early, first) if day is not None), default=None)


def _first(connection: sqlite3.Connection, sql: str, values: tuple[str, ...] = ()) -> date | None:
    return day_or_none(plain_rows(connection, sql, values).fetchone()[0])
