"""Whether rows refer to rows that are there: after an act or a merge that moved many, and in a check of the book."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from winback_tui.store.read import plain_rows

_ORDERS = "sales_order"
_ACCOUNTS_OF_ORDERS = (
    f"SELECT 1 FROM (SELECT DISTINCT account_no FROM {_ORDERS}) o"
    " WHERE NOT EXISTS (SELECT 1 FROM account a WHERE a.no = o.account_no) LIMIT 1"
)
"""Two million orders of 100,000 accounts take 0.07 s so, by their index, and 0.8 s row by row."""


def table_with_broken_reference(connection: sqlite3.Connection, tables: Iterable[str] | None = None) -> str:
    """The first of these tables, or of all, with a row that refers to none; '' where there is no such row.

    It trusts the index of the orders; a full check of the file compares that with the rows.
    """
    for table in _all_tables(connection) if tables is None else tables:
        check = _ACCOUNTS_OF_ORDERS if table == _ORDERS else f'PRAGMA main.foreign_key_check("{table}")'
        if plain_rows(connection, check).fetchone() is not None:
            return table
    return ""


def _all_tables(connection: sqlite3.Connection) -> list[str]:
    found = plain_rows(connection, "SELECT name FROM main.sqlite_master WHERE type = 'table'")
    return [name for (name,) in found]
