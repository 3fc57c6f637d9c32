"""The orders of each account as lists need them, read in one pass."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import repeat

from ...domain.order import REAL_ORDER_SQL
from ...domain.value import YEAR, Line
from ..read.links import numbers_of, together


@dataclass(frozen=True, slots=True)
class AccountOrders:
    """One account's order days (sorted ordinals), the money of each day, and its money lines in `currency`."""

    account_no: int
    days: Sequence[int]
    amounts: Sequence[int]
    lines: Sequence[Line]
    currency: str


class _Ordinals(dict[str, int]):
    def __missing__(self, day: str) -> int:
        found = self[day] = date.fromisoformat(day).toordinal()
        return found


_ORDINALS = _Ordinals()
_MONEY = f"({REAL_ORDER_SQL} OR kind = 'credit')"
_MINOR = f"CASE WHEN {REAL_ORDER_SQL} THEN amount ELSE -abs(amount) END"


def ordinal(day: str) -> int:
    """The proleptic ordinal of an ISO day."""
    return _ORDINALS[day]


def orders_by_account(
    connection: sqlite3.Connection, until: date, account_nos: Sequence[int] | None = None
) -> Iterator[AccountOrders]:
    """Real orders and credits up to `until`, account by account in the order of their numbers.

    All accounts together are read row after row as they lie in the file: following the index costs a look at
    another page for every order. Accounts with further names come last, each with the orders of all its names.
    """
    joined = together(connection)
    apart = ",".join(str(no) for names in joined.values() for no in names)
    if account_nos is None:
        chosen = f" AND account_no NOT IN ({apart})" if apart else ""
        yield from _read(connection, until, f"sales_order NOT INDEXED WHERE 1{chosen}", "account_no")
        asked = sorted(joined)
    else:
        alone = ",".join(str(no) for no in account_nos if no not in joined)
        yield from _read(connection, until, f"sales_order WHERE account_no IN ({alone})", "account_no")
        asked = [no for no in account_nos if no in joined]
    for no in asked:
        names = ",".join(map(str, joined[no]))
        yield from _read(connection, until, f"sales_order WHERE account_no IN ({names})", str(no))


def _read(connection: sqlite3.Connection, until: date, rows: str, account: str) -> Iterator[AccountOrders]:
    """The orders among `rows`, gathered by the account's number that `account` gives."""
    for no, days, minors, margins, currency, other in connection.execute(
        f"SELECT {account} AS owner, group_concat(day), group_concat({_MINOR}),"
        " CASE WHEN count(margin) THEN group_concat(coalesce(margin, '')) END, min(currency), max(currency)"
        f" FROM {rows} AND day <= ? AND {_MONEY} GROUP BY owner ORDER BY owner",
        (until.isoformat(),),
    ):
        if currency != other:
            yield _of_many_currencies(connection, no, until)
            continue
        lines = _lines(days, minors, margins)
        yield AccountOrders(no, *_by_day(lines), lines, currency)


def _lines(days: str, minors: str, margins: str | None) -> list[Line]:
    shares = repeat(None) if margins is None else [int(each) if each else None for each in margins.split(",")]
    lines = list(
        map(
            Line._make,
            zip(
                map(_ORDINALS.__getitem__, days.split(",")), map(int, minors.split(",")), shares, strict=False
            ),
        )
    )
    lines.sort(key=_day)
    return lines


def _day(line: Line) -> int:
    return line[0]


def _by_day(lines: Sequence[Line]) -> tuple[list[int], list[int]]:
    """The days with real orders and the money of each."""
    money: dict[int, int] = {}
    for day, minor, _ in lines:
        if minor > 0:
            money[day] = money.get(day, 0) + minor
    return list(money), list(money.values())


def _of_many_currencies(connection: sqlite3.Connection, no: int, until: date) -> AccountOrders:
    rows = connection.execute(
        f"SELECT day, {_MINOR}, currency, margin FROM sales_order"
        f" WHERE account_no IN ({numbers_of(connection, no)}) AND day <= ? AND {_MONEY} ORDER BY day, no",
        (until.isoformat(),),
    ).fetchall()
    entries = [(Line(ordinal(day), minor, margin), currency) for day, minor, currency, margin in rows]
    main = _main_currency(entries)
    days, amounts = _by_day([line for line, _ in entries])
    return AccountOrders(no, days, amounts, [line for line, currency in entries if currency == main], main)


def _main_currency(entries: list[tuple[Line, str]]) -> str:
    """The currency of most real orders in the last year of the account; the later one where two are equal."""
    real = [entry for entry in entries if entry[0].minor > 0] or entries
    since = real[-1][0].day - YEAR
    uses = Counter(currency for line, currency in reversed(real) if line.day > since)
    return uses.most_common(1)[0][0]
