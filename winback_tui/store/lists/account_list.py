"""The lists: which accounts are in a view, in which order, and the rows that are seen."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.money.currency_order import CurrencyPlace
from winback_tui.store.read import records

from .columns import ROWS, SORTS, ListedAccount
from .list_query import ListQuery, Selection, View, raised_first, selection
from .money_order import money_places, order_by_money


def listed_numbers(connection: sqlite3.Connection, query: ListQuery, limit: int = -1) -> list[int]:
    """The numbers of every account in the list, or of the first `limit`, in its order."""
    return whole_list(connection, query, limit).numbers.tolist()


def count_accounts_listed(connection: sqlite3.Connection, query: ListQuery) -> int:
    """How many accounts the list has."""
    part = selection(replace(query, sort="account" if query.view is View.ALL else "at_stake"))
    row = connection.execute(f"SELECT count(*) FROM {part.tables} WHERE {part.where}", part.values).fetchone()
    return int(row[0])


def count_contacted(connection: sqlite3.Connection, query: ListQuery, day: date) -> int:
    """How many accounts of the list had a contact on that day."""
    part = selection(replace(query, sort="at_stake"), with_summary=True)
    row = connection.execute(
        f"SELECT count(*) FROM {part.tables} WHERE {part.where} AND {part.number} IN (SELECT c.no FROM activity v"
        " JOIN account c ON c.id = v.account_id WHERE v.on_day = ? AND v.channel <> 'internal')",
        (*part.values, day.isoformat()),
    ).fetchone()
    return int(row[0])


def any_account_in(connection: sqlite3.Connection) -> bool:
    """Whether the book has any account."""
    return connection.execute("SELECT 1 FROM account LIMIT 1").fetchone() is not None


def listed_accounts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[ListedAccount]:
    """The rows of these accounts, in the order of `numbers`; accounts that no longer exist are left out."""
    marks = ",".join(map(str, numbers))
    rows = records(connection, ListedAccount, f"{ROWS} WHERE s.account_no IN ({marks})")
    found = {row.no: row for row in rows}
    return [found[number] for number in numbers if number in found]


def totals(connection: sqlite3.Connection, query: ListQuery) -> dict[str, int]:
    """Money at risk in the list per currency, minor units, the greatest sum first."""
    part = selection(replace(query, sort="at_stake"), with_summary=True)
    where = f"{part.where} AND s.at_stake > 0"
    sql = f"SELECT s.currency, sum(s.at_stake) FROM {part.tables} WHERE {where} GROUP BY s.currency ORDER BY 2 DESC"
    return {row[0]: row[1] for row in connection.execute(sql, part.values)}


class Ordered(NamedTuple):
    """Numbers of accounts in the order of a list. The first `valued` have a value in the sorted column."""

    numbers: array[int]
    valued: int

    def turned(self) -> array[int]:
        """The same list sorted the other way: accounts without a value stay at the end."""
        return self.numbers[: self.valued][::-1] + self.numbers[self.valued :][::-1]


def whole_list(connection: sqlite3.Connection, query: ListQuery, limit: int = -1) -> Ordered:
    """Every account in the list, or the first `limit`.

    Fetching row by row would double the time, and the screen would wait at each row.
    """
    part = selection(query)
    order, values = part.order, part.values
    if places := money_places(connection, query):
        order, values = _apart(query, part, places)
    row = connection.execute(
        "SELECT group_concat(printf('%016x', no), ''), count(value) FROM ("
        f"SELECT {part.number} AS no, {SORTS[query.sort]} AS value FROM {part.tables} WHERE {part.where}"
        f" ORDER BY {order} LIMIT {limit:d})",
        values,
    ).fetchone()
    numbers = array("q", bytes.fromhex(row[0] or ""))
    if sys.byteorder == "little":
        numbers.byteswap()
    return Ordered(numbers, row[1])


def _apart(
    query: ListQuery, part: Selection, places: Mapping[str, CurrencyPlace]
) -> tuple[str, tuple[Any, ...]]:
    """The order of the list by money in several currencies."""
    way = "DESC" if query.falling else "ASC"
    money = order_by_money(places, SORTS[query.sort], way)
    first = f"{raised_first(query)}, " if query.usual else ""
    return f"{first}{money.terms}, {part.number} {way}", (*part.values, *money.values)
