"""How much an account ordered in each of twelve months, small enough to keep in every row of a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

MONTHS = 12
HIGHEST = 8
"""The level of the best month."""
BEFORE = " "
"""Stands for a month before the first order."""


@cache  # years of orders have some thousand days
def _month_of(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1


def month_levels(days: Sequence[int], amounts: Sequence[int]) -> str:
    """The twelve calendar months that end with the last order, oldest first, a character each.

    `0` for no order, `1` to `8` as a share of the best of these months, a blank for months before the first order.
    `days`: rising ordinals of order days; `amounts`: minor units of each. Empty without an order.
    """
    if not days:
        return ""
    last = _month_of(days[-1])
    sums = [0] * MONTHS
    for at in range(len(days) - 1, -1, -1):
        back = last - _month_of(days[at])
        if back >= MONTHS:
            break
        sums[MONTHS - 1 - back] += amounts[at]
    best = max(sums)
    begins = MONTHS - 1 - (last - _month_of(days[0]))
    return "".join(
        BEFORE if at < begins else str(max(1, -(-minor * HIGHEST // best))) if minor > 0 else "0"
        for at, minor in enumerate(sums)
    )


def levels_until(levels: str, last_day: date, until: date) -> str:
    """The same for the twelve months up to that of `until`: months after the last order are `0`."""
    passed = (until.year - last_day.year) * 12 + until.month - last_day.month
    return (levels + "0" * max(0, passed))[-MONTHS:] if levels else ""
