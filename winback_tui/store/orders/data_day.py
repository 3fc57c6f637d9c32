"""The last day the order data covers: found from imports and orders, and stored with the summaries."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from winback_tui.domain.account.thin_end import LOOKED_AT, WEEKS, ThinEnd, thin_end
from winback_tui.domain.days.data_day import PAUSES_LOOKED_AT, OrderImport, data_day, known_until
from winback_tui.store.read import day_or_none

from .orders import REAL_ORDER_SQL

_RECORDED = "CASE WHEN version > 0 THEN min(day, date(version / 1000, 'unixepoch', 'localtime')) ELSE day END"
"""The day an order counts for: one imported before its own date says nothing about the days in between."""

_LATEST_MS = 253_370_764_800_000
"""The first day of the year 9999 in milliseconds: no clock is later."""


def find_data_day(connection: sqlite3.Connection, today: date) -> date:
    """The data day of this book as of `today`, which may be in the past.

    A past day hides later orders and acts, but the orders up to it were complete all the same: so this reads
    the book as it is now. Orders after the last import are looked for in one pass over all orders, 0.1 s for two
    million (an index by day would cost each import more), and not at all where the imports reach `today`.
    """
    known: list[date] = []
    for file in _imports(connection):
        if known and file.on <= max(known):
            break
        known.append(known_until(file, lambda day: _order_days(connection, day)))
    if known and max(known) >= today:
        return today
    after = max(known).isoformat() if known else ""
    newest = connection.execute(
        f"SELECT max({_RECORDED}) FROM main.sales_order WHERE day > ? AND {REAL_ORDER_SQL}", (after,)
    ).fetchone()[0]
    if newest is not None:
        known.append(date.fromisoformat(newest))
    return data_day(today, known)


def kept_data_day(connection: sqlite3.Connection) -> date | None:
    """The data day to which the stored summaries count silence; None in a book that has none yet."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'data_day'").fetchone()
    return day_or_none(row[0]) if row else None


def data_until(connection: sqlite3.Connection) -> date | None:
    """The same day as a reader sees it; None in a book without orders."""
    ordered = connection.execute("SELECT 1 FROM account_summary WHERE order_days > 0 LIMIT 1").fetchone()
    return None if ordered is None else kept_data_day(connection)


def thin_end_kept(connection: sqlite3.Connection) -> ThinEnd | None:
    """The last days of the book, where they look incomplete."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'thin_end'").fetchone()
    stored = json.loads(row[0]) if row else []
    if not stored:
        return None
    since, until, orders, usual = stored
    return ThinEnd(date.fromisoformat(since), date.fromisoformat(until), orders, usual)


def keep_thin_end(connection: sqlite3.Connection, end: date, today: date) -> None:
    """Record whether the last days before `end`, the newest order day up to `today`, look incomplete.

    It is kept in `derived`, so that a list need not count orders to say so. The caller commits.
    """
    reach = (end - timedelta(weeks=WEEKS + 1, days=LOOKED_AT)).isoformat()
    counts = connection.execute(
        f"SELECT day, count(*) FROM sales_order WHERE day > ? AND day <= ? AND {REAL_ORDER_SQL} GROUP BY day",
        (reach, today.isoformat()),
    )
    found = thin_end({date.fromisoformat(day): orders for day, orders in counts}, today)
    stored = [] if found is None else [*map(str, (found.since, found.until)), found.orders, found.usual]
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES ('thin_end', ?)", (json.dumps(stored),)
    )


def _imports(connection: sqlite3.Connection) -> Iterator[OrderImport]:
    """The imports that brought orders, the latest first.

    A row may have come with somebody else's book: an invalid day in it is skipped.
    """
    rows = connection.execute(
        "SELECT at, CASE WHEN json_valid(told) THEN json_extract(told, '$.last_day') END AS last"
        " FROM main.import_batch WHERE last = date(last) AND at BETWEEN 0 AND ? ORDER BY at DESC, last DESC",
        (_LATEST_MS,),
    )
    for at, last in rows:
        yield OrderImport(datetime.fromtimestamp(at / 1000).astimezone().date(), date.fromisoformat(last))


def _order_days(connection: sqlite3.Connection, until: date) -> Sequence[date]:
    """The distinct days with real orders in the year up to `until`, rising."""
    rows = connection.execute(
        f"SELECT DISTINCT day FROM main.sales_order WHERE day > ? AND day <= ? AND {REAL_ORDER_SQL} ORDER BY day",
        ((until - PAUSES_LOOKED_AT).isoformat(), until.isoformat()),
    )
    return [date.fromisoformat(day) for (day,) in rows.fetchall()]
