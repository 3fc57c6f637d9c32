"""The loss in money: how many left, what it costs, how that compares (playbook L1, M1, M1b, C1)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from .errors import BadInput
from .money import Money
from .said import said_percent
from .wording import count, money_words

SHORTEST_PERIOD_DAYS = 30
"""Shorter periods say nothing about a year (our own definition)."""
YEAR_DAYS = 365


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss of a period (L1). `share` of the customers left; money is for one year of their sales."""

    customers: int
    lost: int
    share: float
    average_sales: Money
    lost_sales: Money
    margin: float
    lost_profit: Money

    @property
    def sentence(self) -> str:
        """The loss in one sentence."""
        sales, profit = self.lost_sales, self.lost_profit
        return (
            f"{self.lost} of {count(self.customers, 'customer')} lost ({said_percent(self.share)}):"
            f" {money_words(sales.minor, sales.currency)} of sales and"
            f" {money_words(profit.minor, profit.currency)} of profit a year."
        )


def loss(customers: int, lost: int, average_sales: Money, margin: float) -> Loss:
    """The loss calculation L1: customers at the start, those lost, their average yearly sales, the margin.

    `margin` is a share of sales. Raises BadInput for counts or shares that cannot be.
    """
    if customers < 1 or not 0 <= lost <= customers:
        raise BadInput(f"{lost} lost of {customers} customers cannot be; count those of the start (L1).")
    if not -1 <= margin <= 1:
        raise BadInput(f"The margin is {margin:g}, but must be from -1 to 1; write 30 % as 0.30 (L1).")
    sales = average_sales.minor * lost
    profit = _whole(Decimal(sales) * Decimal(str(margin)))
    currency = average_sales.currency
    return Loss(
        customers,
        lost,
        lost / customers,
        average_sales,
        Money(sales, currency),
        margin,
        Money(profit, currency),
    )


@dataclass(frozen=True, slots=True)
class Band:
    """Where a yearly churn stands (M1, A1)."""

    yearly: float
    name: str
    sentence: str


def yearly_share(share: float, days: int) -> float:
    """The share lost in a year when `share` is lost in `days` days, each period taking from who is left.

    Raises BadInput for a share outside 0-1 or a period below 30 days.
    """
    if not 0 <= share <= 1:
        raise BadInput(f"The share lost is {share:g}, but must be from 0 to 1; write 12 % as 0.12 (M1).")
    if days < SHORTEST_PERIOD_DAYS:
        raise BadInput(
            f"{count(days, 'day')} say nothing about a year; take {SHORTEST_PERIOD_DAYS} or more (M1)."
        )
    return float(1 - (1 - share) ** (YEAR_DAYS / days))


def churn_band(yearly: float) -> Band:
    """The band of a yearly churn: below 5 % few, to 10 % normal (A1), below 20 % to plan for (M1), then act."""
    said = said_percent(yearly)
    if yearly < 0.05:
        return Band(yearly, "few", f"{said} a year: fewer than the 5 to 10 % that are normal (A1).")
    if yearly <= 0.10:
        return Band(yearly, "normal", f"{said} a year: normal, even the best lose about 10 % (M1, A1).")
    if yearly < 0.20:
        return Band(
            yearly, "plan", f"{said} a year: more than normal, within the 10 to 25 % to plan for (M1)."
        )
    if yearly <= 0.25:
        return Band(yearly, "act", f"{said} a year: from 20 % on, act (A1).")
    return Band(yearly, "alarm", f"{said} a year: act (A1), this is beyond the 25 % one plans for (M1).")


def lifetime_value(years: float, purchases_a_year: float, average_purchase: Money) -> Money:
    """Customer lifetime value, simple form: years x purchases a year x average purchase (M1b).

    Raises BadInput for negative numbers.
    """
    if years < 0 or purchases_a_year < 0:
        raise BadInput("Years and purchases a year are counted from 0 (M1b).")
    minor = Decimal(str(years)) * Decimal(str(purchases_a_year)) * average_purchase.minor
    return Money(_whole(minor), average_purchase.currency)


def lost_lifetime(lost: int, value: Money) -> Money:
    """Lost customers times their lifetime value (M3b). Raises BadInput for a negative count."""
    if lost < 0:
        raise BadInput(f"{lost} lost customers cannot be; count from 0 (M3b).")
    return Money(lost * value.minor, value.currency)


def as_months(total: Money, monthly: Money, what: str) -> str:
    """A loss as months of something everybody knows, such as rent or salaries (M3b).

    Raises BadInput for another currency or nothing a month.
    """
    if monthly.currency != total.currency or monthly.minor <= 0:
        raise BadInput(f"Give {what[:40]} a month as an amount above 0 in {total.currency} (M3b).")
    months = max(0, total.minor) / monthly.minor
    said = f"{months:.1f}" if months < 10 else f"{months:,.0f}"
    return f"{money_words(total.minor, total.currency)} is {said} months of {what}."


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure of the field, shown as context and never reckoned with (C1)."""

    figure: str
    says: str


REFERENCES = (
    Reference("about 5 x", "what a new customer costs against keeping one (4.8 x in T)"),
    Reference("+5 %", "of retention bring 25 to 95 % more profit"),
    Reference("60-70 %", "success of selling to an existing customer, 5-20 % to a prospect"),
    Reference("80 %", "of future revenue come from 20 % of the customers"),
)


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
