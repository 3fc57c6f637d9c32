"""The orders of each account for the lists, read in one pass."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, compress, repeat
from typing import NamedTuple

from winback_tui.domain.money.yearly_value import YEAR, MoneyLine, Takings
from winback_tui.store.accounts.links import together
from winback_tui.store.orders.orders import REAL_ORDER_SQL
from winback_tui.store.read import plain_rows

OrderTexts = tuple[int, str, str, str | None, str]
"""Number of an account, its days, minor units and margins with commas between, and its currency or currencies."""


class AccountOrders(NamedTuple):
    """One account's order days (rising ordinals) and the money of each, in whatever currency.

    Of `currency`, that of most of its orders, alone: its `takings`, and its money line by line (`line_margins` is
    None where no margin is known).
    """

    account_no: int
    days: Sequence[int]
    amounts: Sequence[int]
    currency: str
    takings: Takings
    line_days: Sequence[int]
    line_minors: Sequence[int]
    line_margins: Sequence[int | None] | None

    @property
    def lines(self) -> list[MoneyLine]:
        """The money lines, oldest first."""
        margins = self.line_margins or repeat(None)
        return sorted(map(MoneyLine, self.line_days, self.line_minors, margins), key=lambda line: line.day)


_MONEY = f"({REAL_ORDER_SQL} OR kind = 'credit')"
_MINOR = f"CASE WHEN {REAL_ORDER_SQL} THEN amount ELSE -abs(amount) END"


class _Ordinals(dict[str, int]):
    """ISO day -> its proleptic ordinal; cached, as a million orders have only some thousand days."""

    def __missing__(self, day: str) -> int:
        found = self[day] = date.fromisoformat(day).toordinal()
        return found


ordinal = _Ordinals().__getitem__
"""The proleptic ordinal of an ISO day."""


def orders_by_account(
    connection: sqlite3.Connection, until: date, account_nos: Sequence[int] | None = None
) -> Iterator[AccountOrders]:
    """Real orders and credits up to `until`, account by account as `order_texts` gives them."""
    return map(parsed, order_texts(connection, until, account_nos))


def order_texts(
    connection: sqlite3.Connection, until: date, account_nos: Sequence[int] | None = None
) -> Iterator[OrderTexts]:
    """The orders of these accounts or of all, by number, as SQLite gathers them; quick to hand to another process.

    Accounts with further names come last, each with the orders of all its names.
    """
    joined = together(connection)
    if account_nos is None:
        apart = ",".join(str(no) for names in joined.values() for no in names)
        chosen = f"account_no NOT IN ({apart})" if apart else "1"
        asked: Iterable[int] = sorted(joined)
    else:
        chosen = f"account_no IN ({','.join(str(no) for no in account_nos if no not in joined)})"
        asked = [no for no in account_nos if no in joined]
    return chain(
        _read(connection, until, chosen, "account_no"),
        *(
            _read(connection, until, f"account_no IN ({','.join(map(str, joined[no]))})", str(no))
            for no in asked
        ),
    )


def in_several_currencies(connection: sqlite3.Connection) -> set[int]:
    """Accounts with orders in several currencies, and those with further names, which may have such.

    Their value is that of one currency, which they may have begun to pay in long after their first order.
    """
    other = "currency <> (SELECT currency FROM sales_order LIMIT 1)"
    several = connection.execute(f"SELECT EXISTS (SELECT 1 FROM sales_order WHERE {other})").fetchone()[0]
    mixed = "SELECT account_no FROM sales_order GROUP BY account_no HAVING min(currency) < max(currency)"
    found = {no for (no,) in plain_rows(connection, mixed)} if several else set()
    return found | together(connection).keys()


def sums_until(connection: sqlite3.Connection, until: date, account_nos: Sequence[int]) -> dict[int, int]:
    """The sum of the real orders up to `until`, in minor units, of each of these accounts that has any.

    Left out are accounts with further names, with several currencies and with margins, whose value is not that of
    these orders alone. SQLite adds up in an eighth of the time in which orders can be looked at here.
    """
    joined = together(connection)
    chosen = ",".join(str(no) for no in account_nos if no not in joined)
    rows = connection.execute(
        f"SELECT account_no, sum(amount) FROM sales_order WHERE account_no IN ({chosen}) AND day <= ?"
        f" AND {REAL_ORDER_SQL} GROUP BY account_no HAVING min(currency) = max(currency) AND count(margin) = 0",
        (until.isoformat(),),
    )
    return dict(rows.fetchall())


def _read(connection: sqlite3.Connection, until: date, chosen: str, account: str) -> Iterator[OrderTexts]:
    """The `chosen` orders, gathered by the account's number that `account` gives."""
    cursor = connection.cursor()
    cursor.row_factory = None  # rows that know their columns' names cannot be handed to another process
    return cursor.execute(
        f"SELECT {account} AS owner, group_concat(day), group_concat({_MINOR}),"
        " CASE WHEN count(margin) THEN group_concat(coalesce(margin, '')) END,"
        " CASE WHEN min(currency) = max(currency) THEN min(currency) ELSE group_concat(currency) END"
        f" FROM sales_order WHERE {chosen} AND day <= ? AND {_MONEY} GROUP BY owner ORDER BY owner",
        (until.isoformat(),),
    )


def parsed(texts: OrderTexts) -> AccountOrders:
    """The orders in these texts."""
    account_no, days, minors, margins, currency = texts
    ordinals = list(map(ordinal, days.split(",")))
    money = list(map(int, minors.split(",")))
    shares = [int(each) if each else None for each in margins.split(",")] if margins else None
    days_of_all, amounts = _by_day(ordinals, money)
    if "," not in currency:
        taken = _takings(days_of_all, amounts, ordinals, money, shares)
        return AccountOrders(account_no, days_of_all, amounts, currency, taken, ordinals, money, shares)
    codes = currency.split(",")
    currency = _main_currency(sorted(zip(ordinals, money, codes, strict=True)))
    ordinals, money = (list(compress(column, map(currency.__eq__, codes))) for column in (ordinals, money))
    shares = list(compress(shares, map(currency.__eq__, codes))) if shares else None
    taken = _takings(*_by_day(ordinals, money), ordinals, money, shares)
    return AccountOrders(account_no, days_of_all, amounts, currency, taken, ordinals, money, shares)


def _takings(
    days: Sequence[int],
    amounts: Sequence[int],
    line_days: Sequence[int],
    minors: Sequence[int],
    margins: Sequence[int | None] | None,
) -> Takings:
    credits: Sequence[MoneyLine] = ()
    if len(amounts) < len(minors) and min(minors) < 0:
        credits = [MoneyLine(day, minor) for day, minor in zip(line_days, minors, strict=True) if minor < 0]
    margined: Sequence[MoneyLine] = ()
    if margins:
        margined = [
            MoneyLine(day, minor, margin)
            for day, minor, margin in zip(line_days, minors, margins, strict=True)
            if minor > 0 and margin is not None
        ]
    return Takings(days, amounts, credits, margined)


def _by_day(days: Sequence[int], minors: Sequence[int]) -> tuple[list[int], list[int]]:
    """The days with real orders, rising, and the money of each."""
    if min(minors) <= 0:
        taken = [minor > 0 for minor in minors]
        days, minors = list(compress(days, taken)), list(compress(minors, taken))
    money = dict(zip(days, minors, strict=True))
    if len(money) < len(days):  # several orders of a day
        money = {}
        for day, minor in zip(days, minors, strict=True):
            money[day] = money[day] + minor if day in money else minor
    rising = sorted(money)
    return rising, list(map(money.__getitem__, rising))


def _main_currency(entries: Sequence[tuple[int, int, str]]) -> str:
    """The currency of most real orders in the last year of the account; the later one where two are equal."""
    real = [entry for entry in entries if entry[1] > 0] or entries
    since = real[-1][0] - YEAR
    uses = Counter(code for day, _, code in reversed(real) if day > since)
    return uses.most_common(1)[0][0]
