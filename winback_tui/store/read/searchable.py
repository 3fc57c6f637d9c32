"""Everything of every account that a search looks into, in one pass."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from .list_query import SEARCHED

_TEXT = " || char(10) || ".join(f"a.{column}" for column in SEARCHED)


def searchable(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int, str]]:
    """Number, text (a line a column, the name first), money at stake in minor units, currency of each account."""
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(
        f"SELECT a.no, {_TEXT}, coalesce(s.at_stake, 0), coalesce(s.currency, '')"
        " FROM account a LEFT JOIN account_summary s ON s.account_no = a.no"
    )
