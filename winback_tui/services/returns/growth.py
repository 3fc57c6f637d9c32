"""What a return brought: the account before the loss and after, and the share credited to whoever led."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from winback_tui.domain.errors import BadInput
from winback_tui.domain.returns.lives import Life, lives
from winback_tui.services.settings.team_settings import TeamSetting
from winback_tui.store.book import Book
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.returns.returns import CountedReturn, counted_returns
from winback_tui.store.settings.settings import setting

CREDIT = "credit share"
CREDIT_PERCENT = 10
"""Percent of the regained sales credited to whoever led the return (our own figure, a setting)."""
TELLING_DAYS = 90
"""After a shorter time than this (days) since the return, yearly sales are not estimated."""


@dataclass(frozen=True, slots=True)
class ReturnFigures:
    """A counted return with the sales before and after. Money in minor units of the currency of the order that
    proves it.

    `growth`: the yearly sales after against before, 0.75 for three quarters more; None while that is too early to say,
    or nothing was sold before. `credit`: the share of the sales since that goes to whoever led.
    """

    counted: CountedReturn
    before: Life | None
    after: Life
    growth: float | None
    credit: int


def return_figures(book: Book) -> list[ReturnFigures]:
    """Every return known on the book's day, the newest first."""
    with book.read() as connection:
        share = credit_share(connection)
        counted = list(counted_returns(connection, book.today))
        orders = orders_of(connection, sorted({each.account_no for each in counted}))
    found = [
        _figures(each, *lives(orders.get(each.account_no, []), each.found, book.today), share)
        for each in counted
    ]
    return sorted(found, key=lambda each: (each.counted.found.order.day, each.counted.account), reverse=True)


def credit_for(book: Book, since: Life) -> tuple[int, int]:
    """The share of the sales since this return for whoever led it (M2): in minor units, and in percent."""
    with book.read() as connection:
        share = credit_share(connection)
    return credit_of(since.money, share), share


def _figures(counted: CountedReturn, before: Life | None, after: Life, share: int) -> ReturnFigures:
    telling = (after.last_day - after.first_day).days >= TELLING_DAYS and before and before.yearly > 0
    growth = after.yearly / before.yearly - 1 if before and telling else None
    return ReturnFigures(counted, before, after, growth, credit_of(after.money, share))


def credit_of(sold: int, share: int) -> int:
    """M2: the share, in percent, of sales since the return, less credits; never below zero."""
    return max(0, sold) * share // 100


def credit_share(connection: sqlite3.Connection) -> int:
    """Percent of the regained sales credited to whoever led the return."""
    return int(setting(connection, CREDIT, CREDIT_PERCENT))


def growth_settings() -> Iterator[TeamSetting]:
    """All of them."""
    yield TeamSetting(
        CREDIT,
        "Percent of what returned customers have ordered since, credited to whoever led their return.",
        CREDIT_PERCENT,
        _percent,
    )


def _percent(typed: str) -> int:
    bare = typed.removesuffix("%").strip()
    if not (bare.isascii() and bare.isdigit() and int(bare[:9]) <= 100):
        raise BadInput(f"'{typed[:40]}' is not a share; write whole percent from 0 to 100, such as 10.")
    return int(bare)
