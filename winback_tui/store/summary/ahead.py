"""Accounts whose orders the next scoring of all has to read, because their kept facts leave some out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import date

from winback_tui.store.accounts.links import links, owners


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
