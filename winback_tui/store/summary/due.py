"""When the whole book is scored: at once by an act that touches most of it, or later; what then has to be done."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import date
from enum import StrEnum

from winback_tui.store.accounts.links import links, owners

FEW_ACCOUNTS = 2_000
"""Up to so many accounts are computed one by one, however few there are."""
MOST = 0.5
"""From this share of the accounts on, reading each one's orders costs what reading all of them at once does."""


class DueScoring(StrEnum):
    """The scores of every account, or a fit of the model before them."""

    NOTHING = ""
    SCORES = "scores"
    FIT = "fit"


def due_scoring(connection: sqlite3.Connection) -> DueScoring:
    """What waits, apart from a new day."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'due'").fetchone()
    return DueScoring.NOTHING if row is None else DueScoring(row[0])


def write_due_scoring(connection: sqlite3.Connection, needs: DueScoring) -> None:
    """Note what the next scoring has to do; a fit that waits already is not forgotten. The caller commits."""
    if due_scoring(connection) is not DueScoring.FIT:
        connection.execute("INSERT OR REPLACE INTO derived (name, value) VALUES ('due', ?)", (needs,))


def scoring_due(connection: sqlite3.Connection, today: date) -> bool:
    """Whether the kept summaries are not those of `today` and of all orders; False in a book that never had any.

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
    """Whether so many accounts are a part of the book for which computing all of it costs no more."""
    if touched <= FEW_ACCOUNTS:
        return False
    every = connection.execute("SELECT count(*) FROM account").fetchone()[0]
    return bool(touched > every * MOST)


def read_ahead(connection: sqlite3.Connection) -> set[int]:
    """Accounts with orders that their kept facts leave out: after the data day, or come since they were read."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'ahead'").fetchone()
    return set(json.loads(row[0])) if row else set()


def keep_ahead(connection: sqlite3.Connection, end: date, touched: Collection[int] | None = None) -> None:
    """Note whose facts leave out orders or credits after `end`: of those `touched`, or of all where `end` is new."""
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
