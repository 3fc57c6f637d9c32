"""Orders of accounts as stored."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.store.accounts.links import numbers_of, owners
from winback_tui.store.read import day_or_none

REAL_ORDER_SQL = f"(kind = '{OrderKind.ORDER}' AND amount > 0)"
"""`domain.account.order.is_real` as an SQL condition on a row of `sales_order`."""


def orders_of(connection: sqlite3.Connection, account_nos: Sequence[int]) -> dict[int, list[Order]]:
    """Every order, credit note, cancelled order and quote of these accounts, oldest first."""
    found: dict[int, list[Order]] = defaultdict(list)
    for kept_as, no in owners(connection, account_nos).items():
        for key, day, amount, currency, kind, number, margin, note in connection.execute(
            "SELECT key, day, amount, currency, kind, number, margin, note FROM sales_order"
            " WHERE account_no = ?",
            (kept_as,),
        ):
            found[no].append(
                Order(key, date.fromisoformat(day), amount, currency, kind, number, margin, note)
            )
    for orders in found.values():
        orders.sort(key=lambda order: (order.day, order.number, order.key))
    return found


def first_order_day(connection: sqlite3.Connection, account_no: int) -> date | None:
    """The day of the account's first real order."""
    (day,) = connection.execute(
        f"SELECT min(day) FROM sales_order WHERE account_no IN ({numbers_of(connection, account_no)})"
        f" AND {REAL_ORDER_SQL}"
    ).fetchone()
    return day_or_none(day)


def has_order_number(connection: sqlite3.Connection, account_no: int, number: str, credits: bool) -> bool:
    """Whether the account has an order of this number, under any of its names; or a credit note with `credits`.

    A credit note may have the number of the order that it credits.
    """
    row = connection.execute(
        f"SELECT 1 FROM sales_order WHERE account_no IN ({numbers_of(connection, account_no)}) AND number = ?"
        f" AND (kind = '{OrderKind.CREDIT}') = ?",
        (number, credits),
    ).fetchone()
    return row is not None


def has_real_order_on(connection: sqlite3.Connection, account_no: int, day: date) -> bool:
    """Whether the account placed a real order on this day."""
    row = connection.execute(
        f"SELECT 1 FROM sales_order WHERE account_no IN ({numbers_of(connection, account_no)}) AND day = ?"
        f" AND {REAL_ORDER_SQL}",
        (day.isoformat(),),
    ).fetchone()
    return row is not None
