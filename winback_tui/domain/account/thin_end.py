"""Whether the last days of the data look incomplete: an export made too early, or a branch that has not reported."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from winback_tui.domain.days.medians import median

WEEKS = 8
"""A day is compared with the same weekday in this many weeks before it."""
LOOKED_AT = 7
"""At most this many days at the end are called incomplete."""
_THIN = 0.4
"""Fewer orders than this share of the usual number on that weekday are too few."""
_LEAST_USUAL = 10
"""Where fewer orders than this are usual on the days in question, chance alone can explain why few came."""


class ThinEnd(NamedTuple):
    """The last days of the data, from `since` on, have `orders` orders where about `usual` are normal."""

    since: date
    until: date
    orders: int
    usual: int

    @property
    def days(self) -> int:
        """How many days that is."""
        return (self.until - self.since).days + 1

    @property
    def sentence(self) -> str:
        """`last 2 days look incomplete: 3 orders, usually 40`."""
        days = "last day looks" if self.days == 1 else f"last {self.days} days look"
        orders = "1 order" if self.orders == 1 else f"{self.orders:,} orders"
        return f"{days} incomplete: {orders}, usually {self.usual:,}"


def thin_end(counts: Mapping[date, int], today: date) -> ThinEnd | None:
    """Look at the last days before `today`, which may not be over; `counts` are the real orders of each day.

    Days are compared with the median of the same weekday in the eight weeks before. None where nothing is amiss,
    or where the book is too young or too small to tell.
    """
    past = [day for day, orders in counts.items() if orders and day < today]
    if not past:
        return None
    first, last = min(past), max(past)
    since, orders, expected = None, 0, 0.0
    for back in range(LOOKED_AT):
        day = last - timedelta(days=back)
        weeks = [day - timedelta(weeks=week) for week in range(1, WEEKS + 1)]
        if weeks[-1] < first:
            break
        usual = median([counts.get(each, 0) for each in weeks])
        found = counts.get(day, 0)
        if usual and found >= _THIN * usual:
            break
        if usual:
            since, orders, expected = day, orders + found, expected + usual
        elif found:
            break
    if since is None or expected < _LEAST_USUAL:
        return None
    return ThinEnd(since, last, orders, round(expected))
