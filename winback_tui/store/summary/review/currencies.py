"""The currencies that accounts are in."""

from __future__ import annotations

import sqlite3

from winback_tui.store.read import plain_rows


def currencies_of(connection: sqlite3.Connection, condition: str) -> list[str]:
    """The currencies of the accounts for which a condition holds, `''` for none, in alphabetical order.

    The condition must be that of an index that begins with the currency. A few steps in it then find them all, where
    DISTINCT reads it whole.
    """
    rows = plain_rows(
        connection,
        f"WITH RECURSIVE found (currency) AS (SELECT min(currency) FROM account_summary WHERE {condition} UNION ALL"
        f" SELECT (SELECT min(currency) FROM account_summary WHERE {condition} AND currency > found.currency)"
        " FROM found WHERE currency IS NOT NULL) SELECT currency FROM found WHERE currency IS NOT NULL",
    )
    return [row[0] for row in rows]
