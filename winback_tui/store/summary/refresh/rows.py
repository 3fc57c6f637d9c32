"""From orders and kept facts to the rows of the summaries, with the context that all of them share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from winback_tui.domain.chance import Model, OrderHistory
from winback_tui.store.read import plain_rows
from winback_tui.store.returns.returns import second_orders_known
from winback_tui.store.summary.compose import REPLACE, SummarySubject, row_with_orders, row_without_orders
from winback_tui.store.summary.facts import KEPT_COLUMNS, OrderFacts, history_until
from winback_tui.store.summary.orders import AccountOrders, orders_by_account
from winback_tui.store.summary.scoring_context import ScoringContext, floors, sign_limits, team_limits


def context_for(
    connection: sqlite3.Connection,
    today: date,
    end: date,
    fitted_to: date,
    model: Model,
    values: Iterable[tuple[int, str, int]],
) -> ScoringContext:
    fixed, buckets, limits = team_limits(connection)
    return ScoringContext(
        today,
        end,
        fitted_to,
        model,
        fixed,
        buckets,
        limits,
        floors(((currency, value) for _, currency, value in values), limits),
        sign_limits(connection),
        second_orders_known(connection, today, end),
    )


def ordering(
    connection: sqlite3.Connection,
    known: Mapping[int, SummarySubject],
    end: date,
    fit_day: date,
    numbers: list[int] | None = None,
) -> Iterator[tuple[AccountOrders, OrderHistory]]:
    """The orders of each account that has any up to `end`, and those of them that the model is fitted to."""
    for orders in orders_by_account(connection, end, numbers):
        if orders.days:
            yield orders, history_until(orders, fit_day, known[orders.account_no].segment)


def rows_of(
    known: Mapping[int, SummarySubject], facts: Iterable[OrderFacts], frame: ScoringContext
) -> Iterator[tuple[Any, ...]]:
    ordering = set()
    for one in facts:
        ordering.add(one.account_no)
        yield row_with_orders(known[one.account_no], one, frame)
    for no, subject in known.items():
        if no not in ordering:
            yield row_without_orders(subject, frame)


def write_rows(connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write these summaries over those of the same accounts. The caller commits."""
    connection.executemany(REPLACE, rows)


def kept_rows(connection: sqlite3.Connection, numbers: list[int]) -> list[tuple[object, ...]]:
    cursor = plain_rows(
        connection,
        f"SELECT {KEPT_COLUMNS} FROM account_summary WHERE order_days > 0"
        " AND account_no IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    return cursor.fetchall()
