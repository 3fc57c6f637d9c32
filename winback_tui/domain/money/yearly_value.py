"""What an account earns in a year, and how much of it is at risk (playbook M1b, G9)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.order import Order, OrderKind

YEAR = 365
USUAL_MARGIN = 0.30
"""The share of sales that is profit where none is recorded, unless the team says otherwise (our own definition)."""
MARGIN_RANGE = (-1.0, 1.0)
"""The least and the greatest share that a team may say."""
PROJECT_FACTOR = 4
"""An order day or credit of more than this many times the median order day counts as that many times."""
PROJECT_FROM_DAYS = 4
"""With at least this many order days their median is trusted enough to cap by."""
SLOW_ORDER_DAYS = 4
"""With fewer order days than this in the last year, this many are looked at instead."""
LONGEST_LOOK = 3 * YEAR
SHORTEST_COVER = 90
"""An account is never extrapolated from fewer days than this."""


class MoneyLine(NamedTuple):
    """Money of one order or credit: `day` as proleptic ordinal, `minor` units (credits negative), `margin` if known."""

    day: int
    minor: int
    margin: int | None = None


class Takings(NamedTuple):
    """The money of an account by day: `amounts` of the real orders of each of `days` (rising ordinals).

    `credits`: the lines that take away. `margined`: the lines of real orders whose margin is known.
    """

    days: Sequence[int]
    amounts: Sequence[int]
    credits: Sequence[MoneyLine] = ()
    margined: Sequence[MoneyLine] = ()

    def until(self, day: date) -> Takings:
        """The part of it taken by the end of this day."""
        last = day.toordinal()
        known = bisect_right(self.days, last)
        credits, margined = (
            [line for line in lines if line.day <= last] if lines else ()
            for lines in (self.credits, self.margined)
        )
        return Takings(self.days[:known], self.amounts[:known], credits, margined)


class YearlyValue(NamedTuple):
    """Minor units a year. `minor` is what ranks: the margin where it is known, else the `sales`.

    `first_day` to `last_day` were looked at, `order_days` of them had orders, and together they stand for
    `covered_days`. `capped` minor units were left out because single order days were project-size.
    """

    minor: int
    sales: int
    by_margin: bool
    first_day: date
    last_day: date
    order_days: int
    covered_days: int
    capped: int


def lines_of(orders: Iterable[Order], currency: str) -> list[MoneyLine]:
    """The money in `currency`, oldest first: real orders and credits, nothing else."""
    lines = [
        MoneyLine(order.day.toordinal(), order.amount if real else -abs(order.amount), order.margin)
        for order in orders
        if order.currency == currency and ((real := order.real) or order.kind == OrderKind.CREDIT)
    ]
    return sorted(lines, key=lambda line: (line.day, line.minor))


def yearly_value(lines: Sequence[MoneyLine], until: date) -> YearlyValue | None:
    """What the account brought a year while it still ordered; None without a real order up to `until`.

    Looked at: the 365 days up to the last order day, or the last four order days where that year holds fewer
    (at most three years back), so that somebody who orders once a year is not counted double. Summed: real
    orders less credits (credits also after the last order).

    Cap: a day's orders, or a credit, of more than four times the account's median order day counts as four
    times, once there are four order days: a project is not a habit.

    Divided by the days these orders stand for: from the first to the last of them and one mean gap more, but no
    fewer than the days since the first order (up to 365), and at least 90. An account that ordered on a single day
    is worth that order a year, one that did so in three years a third of it.

    Where orders of at least half of the money carry a margin, the value is their share of margin times the
    sales. Credits never make the sales negative; a margin may be.
    """
    end = until.toordinal()
    return value_of_takings(takings([line for line in lines if line.day <= end]), until)


def takings(lines: Sequence[MoneyLine]) -> Takings:
    """The lines by day; those of zero are left out."""
    by_day: dict[int, int] = {}
    for line in lines:
        if line.minor > 0:
            by_day[line.day] = by_day.get(line.day, 0) + line.minor
    days = sorted(by_day)
    return Takings(
        days,
        [by_day[day] for day in days],
        [line for line in lines if line.minor < 0],
        [line for line in lines if line.minor > 0 and line.margin is not None],
    )


def value_of_takings(money: Takings, until: date, cap: int | None = None) -> YearlyValue | None:
    """`yearly_value` of lines that are sorted by day already; none of them lies after `until`.

    `cap`: as `project_cap` of the amounts gives it, where the caller has it.
    """
    days, amounts = money.days, money.amounts
    if not days:
        return None
    start = _first_looked_at(days)
    before = bisect_left(days, start)
    looked, sums = (days[before:], amounts[before:]) if before else (days, amounts)
    if cap is None:
        cap = project_cap(amounts)
    gross = counted = sum(sums)
    if max(sums) > cap:
        counted = sum([min(amount, cap) for amount in sums])
    credits = 0
    if money.credits:
        credits = sum([min(-line.minor, cap) for line in money.credits if line.day >= start])
    covered = _covered(looked, known_for=until.toordinal() - days[0] + 1, alone=len(days) == 1)
    sales = max(0, counted - credits) * YEAR // covered
    rate = None
    if money.margined:
        rate = _margin_rate([line for line in money.margined if line.day >= start], gross)
    return YearlyValue(
        sales if rate is None else round(sales * rate),
        sales,
        rate is not None,
        date.fromordinal(looked[0]),
        date.fromordinal(looked[-1]),
        len(looked),
        covered,
        gross - counted,
    )


def most_yearly_value(taken: int, first_day: date, until: date) -> int:
    """The most that `value_of_takings` can give for real orders of `taken` minor units in all, from `first_day` on.

    Without margins and in one currency.
    """
    known_for = (until - first_day).days + 1
    return taken * YEAR // max(SHORTEST_COVER, min(YEAR, known_for))


def project_cap(day_amounts: Iterable[int]) -> int:
    """The most that one order day counts for: four times the median order day, with fewer than four no cap.

    Raises ValueError without any amount.
    """
    amounts = sorted(day_amounts)
    if not amounts:
        raise ValueError("no order day, no cap")
    if len(amounts) < PROJECT_FROM_DAYS:
        return amounts[-1]
    return PROJECT_FACTOR * amounts[(len(amounts) - 1) // 2]


def at_stake(chance: float, yearly_minor: int) -> int:
    """Risk times yearly value, in whole minor units; 0 for an account that brings nothing."""
    return int(chance * max(0, yearly_minor) + 0.5)


def basis_words(by_margin: bool) -> str:
    """What a yearly value, and what is at risk of it, is: `profit` where the margin is known, else `sales`."""
    return "profit" if by_margin else "sales"


def _first_looked_at(days: Sequence[int]) -> int:
    last = days[-1]
    start = last - YEAR + 1
    if days[-1] - days[0] >= YEAR and len(days) - bisect_left(days, start) < SLOW_ORDER_DAYS:
        start = max(days[-min(SLOW_ORDER_DAYS, len(days))], last - LONGEST_LOOK + 1)
    return start


def _covered(looked: Sequence[int], known_for: int, alone: bool) -> int:
    if len(looked) == 1:
        return YEAR if alone else LONGEST_LOOK
    least = max(SHORTEST_COVER, min(YEAR, known_for))
    span = looked[-1] - looked[0]
    return max(least, round(span * len(looked) / (len(looked) - 1)))


def _margin_rate(margined: Sequence[MoneyLine], gross: int) -> float | None:
    known = sum(line.minor for line in margined)
    if not known or 2 * known < gross:
        return None
    return sum(line.margin or 0 for line in margined) / known
