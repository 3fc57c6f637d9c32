"""Orders of a file that are in the book under another number: the same sale, seen by another export."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_LATER_DAYS = 14
_NEW = "NOT EXISTS (SELECT 1 FROM sales_order k WHERE k.key = i.key)"
_IN_FILE = (
    "SELECT 1 FROM incoming j WHERE j.key = o.key",
    "SELECT 1 FROM met m WHERE m.no = o.no",
    "SELECT 1 FROM met_keys m WHERE o.key >= m.first AND o.key < m.beyond",
)
_UNMET = " AND ".join(f"NOT EXISTS ({row})" for row in _IN_FILE)
"""SQL condition: no row of the file is this order, changed or unchanged."""
_ALIKE = (
    "o.account_no = i.account_no"
    " AND (o.amount = i.amount OR (o.kind = 'unclear' AND o.amount = -i.amount))"
    " AND (o.currency = i.currency OR '' IN (o.currency, i.currency))"
)


class OrderPair(NamedTuple):
    """A row of the file (by its place in `incoming`) and the order of the book that it seems to be."""

    row: int
    order_no: int
    key: str
    number: str
    row_number: str
    kind: str
    row_kind: str


class SimilarOrders(NamedTuple):
    """Pairs of one row and one order each, and how many rows of that period were new at all."""

    pairs: Sequence[OrderPair]
    new: int


def same_day(connection: sqlite3.Connection) -> SimilarOrders:
    """Rows of `incoming` with unknown keys that have the customer, day and amount of an order."""
    return _pairs_where(connection, "o.day = i.day", "i.day <= (SELECT max(day) FROM sales_order)")


def days_later(connection: sqlite3.Connection, source: str) -> SimilarOrders:
    """As `same_day`, for days up to two weeks after the order's and orders of other sources than this one."""
    near = f"i.day BETWEEN o.day AND date(o.day, '+{_LATER_DAYS} days') AND substr(o.key, 1, {len(source) + 1}) <> ?"
    until = f"i.day <= (SELECT date(max(day), '+{_LATER_DAYS} days') FROM sales_order)"
    return _pairs_where(connection, near, until, f"{source}:")


def take_for_the_same(connection: sqlite3.Connection, pairs: Sequence[OrderPair]) -> None:
    """Give the rows of `incoming` the keys and numbers of their orders, so that they are compared with those."""
    connection.executemany(
        "UPDATE incoming SET key = ?, number = ?, currency = CASE WHEN currency = '' THEN"
        " (SELECT currency FROM sales_order WHERE no = ?) ELSE currency END WHERE rowid = ?",
        [(pair.key, pair.number, pair.order_no, pair.row) for pair in pairs],
    )


def _pairs_where(connection: sqlite3.Connection, day: str, until: str, *values: str) -> SimilarOrders:
    rows = connection.execute(
        "SELECT i.rowid, o.no, o.key, o.number, i.number, o.kind, i.kind FROM incoming i JOIN sales_order o"
        f" ON {_ALIKE} AND {day} WHERE {_NEW} AND {_UNMET} ORDER BY i.rowid, o.day DESC, o.no",
        values,
    )
    pairs = list(_one_to_one(map(OrderPair._make, rows)))
    if not pairs:
        return SimilarOrders(pairs, 0)
    new = connection.execute(f"SELECT count(*) FROM incoming i WHERE {_NEW} AND {until}").fetchone()[0]
    return SimilarOrders(pairs, int(new))


def _one_to_one(found: Iterator[OrderPair]) -> Iterator[OrderPair]:
    rows: set[int] = set()
    orders: set[int] = set()
    for pair in found:
        if pair.row not in rows and pair.order_no not in orders:
            rows.add(pair.row)
            orders.add(pair.order_no)
            yield pair
