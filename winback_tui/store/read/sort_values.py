"""What a list can be sorted by, of all its accounts at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .list_query import SORTS, ListQuery, selection


def sort_values(
    connection: sqlite3.Connection, query: ListQuery, keys: Sequence[str]
) -> list[tuple[Any, ...]]:
    """Of every account in the list its number and its values of these sort keys; text compares as it is sorted."""
    part = selection(replace(query, sort="at_stake"), with_summary=True)
    values = ", ".join(_comparable(SORTS[key]) for key in keys)
    sql = (
        f"SELECT s.account_no, {values} FROM account_summary s JOIN account a ON a.no = s.account_no"
        f" LEFT JOIN rep r ON r.id = a.owner_id WHERE {part.where}"
    )
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, part.values).fetchall()


def _comparable(expression: str) -> str:
    bare = expression.removesuffix(" COLLATE NOCASE")
    return expression if bare == expression else f"lower({bare})"
