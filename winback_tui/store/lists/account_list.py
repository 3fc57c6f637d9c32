"""The lists: which accounts stand in a view, in which order, and the rows that are seen."""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.store.read import day_or_none

from .list_query import SORTS, ListQuery, View, selection

_ROWS = """
SELECT a.no, a.id, a.name, coalesce(r.name, ''), a.segment, s.status, s.stage, s.raised, s.fragile, s.twice_lost,
  s.order_days, s.first_day, s.last_day, s.median_gap, s.expected_gap, s.borrowed_from, s.late_days,
  s.gone_90, s.gone_180, s.gone_own, s.yearly_value, s.at_stake, s.currency, s.abc,
  n.on_day, n.channel, n.purpose
FROM account_summary s JOIN account a ON a.no = s.account_no LEFT JOIN rep r ON r.id = a.owner_id
LEFT JOIN step n ON n.id = (
  SELECT id FROM step WHERE account_id = a.id AND done_on = '' AND dropped_on = '' ORDER BY on_day, id LIMIT 1
)"""


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One row: facts only. Chances in basis points, money in minor units of `currency`, gaps in days."""

    no: int
    id: str
    name: str
    owner: str
    segment: str
    status: str
    stage: str
    raised: bool
    fragile: bool
    twice_lost: bool
    order_days: int
    first_day: date | None
    last_day: date | None
    median_gap: float | None
    expected_gap: float | None
    borrowed_from: str
    late_days: int
    gone_90: int | None
    gone_180: int | None
    gone_own: int | None
    yearly_value: int
    at_stake: int
    currency: str
    abc: str
    next_on: date | None
    next_channel: str
    next_purpose: str


def listed_numbers(connection: sqlite3.Connection, query: ListQuery, limit: int = -1) -> list[int]:
    """The numbers of every account in the list, or of the first `limit`, in its order."""
    return whole_list(connection, query, limit).numbers.tolist()


def count_accounts_listed(connection: sqlite3.Connection, query: ListQuery) -> int:
    """How many accounts the list has."""
    part = selection(replace(query, sort="account" if query.view is View.ALL else "at_stake"))
    row = connection.execute(f"SELECT count(*) FROM {part.tables} WHERE {part.where}", part.values).fetchone()
    return int(row[0])


def any_account_in(connection: sqlite3.Connection) -> bool:
    """Whether the book has anybody to make a list of."""
    return connection.execute("SELECT 1 FROM account LIMIT 1").fetchone() is not None


def listed_accounts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[ListedAccount]:
    """The rows of these accounts, in the order of `numbers`; accounts that are gone meanwhile are left out."""
    marks = ",".join(map(str, numbers))
    rows = connection.execute(f"{_ROWS} WHERE s.account_no IN ({marks})")
    found = {row[0]: row for row in rows}
    return [_listed(found[number]) for number in numbers if number in found]


def totals(connection: sqlite3.Connection, query: ListQuery) -> dict[str, int]:
    """Money at stake in the list per currency, minor units, the greatest sum first."""
    part = selection(replace(query, sort="at_stake"), with_summary=True)
    where = f"{part.where} AND s.at_stake > 0"
    sql = f"SELECT s.currency, sum(s.at_stake) FROM {part.tables} WHERE {where} GROUP BY s.currency ORDER BY 2 DESC"
    return {row[0]: row[1] for row in connection.execute(sql, part.values)}


def _listed(row: sqlite3.Row) -> ListedAccount:
    values = list(row)
    values[7], values[8], values[9] = bool(row[7]), bool(row[8]), bool(row[9])
    values[11], values[12], values[24] = day_or_none(row[11]), day_or_none(row[12]), day_or_none(row[24])
    values[25], values[26] = row[25] or "", row[26] or ""
    return ListedAccount(*values)


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
