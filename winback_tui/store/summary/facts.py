"""Facts from the orders of one account, stored so that a new day needs no order to be read."""

from __future__ import annotations

import json
import marshal
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from itertools import chain, islice
from typing import Any, NamedTuple

from winback_tui.domain.account.month_levels import month_levels
from winback_tui.domain.account.rhythm import Rhythm, gaps_of, rhythm_of
from winback_tui.domain.account.signs import Volume, may_have_fallen, volume_fall
from winback_tui.domain.chance import OrderHistory, Trail, trail_of
from winback_tui.domain.money.yearly_value import YEAR, project_cap, value_of_takings

from .orders import AccountOrders, ordinal

KEPT_COLUMNS = (
    "account_no, order_days, first_day, last_day, median_gap, shortest_gap, longest_gap, spread, yearly_value,"
    " currency, trail, volume, months, yearly_sales"
)
"""Columns of `account_summary` that `of_kept` reads, in that order."""
KeptRow = tuple[Any, ...]
"""A row of `KEPT_COLUMNS`."""

_DIGEST = 8
NOT_FITTED = bytes(_DIGEST)
"""The digest of an account without an order up to the fit day."""


class OrderFacts(NamedTuple):
    """`yearly_value`: minor units of `currency`. `packed`: the trail as stored, followed by the digest.

    `volume`: how far the money of an account that still orders fell by the data day; None where it did not.
    `months`: as from `month_levels`. `yearly_sales`: where the yearly value is profit by margins on record, the sales.
    """

    account_no: int
    rhythm: Rhythm
    yearly_value: int
    currency: str
    packed: bytes
    volume: Volume | None = None
    months: str = ""
    yearly_sales: int | None = None

    @property
    def packed_volume(self) -> str:
        """The volume as stored."""
        return json.dumps(self.volume) if self.volume else ""

    @property
    def trail(self) -> Trail:
        """The input of the chance model."""
        return Trail.unpacked(self.packed[:-_DIGEST])

    @property
    def fitted(self) -> bytes:
        """A digest of what the model may be fitted to: when it changes, the model must be fitted again."""
        return digest_in(self.packed)


def digest_in(packed: bytes) -> bytes:
    """The digest in an account's stored facts; `NOT_FITTED` where there are none."""
    return packed[-_DIGEST:] or NOT_FITTED


def of_orders(orders: AccountOrders, end: date, history: OrderHistory) -> OrderFacts:
    """The facts of an account with at least one order day up to `end`; `history` as `history_until` gives it."""
    gaps, money = sorted(gaps_of(orders.days)), orders.takings
    cap = project_cap(money.amounts) if money.days else None
    value, rhythm = value_of_takings(money, end, cap), rhythm_of(orders.days, gaps)
    fell = may_have_fallen(rhythm.first_day, rhythm.last_day, rhythm.order_days, end)
    return OrderFacts(
        orders.account_no,
        rhythm,
        0 if value is None else value.minor,
        orders.currency,
        trail_of(orders.days, orders.amounts, gaps).packed()
        + (digest_of(history) if history.days else NOT_FITTED),
        volume_fall(money, rhythm.median_gap, end, cap) if fell else None,
        month_levels(orders.days, orders.amounts),
        value.sales if value is not None and value.by_margin else None,
    )


def history_until(orders: AccountOrders, fit_day: date, segment: str) -> OrderHistory:
    """What the model may be fitted to: the orders up to the fit day."""
    last = fit_day.toordinal()
    if orders.days[-1] <= last:
        return OrderHistory(orders.days, orders.amounts, segment)
    known = bisect_right(orders.days, last)
    return OrderHistory(orders.days[:known], orders.amounts[:known], segment)


def digest_of(history: OrderHistory) -> bytes:
    """A digest of the facts that the model may be fitted to; it is stored after the trail."""
    facts = f"{history.days}{history.amounts}{history.segment}"
    return blake2b(facts.encode(), digest_size=_DIGEST).digest()


def to_kept(facts: OrderFacts) -> KeptRow:
    """The row of `KEPT_COLUMNS` that stores these facts."""
    rhythm = facts.rhythm
    return (
        facts.account_no,
        rhythm.order_days,
        rhythm.first_day.isoformat(),
        rhythm.last_day.isoformat(),
        rhythm.median_gap,
        rhythm.shortest_gap,
        rhythm.longest_gap,
        rhythm.spread,
        facts.yearly_value,
        facts.currency,
        facts.packed,
        facts.packed_volume,
        facts.months,
        facts.yearly_sales,
    )


def of_kept(row: KeptRow) -> OrderFacts:
    """The facts stored in a row of `KEPT_COLUMNS`."""
    (
        no,
        count,
        first,
        last,
        median,
        shortest,
        longest,
        spread,
        value,
        currency,
        packed,
        volume,
        months,
        sales,
    ) = row
    rhythm = Rhythm(
        count,
        date.fromordinal(ordinal(first)),
        date.fromordinal(ordinal(last)),
        median,
        shortest,
        longest,
        spread,
    )
    fell = Volume(*json.loads(volume)) if volume else None
    return OrderFacts(no, rhythm, value, currency, packed, fell, months, sales)


def is_settled(row: KeptRow, end: date) -> bool:
    """Whether the yearly value of these facts stays as it is on `end` and later.

    While an account is known for less than a year, each further day changes the period its orders are averaged over.
    Not to be asked for an account with orders in several currencies: the year begins with the first in its own.
    """
    _, order_days, first_day, *_ = row
    return bool(order_days == 1 or end.toordinal() - ordinal(first_day) >= YEAR)


AT_ONCE = 1_000
"""So many accounts are packed together."""


class PackedFacts:
    """The facts of many accounts while a scoring works on all of them, given back once.

    Packed, as objects they take four times the memory; what was given back is freed.
    """

    def __init__(self) -> None:
        self._packed: deque[bytes] = deque()
        self.values: list[tuple[int, str, int]] = []
        """Number, currency and yearly value (minor units) of each account taken."""

    def take(self, rows: Iterable[KeptRow]) -> None:
        """Facts as the book stores them."""
        waiting = iter(rows)
        while some := list(islice(waiting, AT_ONCE)):
            self.values += [(row[_NO], row[_CURRENCY], row[_VALUE]) for row in some]
            self._packed.append(marshal.dumps(some))

    def given_back(self) -> Iterator[OrderFacts]:
        """All that was taken, in that order; nothing is left afterwards."""
        return chain.from_iterable(self.given_back_together())

    def given_back_together(self) -> Iterator[list[OrderFacts]]:
        """The same, as they were packed together."""
        while self._packed:
            yield list(map(of_kept, marshal.loads(self._packed.popleft())))


_NO, _VALUE, _CURRENCY = (
    KEPT_COLUMNS.replace(",", "").split().index(name) for name in ("account_no", "yearly_value", "currency")
)
