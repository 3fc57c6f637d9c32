"""The loss of a period in customers and in money (playbook L1, M1, M1b, M3b, A1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.plan.offers.take_up import wilson
from winback_tui.domain.wording.phrasing import exact_percent

from .account_sums import StartSum
from .customers.lifetime import SegmentLifetime, lifetimes
from .facts import ReviewFacts
from .figure import (
    FEW,
    Figure,
    Unit,
    count_figure,
    few_reason,
    money_figure,
    ratio_figure,
    share_figure,
    without_values,
)
from .losses import CUSTOMER, LossCount, LossEvent, LossTally, customers_on
from .period import Period, last_months

YEAR = 365
NORMAL, ACT = 0.10, 0.20
"""A1 and M1 (some loss is normal): 5 to 10 % a year is normal, plan for up to 20 %, and from there on act."""


@dataclass(frozen=True, slots=True)
class MonthLoss:
    """One calendar month of the curve. Money in minor units a year; `partial`: the month is not over."""

    start: date
    customers: int
    by_case: int
    silent: int
    sales: int
    profit: int
    partial: bool

    @property
    def lost(self) -> int:
        """Lost by a case or by silence."""
        return self.by_case + self.silent


@dataclass(frozen=True, slots=True)
class LossReview:
    """The loss of one period: its figures, the losses themselves, the months, the worth of each segment."""

    figures: tuple[Figure, ...]
    events: tuple[LossEvent, ...]
    months: tuple[MonthLoss, ...]
    segments: tuple[SegmentLifetime, ...]
    band: str

    def figure(self, key: str) -> Figure:
        """The figure of this key."""
        return next(each for each in self.figures if each.key == key)


def period_reason(facts: ReviewFacts, period: Period) -> str:
    """Why nothing can be said about this period; '' where something can."""
    if period.start > facts.today:
        return f"{period.name} has not begun yet."
    if facts.first_day is None:
        return "There are no orders and no cases in this book yet."
    if period.end < facts.first_day:
        return f"The book begins on {facts.first_day.isoformat()}, after {period.name}."
    return ""


def loss_review(facts: ReviewFacts, period: Period, counts: LossCount | None = None) -> LossReview:
    """The loss of a period up to today; the curve of months ends with it. `counts`: those of these facts, if any."""
    reason = period_reason(facts, period)
    period = period.until(facts.today)
    counts = counts or LossCount(facts)
    events = [] if reason else counts.losses(period)
    customers = [] if reason else customers_on(facts.accounts, period.start)
    others = () if reason else facts.others
    segments = lifetimes(customers, [event.account for event in events], facts.settings, others)
    figures = _figures(facts, period, counts, reason, segments, counts.overdue(period))
    months = [] if reason else [_month(counts, month, facts.today) for month in last_months(period.end)]
    return LossReview(figures.all(), tuple(events), tuple(months), tuple(segments), figures.band())


def loss_figures(facts: ReviewFacts, period: Period, counts: LossCount) -> tuple[Figure, ...]:
    """L1 (the loss in money) alone, without the lifetime value, to compare with another period's."""
    return _figures(facts, period, counts, period_reason(facts, period), ()).all()


def _figures(
    facts: ReviewFacts,
    period: Period,
    counts: LossCount,
    reason: str,
    segments: Sequence[SegmentLifetime],
    overdue: int = 0,
) -> _Figures:
    return _Figures(
        facts,
        period,
        counts.customers_sales(period.start),
        counts.customers(period.start),
        counts.tally(period),
        counts.tally_of_start(period),
        segments,
        overdue,
        reason,
    )


def band_words(yearly: float) -> str:
    """What a yearly share of lost customers means (A1, M1)."""
    if yearly >= ACT:
        return "from 20 % a year: act"
    if yearly > NORMAL:
        return "from 10 to 20 % a year: plan for it"
    return "up to 10 % a year is normal"


def band_parts(yearly: float) -> tuple[str, str]:
    """The same in two parts: what it calls for, and between which limits."""
    if yearly >= ACT:
        return "act", "from 20 %"
    if yearly > NORMAL:
        return "plan for it", "from 10 to 20 %"
    return "normal", "up to 10 %"


def _month(counts: LossCount, month: Period, today: date) -> MonthLoss:
    found = counts.tally(month)
    return MonthLoss(
        month.start,
        counts.customers(month.start),
        found.by_case,
        found.lost - found.by_case,
        found.sales,
        found.profit,
        month.end > today,
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    facts: ReviewFacts
    period: Period
    sales_at_start: int
    customers: int
    tally: LossTally
    of_start: StartSum
    segments: Sequence[SegmentLifetime]
    overdue: int
    reason: str

    def all(self) -> tuple[Figure, ...]:
        """Every figure; all without a value, and with the reason, where nothing can be said about the period."""
        made = [*self._counts(), *self._money(), *self._lifetime(), *self._compared()]
        return without_values(made, self.reason)

    def band(self) -> str:
        """The band of the yearly share of customers lost; '' where it cannot be said."""
        if self.reason or self.customers < FEW:
            return ""
        return band_words(self._yearly_share())

    def _yearly_share(self) -> float:
        return self.of_start.accounts / self.customers * YEAR / self.period.days

    def _counts(self) -> list[Figure]:
        lost, by_case, ours = self.tally.lost, self.tally.by_case, self.of_start.accounts
        return [
            count_figure("customers_start", "Customers at the start", self.customers, CUSTOMER, "L1"),
            count_figure("customers_lost", "Lost", lost, "lost with a case + stopped ordering", "L1"),
            count_figure(
                "lost_by_case",
                "Lost with a case",
                by_case,
                "cases with a loss in the period; a second one without an order in between is not another loss",
                "L1",
            ),
            count_figure(
                "lost_silent",
                "Stopped ordering, no case",
                lost - by_case,
                "accounts without a case whose last order is longer ago than their own usual interval and how much"
                " it varies explain, counted on the first day past that limit",
                "M6b",
            ),
            count_figure(
                "lost_silent_overdue",
                "Stopped ordering, may still order",
                self.overdue,
                "of those who stopped ordering without a case, the accounts that the list shows as overdue today; the"
                " others are asleep",
                "M6b",
            ),
            count_figure(
                "lost_since_start",
                "Lost, customers at the start",
                ours,
                "lost accounts that were customers when the period began; others were won or came back since",
                "L1",
            ),
            share_figure(
                "customers_lost_percent",
                "Share of customers lost",
                ours,
                self.customers,
                "lost who were customers at the start / customers at the start",
                "L1",
                "customer",
            ),
            self._pace(),
        ]

    def _pace(self) -> Figure:
        """The share of customers lost, projected to a year, and so are its limits."""
        ours, reason = self.of_start.accounts, few_reason(self.customers, "customer")
        times = YEAR / self.period.days
        low, high = (None, None) if reason else wilson(ours, self.customers)
        return Figure(
            "customers_lost_yearly_percent",
            "Share lost in a year at this pace",
            Unit.PACE,
            None if reason else self._yearly_share(),
            f"share of customers lost x {YEAR} / {self.period.days} days",
            "A1",
            ours * YEAR,
            self.customers * self.period.days,
            None if low is None else low * times,
            None if high is None else high * times,
            reason,
            meaning="" if reason else band_words(self._yearly_share()),
            tone="bad" if not reason and self._yearly_share() >= ACT else "",
        )

    def _money(self) -> list[Figure]:
        currency, days = self.facts.currency, self.period.days
        sales, profit, of_start = self.tally.sales, self.tally.profit, self.of_start.sales
        reason = few_reason(self.customers, "customer")
        rate = exact_percent(self.facts.settings.margin)
        average = self.sales_at_start / self.customers if self.customers else None
        return [
            money_figure(
                "sales_lost",
                "Yearly sales lost",
                sales,
                currency,
                "sales a year of each lost account at its pace before the loss",
                "L1",
            ),
            money_figure(
                "profit_lost",
                "Yearly profit lost",
                profit,
                currency,
                f"the same times the account's own margin, {rate} where none is recorded",
                "L1",
            ),
            ratio_figure(
                "sales_lost_percent",
                "Share of yearly sales lost",
                Unit.SHARE,
                None if reason else of_start,
                self.sales_at_start,
                "sales a year of customers at the start who were lost / sales a year of the customers at the start",
                "L1",
                reason or ("" if self.sales_at_start else "The customers at the start brought no sales."),
            ),
            Figure(
                "sales_average",
                "Sales a year per customer",
                Unit.MONEY,
                average,
                "sales a year of the customers at the start / their number",
                "L1",
                self.sales_at_start,
                self.customers,
                why="" if self.customers else "There were no customers at the start.",
                currency=currency,
            ),
            money_figure(
                "sales_lost_projected",
                "Sales lost in a year at this pace",
                round(sales * YEAR / days),
                currency,
                f"sales lost x {YEAR} / {days} days",
                "L1",
            ),
            money_figure(
                "profit_lost_projected",
                "Profit lost in a year at this pace",
                round(profit * YEAR / days),
                currency,
                f"profit lost x {YEAR} / {days} days",
                "L1",
            ),
        ]

    def _lifetime(self) -> list[Figure]:
        known = [one for one in self.segments if one.lost_value is not None]
        lost = sum(one.lost_value or 0 for one in known)
        years = f"{self.facts.settings.years:g} years"
        return [
            money_figure(
                "lifetime_lost",
                "Lifetime value lost",
                lost if known else None,
                self.facts.currency,
                f"lost customers x ({years} x orders a year x average order), segment by segment",
                "M3b",
                "" if known else "No customer has ordered often enough to work out a lifetime value.",
            )
        ]

    def _compared(self) -> list[Figure]:
        profit = self.tally.profit
        found = [self._months_of(name, profit) for name in ("rent", "salaries")]
        times = self.facts.settings.referrals
        found.append(
            money_figure(
                "referrals_lost",
                "Profit lost by word of mouth",
                round(profit * times) if times else None,
                self.facts.currency,
                "profit lost x the setting 'referrals lost'; a dissatisfied buyer tells eleven people",
                "L4",
                ""
                if times
                else "Switched off; set 'referrals lost' to how many each lost customer puts off.",
            )
        )
        return found

    def _months_of(self, name: str, profit: int) -> Figure:
        minor, currency = self.facts.settings.monthly.get(name, (0, ""))
        other = bool(minor) and currency != self.facts.currency
        why = f"Set '{name} a month' to see this." if not minor else ""
        if other:
            why = (
                f"'{name} a month' is in {currency}, these losses in {self.facts.currency or 'no currency'}."
            )
        return ratio_figure(
            f"months_of_{name}",
            f"Profit lost in months of {name}",
            Unit.MONTHS,
            None if other else profit,
            None if other else minor,
            f"profit lost / {name} a month",
            "M3b",
            why,
        )
