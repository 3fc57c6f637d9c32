"""Sums over accounts of which only the orders are known: the review of a large book need not read them one by one.

All money is minor units a year of one currency; days are proleptic ordinals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from winback_tui.domain.money.yearly_value import YEAR

Stretch = tuple[int, int]
"""First and last day."""

BILLION = 1e9
TENTH_OF_RISK = 1_000
"""A tenth of the whole risk, in basis points."""


class DaySum(NamedTuple):
    """The accounts that became customers, or whose silence went beyond its limit, on one day."""

    day: int
    accounts: int
    sales: int
    profit: int


class StartSum(NamedTuple):
    """Accounts lost in a period that were customers when it began."""

    accounts: int
    sales: int


class SegmentSum(NamedTuple):
    """Accounts of one segment. `ordering`: those with orders a year and sales; only these are in the sums.

    `orders`: billionths of an order a year, whole, so that the sum does not depend on the order of adding.
    """

    segment: str
    accounts: int
    ordering: int
    orders: int
    sales: int


class CellSum(NamedTuple):
    """Accounts of one class and readiness to answer an offer (0 low, 1 middle, 2 high)."""

    abc: str
    readiness: int
    accounts: int
    yearly: int
    at_stake: int


class OwnerSum(NamedTuple):
    """The accounts of one employee, '' for nobody, and those of them on the work list."""

    owner: str
    accounts: int
    at_risk: int
    at_risk_money: int


class Worths(NamedTuple):
    """Customers who have not left, by rising profit.

    `profit` and `at_stake` in minor units a year, `risk` in whole tenths. There are many: a column each, with a place
    for each customer.
    """

    profit: Sequence[int] = ()
    at_stake: Sequence[int] = ()
    risk: Sequence[int] = ()


class LastContact(NamedTuple):
    """When one account of this owner and class was last contacted."""

    owner: str
    abc: str
    day: date


@dataclass(frozen=True, slots=True)
class AccountSums:
    """The sums of one currency, or of one group in it. `worths` together have a place for each account.

    `began`: by the day of the first order, `stopped`: by the day past the limit of silence, both of accounts with
    orders on two days. `lost_of_start`: for the period and those that it is compared with. `customers` when the
    period began, `lost` within it, of which `lost_overdue` are overdue today and not asleep.
    """

    currency: str = ""
    group: str = ""
    accounts: int = 0
    began: Sequence[DaySum] = ()
    stopped: Sequence[DaySum] = ()
    lost_of_start: Mapping[Stretch, StartSum] = field(default_factory=dict)
    customers: Sequence[SegmentSum] = ()
    lost: Sequence[SegmentSum] = ()
    lost_overdue: int = 0
    cells: Sequence[CellSum] = ()
    worths: Sequence[Worths] = ()
    owners: Sequence[OwnerSum] = ()
    contacts: Sequence[LastContact] = ()


def segment_sums(rows: Iterable[SegmentSum]) -> dict[str, SegmentSum]:
    """Rows of the same segment added."""
    of_segment: dict[str, list[SegmentSum]] = {}
    for row in rows:
        of_segment.setdefault(row.segment, []).append(row)
    return {
        segment: SegmentSum(segment, *(sum(column) for column in zip(*(row[1:] for row in own), strict=True)))
        for segment, own in of_segment.items()
    }


def billionths(orders_a_year: float) -> int:
    """Orders a year as `SegmentSum` adds them up."""
    return int(orders_a_year * BILLION)


def orders_a_year(expected_gap: float | None) -> float | None:
    """Orders a year of an account with this interval in days; None where it is not known."""
    return YEAR / expected_gap if expected_gap else None


def profit_at(sales: int, margin: float) -> int:
    """The profit of sales at a share of them, exact to the hundredth of a percent, a half to the even minor unit.

    Whole numbers alone, so that a sum made by SQLite is the same to the cent.
    """
    share = margin_in_ten_thousandths(margin)
    profit, rest = divmod(abs(sales * share), 10_000)
    profit += rest > 5_000 or (rest == 5_000 and profit % 2 == 1)
    return profit if (sales >= 0) is (share >= 0) else -profit


def margin_in_ten_thousandths(margin: float) -> int:
    """0.3 as 3,000."""
    return round(margin * 10_000)
