"""Which accounts' volume can change on a new data day, so that no order of the others needs to be read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice

from winback_tui.domain.account.signs import may_have_fallen, volume_fall
from winback_tui.domain.account.signs.volume import NORM_ORDER_DAYS, VOLUME_DAYS, VOLUME_GAPS
from winback_tui.domain.money.yearly_value import YEAR, Takings
from winback_tui.store.accounts.links import together
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.facts import KEPT_COLUMNS, KeptRow
from winback_tui.store.summary.orders import orders_by_account, ordinal

_WINDOW = f"min({YEAR}, max({VOLUME_DAYS}, CAST(round({VOLUME_GAPS} * median_gap) AS INTEGER)))"
_LEAVES_THE_LAST_DAYS, _ENTERS_LAST_YEAR = "win - 1", str(YEAR - 1)
_LEAVES_LAST_YEAR, _LEAVES_THE_NORM = f"win - 1 + {YEAR}", f"win - 1 + {2 * YEAR}"
"""Days back from the data day at which a window of `volume_fall` begins or ends: the last days, the same days of last
year, and the norm of two years. Only what crosses one of them moves a sum."""
_CREDIT = " AND o.kind = 'credit'"
_CROSSED = " OR ".join(
    "EXISTS (SELECT 1 FROM sales_order o WHERE o.account_no = w.no"
    f" AND o.day >= date(:before, '-' || ({edge}) || ' days') AND o.day <= date(:end, '-' || ({edge}) || ' days')"
    f"{only})"
    for edge, only in (
        (_LEAVES_THE_LAST_DAYS, ""),
        (_ENTERS_LAST_YEAR, ""),
        # An order that leaves the norm, or last year, makes both less: no fall can begin. A credit makes them more.
        (_LEAVES_LAST_YEAR, _CREDIT),
        (_LEAVES_THE_NORM, _CREDIT),
    )
)


def volume_may_move(connection: sqlite3.Connection, before: date | None, end: date) -> set[int]:
    """Accounts whose volume may have fallen by `end`, or no longer has, since the data day `before`.

    Those that had fallen; those known for long enough only now; those with an order at the edge of a window; and those
    with further names, whose orders stand apart. All that order for long where `before` is unknown or later.
    """
    near = None if before is None or before > end else _at_an_edge(connection, before, end)
    may = set()
    for no, first, last, days, volume in plain_rows(
        connection,
        "SELECT account_no, first_day, last_day, order_days, volume FROM account_summary WHERE order_days > 0",
    ):
        if volume:
            may.add(no)
        elif near is None or no in near:
            first_day, last_day = (date.fromordinal(ordinal(day)) for day in (first, last))
            if may_have_fallen(first_day, last_day, days, end):
                may.add(no)
    return may


def _at_an_edge(connection: sqlite3.Connection, before: date, end: date) -> set[int]:
    moved = plain_rows(
        connection,
        f"WITH w AS (SELECT account_no AS no, first_day, {_WINDOW} AS win FROM account_summary"
        f" WHERE order_days > {NORM_ORDER_DAYS} AND median_gap IS NOT NULL)"
        " SELECT no FROM w WHERE first_day > date(:before, '-' || (2 * win - 1) || ' days')"
        f" OR {_CROSSED}",
        {"before": before.isoformat(), "end": end.isoformat()},
    )
    return {no for (no,) in moved} | together(connection).keys()


def with_volume(
    connection: sqlite3.Connection, rows: Iterable[KeptRow], moving: Collection[int], end: date
) -> Iterator[KeptRow]:
    """The facts, with the volume of those `moving` as their orders up to `end` give it; the others as they are."""
    waiting = iter(rows)
    while some := list(islice(waiting, _AT_ONCE)):
        asked = [row[0] for row in some if row[0] in moving]
        read = orders_by_account(connection, end, asked) if asked else ()
        money = {orders.account_no: orders.takings for orders in read}
        for row in some:
            yield _volume_again(row, money[row[0]], end) if row[0] in money else row


_AT_ONCE = 1_000
_VOLUME = KEPT_COLUMNS.replace(",", "").split().index("volume")


def _volume_again(row: KeptRow, money: Takings, end: date) -> KeptRow:
    _, order_days, first, last, median_gap, *_ = row
    first_day, last_day = (date.fromordinal(ordinal(day)) for day in (first, last))
    fell = may_have_fallen(first_day, last_day, order_days, end)
    volume = volume_fall(money, median_gap, end) if fell else None
    return (*row[:_VOLUME], json.dumps(volume) if volume else "", *row[_VOLUME + 1 :])
