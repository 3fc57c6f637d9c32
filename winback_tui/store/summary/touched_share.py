"""How many accounts an act may touch before computing all of them costs no more than computing those."""

from __future__ import annotations

import sqlite3

FEW_ACCOUNTS = 2_000
"""Up to so many accounts are computed one by one, however few there are."""
MOST = 0.5
"""From this share of the accounts on, reading each one's orders costs what reading all of them at once does."""


def are_most(connection: sqlite3.Connection, touched: int) -> bool:
    """Whether so many accounts are a part of the book for which computing all of it costs no more."""
    if touched <= FEW_ACCOUNTS:
        return False
    every = connection.execute("SELECT count(*) FROM account").fetchone()[0]
    return bool(touched > every * MOST)
