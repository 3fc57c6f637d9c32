"""How much an account ordered in each of twelve months, small enough to keep in every row of a list."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from functools import cache

MONTHS = 12
HIGHEST = 8
"""The level of the best month."""
BEFORE = " "
"""Stands for a month before the first order."""
_LEVELS = "0123456789"


class _Months(dict[int, int]):
    """Ordinal of a day -> its month, counted from year 0; years of orders have a few thousand days."""

    def __missing__(self, ordinal: int) -> int:
        day = date.fromordinal(ordinal)
        month = self[ordinal] = day.year * 12 + day.month - 1
        return month


_MONTHS = _Months()


@cache
def _first_day(month: int) -> int:
    """The ordinal of its first day; 0 for months before year 1."""
    return date(month // 12, month % 12 + 1, 1).toordinal() if month >= 12 else 0


def month_levels(days: Sequence[int], amounts: Sequence[int]) -> str:
    """The twelve calendar months that end with the last order, oldest first, a character each.

    `0` for no order, `1` to `8` as a share of the best of these months, a blank for months before the first order.
    `days`: rising ordinals of order days; `amounts`: minor units of each. Empty without an order.
    """
    if not days:
        return ""
    months = _MONTHS
    first = months[days[-1]] - MONTHS + 1
    begun = bisect_left(days, _first_day(first))
    sums: dict[int, int] = {}
    for day, minor in zip(days[begun:], amounts[begun:], strict=True):
        month = months[day]
        sums[month] = sums[month] + minor if month in sums else minor
    unknown = max(0, months[days[0]] - first)
    levels = [BEFORE] * unknown + ["0"] * (MONTHS - unknown)
    best = max(sums.values())
    for month, minor in sums.items():
        if minor > 0:
            levels[month - first] = _LEVELS[-(-minor * HIGHEST // best)]
    return "".join(levels)


def levels_until(levels: str, last_day: date, until: date) -> str:
    """The same for the twelve months up to that of `until`: months after the last order are `0`."""
    passed = (until.year - last_day.year) * 12 + until.month - last_day.month
    return (levels + "0" * max(0, passed))[-MONTHS:] if levels else ""
