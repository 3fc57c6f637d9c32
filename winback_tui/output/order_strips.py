"""The orders of an account in one line of text: bars of its months, and its order days with the gap until today."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from winback_tui.domain.wording.wording import full_day, short_day

MONTHS = (24, 18, 12)
"""How many months may be drawn; the most that fit are."""
BARS = "▁▂▃▄▅▆▇█"
NO_ORDERS = "·"
_LEVELS = str.maketrans({"0": NO_ORDERS, **{str(level): bar for level, bar in enumerate(BARS, 1)}})
_BEFORE = " "
_BETWEEN_YEARS = "   "

GAPS_SHOWN = 12
LEAST_WIDTH = 12
_LABELS_FROM_WIDTH = 40
_TODAY_LABEL = " today"
_SHORT_DAY_WITHIN = 183

FIRST, TICK, LAST, LINE = "├", "┼", "┤", "─"
WAITING, LATE, EXPECTED, TODAY = "·", " ·", "○", "┊"


class MonthTotal(NamedTuple):
    """Money of one calendar month, in minor units."""

    year: int
    month: int
    minor: int


def month_totals(amounts: Iterable[tuple[date, int]], until: date, months: int) -> list[MonthTotal]:
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


def month_strip(amounts: Iterable[tuple[date, int]], until: date, months: int = MONTHS[0]) -> str:
    """`2025 ▂▃▂▄▃▂▃▂▃▂▃▂   2026 ▃▂▃▂▃▂▅▃▂▁·`: one bar a month under its year, `months_width(months)` characters.

    The highest month is a full bar, any month with orders at least the lowest one, `·` a month without;
    blank before the first month with orders in the strip.
    """
    totals = month_totals(amounts, until, months)
    highest = max((total.minor for total in totals), default=0)
    first = next((at for at, total in enumerate(totals) if total.minor > 0), 0)
    bars = [_BEFORE if at < first else _bar(total.minor, highest) for at, total in enumerate(totals)]
    parts = []
    for year, months_of in groupby(zip(totals, bars, strict=True), key=lambda pair: pair[0].year):
        parts.append(f"{year:04d} {''.join(bar for _, bar in months_of)}")
    return _BETWEEN_YEARS.join(parts).ljust(months_width(months))


def spark(levels: str) -> str:
    """`▄▇▅▄█▇▅▄██··` for the levels of `month_levels`: `·` a month without an order, blank before the first."""
    return levels.translate(_LEVELS)


def months_width(months: int = MONTHS[0]) -> int:
    """How many characters a strip of this many months takes, whatever month it ends with."""
    years = 1 + (months + 10) // 12
    return months + 5 * years + len(_BETWEEN_YEARS) * (years - 1)


def _bar(minor: int, highest: int) -> str:
    if minor <= 0:
        return NO_ORDERS
    return BARS[max(0, -(-minor * len(BARS) // highest) - 1)]


def fitting_months(amounts: Sequence[tuple[date, int]], until: date, width: int) -> str:
    """Bars of as many months, up to two years, as fit into `width` characters, without trailing blanks."""
    months = next((months for months in MONTHS if months_width(months) <= width), MONTHS[-1])
    return month_strip(amounts, until, months).rstrip()


def gap_strip(
    order_days: Sequence[int], today: date, expected_on: date | None, width: int = 64, labels: bool = True
) -> str:
    """`├─┼─┼──┼─┤···○ expected 20 Sep · · · ·┊ today`, exactly `width` characters, on one scale of days.

    `order_days` are sorted ordinals; those after today are left out. Ticks are order days (`├` only for the very
    first), dots the days since, spaced dots those after the expected day; orders closer than a column share a tick.
    Shows the last twelve gaps, or more where the days since the last order are more than those. Labels need 40
    characters and are left out where the reader has a legend (`labels`). Raises ValueError for a width below 12.
    """
    if width < LEAST_WIDTH:
        raise ValueError(f"a strip of gaps needs {LEAST_WIDTH} characters, not {width}")
    days = order_days[: bisect_right(order_days, today.toordinal())]
    if not days:
        return "no order yet".ljust(width)
    due = None if expected_on is None else expected_on.toordinal()
    line = _Line(days, today.toordinal(), due, width)
    if width < _LABELS_FROM_WIDTH or not labels:
        return line.draw()
    if expected_on is None:
        return _Line(days, line.today, None, width - len(_TODAY_LABEL)).draw() + _TODAY_LABEL
    label = _expected_label(expected_on, today)
    if line.coming:
        return _Line(days, line.today, due, width - len(label)).draw() + label
    line = _Line(days, line.today, due, width - len(_TODAY_LABEL))
    if line.late_cells >= len(label) + 1:
        return line.draw(label) + _TODAY_LABEL
    label = f"{_TODAY_LABEL}; order{label}"
    return _Line(days, line.today, due, width - len(label)).draw() + label


class _Line:
    """The strip without the label after it, and the columns of its marks: last order < due, today."""

    def __init__(self, days: Sequence[int], today: int, due: int | None, columns: int) -> None:
        self.days, self.today, self.due = days, today, due
        self.coming = due is not None and due > today
        self.end = max(today, due or today)
        self.columns = columns
        by_gaps = days[max(0, len(days) - 1 - GAPS_SHOWN)]
        as_long_as_gap = next(day for day in days if day >= 2 * days[-1] - self.end)
        self.start = min(by_gaps, as_long_as_gap)
        marks_behind = 1 if due is None else 2
        self.at_last = min(self.column(days[-1]), columns - 1 - marks_behind)
        self.at_today = self.at_due = columns - 1
        if self.coming:
            self.at_today = min(max(self.column(today), self.at_last + 1), self.at_due - 1)
        elif due is not None:
            self.at_due = min(max(self.column(due), self.at_last + 1), self.at_today - 1)

    @property
    def late_cells(self) -> int:
        """Columns between the expected day and today."""
        return self.at_today - self.at_due - 1

    def column(self, day: int) -> int:
        return round((day - self.start) / max(1, self.end - self.start) * (self.columns - 1))

    def draw(self, label: str = "") -> str:
        cells = [" "] * self.columns
        cells[: self.at_last] = LINE * self.at_last
        for day in self.days:
            if day >= self.start:
                cells[min(self.column(day), self.at_last)] = TICK
        if self.start == self.days[0]:
            cells[0] = FIRST
        cells[self.at_last] = LAST
        silent_until = min(self.at_due, self.at_today)
        cells[self.at_last + 1 : silent_until] = WAITING * (silent_until - self.at_last - 1)
        if not self.coming:
            late = label + LATE * self.late_cells
            cells[self.at_due + 1 : self.at_today] = late[: max(0, self.late_cells)]
        if self.due is not None:
            cells[self.at_due] = EXPECTED
        cells[self.at_today] = TODAY
        return "".join(cells)


def _expected_label(expected_on: date, today: date) -> str:
    near = abs((expected_on - today).days) <= _SHORT_DAY_WITHIN
    return f" expected {short_day(expected_on) if near else full_day(expected_on)}"
