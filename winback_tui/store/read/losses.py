"""Losses and returns of one account, derived from its orders and cases."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.order import REAL_ORDER_SQL
from winback_tui.domain.returns import Loss, Return, latest_return, returns_of
from winback_tui.store.summary.subjects import orders_of

from .cases import CaseHead
from .days import day_or_none
from .links import numbers_of


def returns_by_case(
    connection: sqlite3.Connection, account_no: int, cases: list[CaseHead], today: date
) -> tuple[Return, ...]:
    """Every return of the account as known on `today`, oldest first."""
    orders = orders_of(connection, [account_no]).get(account_no, [])
    complaints = connection.execute(
        "SELECT on_day FROM complaint JOIN account ON account.id = account_id WHERE account.no = ?",
        (account_no,),
    )
    losses = [Loss(case.id, case.lost_on) for case in cases]
    return returns_of(orders, losses, today, [date.fromisoformat(row[0]) for row in complaints])


def answer_to(returns: tuple[Return, ...], cases: list[CaseHead]) -> Return | None:
    """The return that answers the latest of these losses; None while the account is not back."""
    return latest_return(returns, [case.lost_on for case in cases])


def first_order_day(connection: sqlite3.Connection, account_no: int) -> date | None:
    """The day of the account's first real order."""
    row = connection.execute(
        f"SELECT min(day) FROM sales_order WHERE account_no IN ({numbers_of(connection, account_no)})"
        f" AND {REAL_ORDER_SQL}"
    ).fetchone()
    return day_or_none(row[0])
