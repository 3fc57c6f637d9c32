"""What a customer is worth over the years, per segment and for those who were lost (playbook M1b, M3b)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.review.facts import ReviewedAccount, ReviewSettings
from winback_tui.domain.review.losses import LossEvent


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

    `orders_a_year`, `average_order` and the values are None where no customer has an order to tell by.
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
    customers: Sequence[ReviewedAccount], events: Sequence[LossEvent], settings: ReviewSettings
) -> list[SegmentLifetime]:
    """A row for each segment that had customers or lost any, the one that lost the most value first.

    The averages are over the customers at the start of the period; where there were none, over those lost.
    """
    own: dict[str, list[ReviewedAccount]] = {}
    lost: dict[str, list[ReviewedAccount]] = {}
    for one in customers:
        own.setdefault(one.segment, []).append(one)
    for event in events:
        lost.setdefault(event.account.segment, []).append(event.account)
    rows = [
        _row(segment, own.get(segment, []), lost.get(segment, []), settings)
        for segment in dict.fromkeys([*own, *lost])
    ]
    return sorted(rows, key=lambda row: (-(row.lost_value or 0), -row.customers, row.segment))


def _row(
    segment: str, own: Sequence[ReviewedAccount], lost: Sequence[ReviewedAccount], settings: ReviewSettings
) -> SegmentLifetime:
    known = [one for one in own or lost if one.orders_a_year and one.yearly_sales > 0]
    if not known:
        return SegmentLifetime(segment, len(own), len(lost), None, None, None, None, None)
    orders = sum(one.orders_a_year or 0 for one in known)
    sales = sum(one.yearly_sales for one in known)
    a_year, average = orders / len(known), sales / orders
    value = lifetime_value(settings.years, a_year, average)
    return SegmentLifetime(
        segment,
        len(own),
        len(lost),
        a_year,
        average,
        round(value),
        round(discounted_value(settings.years, sales / len(known), settings.discount)),
        round(lost_value(len(lost), value)),
    )
