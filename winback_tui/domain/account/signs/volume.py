"""Whether an account that still orders brings much less than its own norm (playbook B2, B3)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from winback_tui.domain.money.yearly_value import YEAR, Takings, project_cap

FALL = 1 / 3
"""A drop by this share of the usual money is a sign (playbook B2: a drop of a third)."""
VOLUME_DAYS = 90
VOLUME_GAPS = 4
NORM_ORDER_DAYS = 4


class Volume(NamedTuple):
    """The money of the last `days` days, and what that many days usually bring; minor units."""

    now: int
    usual: int
    days: int

    @property
    def fall(self) -> float:
        """The share of the usual money that is missing."""
        return 1 - self.now / self.usual


def may_have_fallen(first_day: date, last_day: date, order_days: int, until: date) -> bool:
    """Whether an account has ordered for long enough, and recently enough, to show a fall in volume by `until`."""
    return (
        order_days > NORM_ORDER_DAYS
        and (until - first_day).days >= 2 * VOLUME_DAYS - 1
        and (until - last_day).days < YEAR
    )


def volume_fall(
    money: Takings, median_gap: float | None, until: date, cap: int | None = None
) -> Volume | None:
    """The volume of an account that still orders, but for at least a third less money than usual; else None.

    Compares the last 90 days (four own gaps where these are longer, at most a year) with the two years before, or
    as much of them as is known: at least as long a time, with four order days. Project-size days count as in the
    yearly value. None where the same days of last year were as low (season), and where the window has no order:
    that is silence, and reported as such. `money` holds nothing after `until`. `cap`: as `project_cap`
    of the amounts gives it, where the caller has it.
    """
    days = money.days
    if median_gap is None or not days:
        return None
    first, end = days[0], until.toordinal()
    window = min(YEAR, max(VOLUME_DAYS, round(VOLUME_GAPS * median_gap)))
    start = end - window + 1
    norm_start = max(first, start - 2 * YEAR)
    norm_days = start - norm_start
    began, begun = bisect_left(days, norm_start), bisect_left(days, start)
    if days[-1] < start or norm_days < window or begun - began < NORM_ORDER_DAYS:
        return None
    most = project_cap(money.amounts) if cap is None else cap

    def taken(orders: Sequence[int], from_day: int, to_day: int) -> int:
        gross = sum(orders) if max(orders, default=0) <= most else sum([min(minor, most) for minor in orders])
        if not money.credits:
            return gross
        credits = sum([min(-line.minor, most) for line in money.credits if from_day <= line.day < to_day])
        return max(0, gross - credits)

    now = taken(money.amounts[begun:], start, end + 1)
    usual = taken(money.amounts[began:begun], norm_start, start) * window // norm_days
    if now > usual * (1 - FALL) or usual == 0:
        return None
    last_year = start - YEAR
    if last_year >= first:
        same_days = slice(bisect_left(days, last_year), bisect_left(days, last_year + window))
        if now > taken(money.amounts[same_days], last_year, last_year + window) * (1 - FALL):
            return None
    return Volume(now, usual, window)
