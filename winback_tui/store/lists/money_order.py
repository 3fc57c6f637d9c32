"""How a list is sorted by money where it is in several currencies."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from winback_tui.domain.money.currency_order import CurrencyPlace, currency_places
from winback_tui.domain.money.rates import rates_of
from winback_tui.store.read import plain_rows
from winback_tui.store.settings.settings import setting

from .list_query import ListQuery, selection

MONEY = ("at_stake", "yearly_value")
"""The sort keys that are money."""


class SqlOrder(NamedTuple):
    """Terms of ORDER BY with their values."""

    terms: str
    values: tuple[str | float, ...]


def money_places(connection: sqlite3.Connection, query: ListQuery) -> dict[str, CurrencyPlace]:
    """Where the currencies of a view stand where it is sorted by money; empty where there is one currency.

    The rates are those of the day that the figures are of.
    """
    if query.sort not in MONEY:
        return {}
    part = selection(ListQuery(query.view), with_summary=True)
    listed = f"FROM {part.tables} WHERE {part.where}"
    known = plain_rows(connection, f"SELECT DISTINCT s.currency {listed}", part.values).fetchall()
    if len([currency for (currency,) in known if currency]) < 2:
        return {}  # mostly: to count them as well would take ten times as long
    counted = f"SELECT s.currency, count(*) {listed} GROUP BY s.currency"
    accounts: dict[str, int] = dict(plain_rows(connection, counted, part.values).fetchall())
    day = plain_rows(connection, "SELECT value FROM derived WHERE name = 'scored_on'").fetchone()
    return currency_places(accounts, rates_of(setting(connection, "rates")), day[0] if day else "")


def order_by_money(places: Mapping[str, CurrencyPlace], column: str, way: str) -> SqlOrder:
    """Group by group, in each by what the amounts are worth; `way`: DESC, or ASC for the same order turned round."""
    cases = " WHEN ? THEN ?" * len(places)
    groups = [value for currency, place in places.items() for value in (currency, place.group)]
    worths = [value for currency, place in places.items() for value in (currency, place.factor)]
    turned = "ASC" if way == "DESC" else "DESC"
    return SqlOrder(
        f"CASE s.currency{cases} END {turned}, {column} * CASE s.currency{cases} END {way}",
        (*groups, *worths),
    )
