"""What a customer is worth over the years, per segment and for those who were lost (playbook M1b, M3b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from winback_tui.domain.review.account_sums import BILLION, AccountSums, SegmentSum, billionths, segment_sums
from winback_tui.domain.review.facts import ReviewedAccount, ReviewSettings


def lifetime_value(years: float, orders_a_year: float, average_order: float) -> float:
    """M1b (lifetime value, simple form): years x orders a year x average order; 5 x 10 x 500 = 25,000."""
    return years * orders_a_year * average_order


def discounted_value(years: float, yearly: float, rate: float) -> float:
    """The same with each later year worth less: the sum of `yearly` / (1 + rate)^t for the years t = 0, 1, ...

    A last part of a year counts as that part. `rate` 0 gives the simple form.
    """
    whole = int(years)
    total = sum(yearly / (1 + rate) ** at for at in range(whole))
    return float(total + (years - whole) * yearly / (1 + rate) ** whole)


def lost_value(lost: int, value: float) -> float:
    """M3b (show the sum to everybody): lost customers x lifetime value; 100 x 25,000 = 2,500,000."""
    return lost * value


@dataclass(frozen=True, slots=True)
class SegmentLifetime:
    """The lifetime value of one segment's customers, in minor units of sales; `segment` '' for those without one.

    `orders_a_year`, `average_order` and the values are None where no customer has an order to judge by.
    `lost_value`: `lost` x `value`.
    """

    segment: str
    customers: int
    lost: int
    orders_a_year: float | None
    average_order: float | None
    value: int | None
    discounted: int | None
    lost_value: int | None


def lifetimes(
    customers: Iterable[ReviewedAccount],
    lost: Iterable[ReviewedAccount],
    settings: ReviewSettings,
    others: Iterable[AccountSums] = (),
) -> list[SegmentLifetime]:
    """A row for each segment that had customers or lost any, the one that lost the most value first.

    The averages are over the customers at the start of the period; where there were none, over those lost.
    """
    sums = list(others)
    were = segment_sums(chain(map(_segment_sum, customers), *(each.customers for each in sums)))
    left = segment_sums(chain(map(_segment_sum, lost), *(each.lost for each in sums)))
    rows = [
        _row(segment, were.get(segment) or SegmentSum(segment, 0, 0, 0, 0), left.get(segment), settings)
        for segment in {**were, **left}
    ]
    return sorted(rows, key=lambda row: (-(row.lost_value or 0), -row.customers, row.segment))


def _segment_sum(one: ReviewedAccount) -> SegmentSum:
    if not one.orders_a_year or one.yearly_sales <= 0:
        return SegmentSum(one.segment, 1, 0, 0, 0)
    return SegmentSum(one.segment, 1, 1, billionths(one.orders_a_year), one.yearly_sales)


def _row(
    segment: str, customers: SegmentSum, left: SegmentSum | None, settings: ReviewSettings
) -> SegmentLifetime:
    lost = left.accounts if left else 0
    known = customers if customers.accounts or left is None else left
    if not known.ordering:
        return SegmentLifetime(segment, customers.accounts, lost, None, None, None, None, None)
    a_year, sales = known.orders / known.ordering / BILLION, known.sales / known.ordering
    average = sales / a_year
    value = lifetime_value(settings.years, a_year, average)
    return SegmentLifetime(
        segment,
        customers.accounts,
        lost,
        a_year,
        average,
        round(value),
        round(discounted_value(settings.years, sales, settings.discount)),
        round(lost_value(lost, value)),
    )
