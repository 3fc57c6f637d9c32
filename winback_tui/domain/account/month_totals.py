"""Month bars of the last two years, as plain text of fixed width."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple

MONTHS = 24
BARS = "▁▂▃▄▅▆▇█"
NOTHING = "·"
BEFORE = " "
_GAP = "   "


class MonthTotal(NamedTuple):
    """Money of one calendar month, in minor units."""

    year: int
    month: int
    minor: int


def month_totals(amounts: Iterable[tuple[date, int]], until: date, months: int = MONTHS) -> list[MonthTotal]:
    """The money of the `months` calendar months that end with that of `until`, oldest first.

    `amounts`: day and minor units of real orders, in any order; days after `until` are not known yet.
    """
    last = until.year * 12 + until.month - 1
    sums = [0] * months
    for day, minor in amounts:
        back = last - (day.year * 12 + day.month - 1)
        if back < months and day <= until:
            sums[months - 1 - back] += minor
    first = last - months + 1
    return [MonthTotal(at // 12, at % 12 + 1, minor) for at, minor in enumerate(sums, first)]


def month_strip(amounts: Iterable[tuple[date, int]], until: date, months: int = MONTHS) -> str:
    """`2025 ▂▃▂▄▃▂▃▂▃▂▃▂   2026 ▃▂▃▂▃▂▅▃▂▁·`: one bar a month under its year, `width(months)` characters.

    The highest month is a full bar, any month with orders at least the lowest one, `·` a month without;
    blank before the first month with orders in the strip.
    """
    totals = month_totals(amounts, until, months)
    highest = max((total.minor for total in totals), default=0)
    first = next((at for at, total in enumerate(totals) if total.minor > 0), 0)
    bars = [BEFORE if at < first else _bar(total.minor, highest) for at, total in enumerate(totals)]
    parts = []
    for year, months_of in groupby(zip(totals, bars, strict=True), key=lambda pair: pair[0].year):
        parts.append(f"{year:04d} {''.join(bar for _, bar in months_of)}")
    return _GAP.join(parts).ljust(width(months))


def width(months: int = MONTHS) -> int:
    """Characters that a strip of so many months takes, whatever the month it ends with."""
    years = 1 + (months + 10) // 12
    return months + 5 * years + len(_GAP) * (years - 1)


def _bar(minor: int, highest: int) -> str:
    if minor <= 0:
        return NOTHING
    return BARS[max(0, -(-minor * len(BARS) // highest) - 1)]
