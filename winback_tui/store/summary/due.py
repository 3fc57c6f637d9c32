"""When the whole book is scored, at once by an act that touches most of it or later, and what is then to be done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import date
from enum import StrEnum

from winback_tui.store.accounts.links import links, owners

FEW_ACCOUNTS = 2_000
"""Up to this many accounts are computed one by one, however few the book has."""
MOST = 0.5
"""At this share of the accounts, reading each one's orders costs as much as reading all at once."""


class DueScoring(StrEnum):
    """Scoring due for every account, with or without fitting the model first."""

    NOTHING = ""
    SCORES = "scores"
    FIT = "fit"


def due_scoring(connection: sqlite3.Connection) -> DueScoring:
    """The scoring that is due, apart from a new day."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'due'").fetchone()
    return DueScoring.NOTHING if row is None else DueScoring(row[0])


def write_due_scoring(connection: sqlite3.Connection, needs: DueScoring) -> None:
    """Record what the next scoring has to do; a fit already due stays due. The caller commits."""
    if due_scoring(connection) is not DueScoring.FIT:
        connection.execute("INSERT OR REPLACE INTO derived (name, value) VALUES ('due', ?)", (needs,))


def scoring_due(connection: sqlite3.Connection, today: date) -> bool:
    """Whether the stored summaries are not for `today` or not for all orders; False in a book that never had any.

    Summaries of an earlier version, which knew no data day, are computed again.
    """
    stored = dict(
        connection.execute(
            "SELECT name, value FROM derived WHERE name IN ('scored_on', 'data_day', 'due')"
        ).fetchall()
    )
    if "scored_on" not in stored:
        return False
    return stored["scored_on"] != today.isoformat() or "data_day" not in stored or "due" in stored


def are_most(connection: sqlite3.Connection, touched: int) -> bool:
    """Whether these are so many accounts that computing the whole book costs no more."""
    if touched <= FEW_ACCOUNTS:
        return False
    every = connection.execute("SELECT count(*) FROM account").fetchone()[0]
    return bool(touched > every * MOST)


def read_ahead(connection: sqlite3.Connection) -> set[int]:
    """Accounts with orders that their stored facts leave out: after the data day, or added since they were read."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'ahead'").fetchone()
    return set(json.loads(row[0])) if row else set()


def keep_ahead(connection: sqlite3.Connection, end: date, touched: Collection[int] | None = None) -> None:
    """Record whose facts leave out orders or credits after `end`: of those `touched`, or of all where `end` is new."""
    if touched is None:
        where, before = "", set()
    else:
        where, before = (
            f" AND account_no IN ({','.join(map(str, owners(connection, touched)))})",
            read_ahead(connection) - set(touched),
        )
    later = connection.execute(
        f"SELECT DISTINCT account_no FROM sales_order WHERE day > ?{where}", (end.isoformat(),)
    )
    linked = links(connection)
    write_ahead(connection, before | {linked.get(row[0], row[0]) for row in later})


def write_ahead(connection: sqlite3.Connection, accounts: Collection[int]) -> None:
    """Note the accounts whose orders the next scoring reads. The caller commits."""
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES ('ahead', ?)", (json.dumps(sorted(accounts)),)
    )
