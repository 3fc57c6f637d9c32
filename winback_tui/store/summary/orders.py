"""The orders of each account as lists need them, read in one pass."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from ...domain.order import REAL_ORDER_SQL
from ...domain.value import YEAR, Line


@dataclass(frozen=True, slots=True)
class AccountOrders:
    """One account's order days (sorted ordinals), the money of each day, and its money lines in `currency`."""

    account_no: int
    days: Sequence[int]
    amounts: Sequence[int]
    lines: Sequence[Line]
    currency: str


@lru_cache(maxsize=65_536)
def ordinal(day: str) -> int:
    """The proleptic ordinal of an ISO day."""
    return date.fromisoformat(day).toordinal()


def orders_by_account(
    connection: sqlite3.Connection, until: date, account_nos: Sequence[int] | None = None
) -> Iterator[AccountOrders]:
    """Real orders and credits up to `until`, account by account in the order of their numbers."""
    chosen = "" if account_nos is None else f" AND account_no IN ({','.join(map(str, account_nos))})"
    lines = connection.execute(
        f"SELECT account_no, day, amount, currency, margin, {REAL_ORDER_SQL} FROM sales_order"
        f" WHERE day <= ? AND ({REAL_ORDER_SQL} OR kind = 'credit'){chosen} ORDER BY account_no, day",
        (until.isoformat(),),
    )
    for account_no, rows in groupby(lines, key=lambda row: row[0]):
        yield _of_account(account_no, list(rows))


def _of_account(account_no: int, rows: list[Sequence[object]]) -> AccountOrders:
    money: dict[int, int] = {}
    entries: list[tuple[int, int, str, int | None]] = []
    for _, day, amount, currency, margin, real in rows:
        assert isinstance(day, str) and isinstance(amount, int) and isinstance(currency, str)
        assert margin is None or isinstance(margin, int)
        number = ordinal(day)
        entries.append((number, amount if real else -abs(amount), currency, margin))
        if real:
            money[number] = money.get(number, 0) + amount
    currency = _main_currency(entries)
    lines = [Line(day, minor, margin) for day, minor, used, margin in entries if used == currency]
    return AccountOrders(account_no, list(money), list(money.values()), lines, currency)


def _main_currency(entries: list[tuple[int, int, str, int | None]]) -> str:
    """The currency of most real orders in the last year of the account; the later one where two are equal."""
    real = [(day, currency) for day, minor, currency, _ in entries if minor > 0] or [
        (day, currency) for day, _, currency, _ in entries
    ]
    since = real[-1][0] - YEAR
    uses = Counter(currency for day, currency in reversed(real) if day > since)
    return uses.most_common(1)[0][0]
