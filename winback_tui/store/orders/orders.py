"""Orders of accounts as stored."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from winback_tui.domain.account.order import Order, OrderKind
from winback_tui.store.accounts.links import numbers_of, owners
from winback_tui.store.read import day_or_none

REAL_ORDER_SQL = f"(kind = '{OrderKind.ORDER}' AND amount > 0)"
"""`domain.account.order.is_real` as an SQL condition on a row of `sales_order`."""


def has_no_orders(connection: sqlite3.Connection) -> bool:
    """Whether the book holds no order yet, nor a credit note or quote."""
    return connection.execute("SELECT 1 FROM sales_order LIMIT 1").fetchone() is None


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


def orders_after(connection: sqlite3.Connection, after: Mapping[int, date]) -> dict[int, list[Order]]:
    """The same of many accounts at once, by their numbers, each after a day of its own; in no order.

    Where a credit note came after that day the earlier orders are there too: it may mean one of them.
    """
    found: dict[int, list[Order]] = defaultdict(list)
    owner, days = owners(connection, after), {no: day.isoformat() for no, day in after.items()}
    credited = connection.execute(
        "SELECT DISTINCT o.account_no FROM json_each(?) w CROSS JOIN sales_order o"
        " ON o.account_no = json_extract(w.value, '$[0]') AND o.day > json_extract(w.value, '$[1]')"
        " AND o.kind = 'credit'",
        (json.dumps([[kept_as, days[no]] for kept_as, no in owner.items()]),),
    )
    days |= {owner[row[0]]: "" for row in credited}  # also where it stands under another of its names
    for kept_as, key, day, amount, currency, kind, number, margin, note in connection.execute(
        "SELECT o.account_no, o.key, o.day, o.amount, o.currency, o.kind, o.number, o.margin, o.note"
        " FROM json_each(?) w CROSS JOIN sales_order o"
        " ON o.account_no = json_extract(w.value, '$[0]') AND o.day > json_extract(w.value, '$[1]')",
        (json.dumps([[kept_as, days[no]] for kept_as, no in owner.items()]),),
    ):
        order = Order(key, date.fromisoformat(day), amount, currency, kind, number, margin, note)
        found[owner[kept_as]].append(order)
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
