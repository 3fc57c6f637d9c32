"""Money at risk in a list, added up by owner, segment or class."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

from .list_query import ListQuery, selection

GROUPS = {"owner": "coalesce(r.name, '')", "segment": "a.segment", "class": "s.abc"}
"""What accounts can be added up by."""


class Stake(NamedTuple):
    """The accounts of one owner, segment or class in one currency; `name` is empty for those that have none.

    `at_stake`: minor units of `currency` a year.
    """

    name: str
    accounts: int
    at_stake: int
    currency: str


class ListedStake(NamedTuple):
    """One account of a list.

    `at_stake`: minor units of `currency` a year; `raised`: a condition of its return is met.
    """

    account_no: int
    at_stake: int
    currency: str
    raised: int
    status: str


def listed_stakes(connection: sqlite3.Connection, query: ListQuery) -> list[ListedStake]:
    """Every account of this list with its money, in no order."""
    part = selection(replace(query, sort="at_stake"), with_summary=True)
    sql = (
        "SELECT s.account_no, s.at_stake, s.currency, s.raised, s.status FROM account_summary s"
        f" JOIN account a ON a.no = s.account_no WHERE {part.where}"
    )
    return [ListedStake(*row) for row in connection.execute(sql, part.values)]


def stakes(connection: sqlite3.Connection, query: ListQuery, by: str) -> list[Stake]:
    """The accounts of this list by one of `GROUPS`; the currency and in it the group with the most money first."""
    part = selection(replace(query, sort="at_stake"), with_summary=True)
    sql = (
        f"SELECT {GROUPS[by]}, count(*), sum(s.at_stake), s.currency FROM account_summary s"
        " JOIN account a ON a.no = s.account_no LEFT JOIN rep r ON r.id = a.owner_id"
        f" WHERE {part.where} GROUP BY 1, 4 ORDER BY 3 DESC, 1"
    )
    found = [Stake(*row) for row in connection.execute(sql, part.values)]
    whole: defaultdict[str, int] = defaultdict(int)
    for one in found:
        whole[one.currency] += one.at_stake
    return sorted(found, key=lambda one: (-whole[one.currency], one.currency))
