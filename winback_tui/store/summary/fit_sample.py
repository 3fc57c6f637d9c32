"""The orders and accounts to which the stored model was fitted; others may change without changing the model."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from winback_tui.domain.chance import YOUNG_DAYS, OrderHistory, SampleLimits, fit_day, limits_of
from winback_tui.store.orders.orders import REAL_ORDER_SQL

from .facts import NOT_FITTED, digest_of

_NAME = "fit_sample"


def fit_day_of(connection: sqlite3.Connection, end: date) -> date:
    """The last day whose orders the model of a book with this data day learns from."""
    return fit_day(_old_order_day(connection, end), end)


def _old_order_day(connection: sqlite3.Connection, end: date) -> date | None:
    """A day with an order from before a book of orders up to `end` was young; None while it is young.

    Not the first: that would take a look at every order.
    """
    row = connection.execute(
        f"SELECT day FROM sales_order WHERE day <= ? AND {REAL_ORDER_SQL} LIMIT 1",
        ((end - timedelta(days=YOUNG_DAYS)).isoformat(),),
    ).fetchone()
    return None if row is None else date.fromisoformat(row[0])


def keep_fit_sample(connection: sqlite3.Connection, fit_day: date, histories: Sequence[OrderHistory]) -> None:
    """Record, with a model just fitted, what it was fitted to: digests of the facts only. The caller commits."""
    limits = limits_of(histories)
    digests = {
        "fit_day": fit_day.isoformat(),
        "limits": limits,
        "digests": b"".join(sorted(map(digest_of, histories))).hex(),
    }
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES (?, ?)", (_NAME, json.dumps(digests))
    )


def other_fit(
    connection: sqlite3.Connection,
    fit_day: date,
    was: Iterable[bytes],
    now: Iterable[bytes],
    come: Iterable[OrderHistory],
) -> bool:
    """Whether the model is no longer that of all orders, after facts with the digests `was` became those of `now`.

    Which account they belong to makes no difference. `come`: the histories behind the new ones. The model is fitted to
    a few thousand accounts of a large book, drawn by a checksum of their facts: those of any other leave it as it is.
    """
    before, after = (Counter(digest for digest in each if digest != NOT_FITTED) for each in (was, now))
    return before != after and not _leaves_sample(
        connection, fit_day, (before - after).keys(), (one for one in come if one.days)
    )


def _leaves_sample(
    connection: sqlite3.Connection, fit_day: date, gone: Collection[bytes], come: Iterable[OrderHistory]
) -> bool:
    """Whether no removed one was in the sample, and no added one would be; False where the sample is unknown."""
    row = connection.execute("SELECT value FROM derived WHERE name = ?", (_NAME,)).fetchone()
    stored = json.loads(row[0]) if row else {}
    if stored.get("fit_day") != fit_day.isoformat() or not stored["limits"]:
        return False
    digests, size = bytes.fromhex(stored["digests"]), len(NOT_FITTED)
    drawn = {digests[at : at + size] for at in range(0, len(digests), size)}
    limits = SampleLimits(*stored["limits"])
    return drawn.isdisjoint(gone) and not any(map(limits.may_draw, come))
