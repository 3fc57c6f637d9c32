"""Computing the summaries again: all of them, or those that an act has touched."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from ...domain.chance import History, fit
from .compose import COLUMNS, row_with_orders, row_without_orders, value_of
from .frame import Frame, floors, keep_frame, kept_frame, team_limits
from .horizon import books_end
from .orders import AccountOrders, orders_by_account
from .subjects import subjects

_REPLACE = (
    f"INSERT OR REPLACE INTO account_summary ({', '.join(COLUMNS)})"
    f" VALUES ({', '.join(':' + column for column in COLUMNS)})"
)


def refresh_all(connection: sqlite3.Connection, today: date, refit: bool = True) -> None:
    """Compute every summary as of `today`. The caller commits.

    The model is fitted to the whole book, or (`refit` False) taken as it was fitted when orders came last.
    """
    end = books_end(connection, today)
    known = subjects(connection, today)
    histories = [orders for orders in orders_by_account(connection, end) if orders.days]
    values = {orders.account_no: value_of(orders, end) for orders in histories}
    fixed, buckets, limits = team_limits(connection)
    by_currency: dict[str, dict[str, int]] = defaultdict(dict)
    for orders in histories:
        by_currency[orders.currency][f"{orders.account_no:09}"] = values[orders.account_no]
    kept = None if refit else kept_frame(connection)
    model = (
        kept.model
        if kept
        else fit(
            (History(orders.days, orders.amounts, known[orders.account_no].segment) for orders in histories),
            end.toordinal(),
        )
    )
    frame = Frame(today, end, model, fixed, buckets, limits, floors(by_currency, limits))
    connection.execute("DELETE FROM account_summary")
    rows = _rows(known, histories, values, frame)
    connection.executemany(_REPLACE, rows)
    keep_frame(connection, frame)


def refresh_accounts(connection: sqlite3.Connection, today: date, account_ids: Collection[str]) -> None:
    """Compute the summaries of these accounts by the kept frame; all of them on a new day. The caller commits."""
    if not account_ids:
        return
    frame = kept_frame(connection)
    if frame is None or frame.today != today or frame.books_end != books_end(connection, today):
        refresh_all(connection, today, refit=False)
        return
    marks = ",".join("?" * len(account_ids))
    numbers = [
        row[0]
        for row in connection.execute(f"SELECT no FROM account WHERE id IN ({marks})", tuple(account_ids))
    ]
    known = subjects(connection, today, numbers)
    histories = [orders for orders in orders_by_account(connection, frame.books_end, numbers) if orders.days]
    values = {orders.account_no: value_of(orders, frame.books_end) for orders in histories}
    connection.executemany(
        "DELETE FROM account_summary WHERE account_no = ?", [(number,) for number in numbers]
    )
    connection.executemany(_REPLACE, _rows(known, histories, values, frame))
    connection.execute("DELETE FROM account_summary WHERE account_no NOT IN (SELECT no FROM account)")


def recomputed(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every summary as the kept frame gives it; must be what is kept. Nothing in a book that never had any."""
    frame = kept_frame(connection)
    if frame is None:
        return
    known = subjects(connection, frame.today)
    histories = [orders for orders in orders_by_account(connection, frame.books_end) if orders.days]
    values = {orders.account_no: value_of(orders, frame.books_end) for orders in histories}
    yield from _rows(known, histories, values, frame)


def _rows(
    known: dict[int, Any], histories: list[AccountOrders], values: dict[int, int], frame: Frame
) -> Iterator[dict[str, Any]]:
    ordering = set()
    for orders in histories:
        ordering.add(orders.account_no)
        yield row_with_orders(known[orders.account_no], orders, values[orders.account_no], frame)
    for no, subject in known.items():
        if no not in ordering:
            yield row_without_orders(subject, frame)
