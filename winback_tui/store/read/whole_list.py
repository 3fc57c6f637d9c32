"""A list's numbers in one step of SQLite, so that other threads run on while it sorts a hundred thousand of them."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from dataclasses import dataclass

from .list_query import SORTS, ListQuery, selection


@dataclass(frozen=True, slots=True)
class Ordered:
    """Numbers of accounts in the order of a list. The first `valued` have a value in the sorted column."""

    numbers: array[int]
    valued: int

    def turned(self) -> array[int]:
        """The same list sorted the other way: accounts without a value stay at the end."""
        return self.numbers[: self.valued][::-1] + self.numbers[self.valued :][::-1]


def whole_list(connection: sqlite3.Connection, query: ListQuery, limit: int = -1) -> Ordered:
    """Every account in the list, or the first `limit`.

    Fetched row by row they would cost as much again, and the screen would wait at each of them.
    """
    part = selection(query)
    row = connection.execute(
        "SELECT group_concat(printf('%016x', no), ''), count(value) FROM ("
        f"SELECT {part.number} AS no, {SORTS[query.sort]} AS value FROM {part.tables} WHERE {part.where}"
        f" ORDER BY {part.order} LIMIT {limit:d})",
        part.values,
    ).fetchone()
    numbers = array("q", bytes.fromhex(row[0] or ""))
    if sys.byteorder == "little":
        numbers.byteswap()
    return Ordered(numbers, row[1])
