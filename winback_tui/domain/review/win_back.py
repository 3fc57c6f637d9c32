"""How it went with the accounts lost in a period: the funnel, the rate, the time, and what it cost (M11, M11b,
M11c)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from winback_tui.domain.days.medians import median
from winback_tui.domain.wording.wording import full_day

from .facts import ReviewedCase
from .figure import Figure, Unit, count_figure, money_figure, ratio_figure, share_figure
from .period import Period, month_of

A_YEAR = 365
USUAL_DAYS = 90
"""The time to a return where nobody has returned yet (our own definition)."""
WINDOWS = (90, 180, 365)
"""A return within this many days after the loss counts for the rate with a window (our own definition)."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """The cases lost in one period, and how many of them reached each step so far."""

    name: str
    lost: int
    interviewed: int
    decided: int
    planned: int
    contacted: int
    returned: int
    volume: int
    clean: int

    def steps(self) -> list[tuple[str, int]]:
        """Each step with its count, in the order of the work."""
        return [
            ("lost", self.lost),
            ("interviewed", self.interviewed),
            ("decided", self.decided),
            ("planned", self.planned),
            ("contacted", self.contacted),
            ("returned", self.returned),
            ("volume resumed", self.volume),
            ("clean year", self.clean),
        ]


@dataclass(frozen=True, slots=True)
class ReturnOnCost:
    """M11c (ROMI) of some cases: `romi` = (profit - cost) / cost; None without a recorded cost.

    `young`: too early to judge, as those who may still return have not had the time, nor a year to buy again.
    """

    name: str
    cases: int
    returned: int
    profit: int
    cost: int | None
    young: bool = False

    @property
    def romi(self) -> float | None:
        """The return on the cost, 0 where profit and cost are equal."""
        return None if not self.cost else (self.profit - self.cost) / self.cost


@dataclass(frozen=True, slots=True)
class WinBackReview:
    """The cases lost in the period, `cohorts` by the month of the loss, and ROMI by what was done."""

    figures: tuple[Figure, ...]
    funnel: Funnel
    cohorts: tuple[Funnel, ...]
    by_cause: tuple[ReturnOnCost, ...]
    by_strategy: tuple[ReturnOnCost, ...]
    by_offer: tuple[ReturnOnCost, ...]
    by_leader: tuple[ReturnOnCost, ...]
    by_year: tuple[ReturnOnCost, ...]

    def figure(self, key: str) -> Figure:
        """The figure of this key."""
        return next(each for each in self.figures if each.key == key)


def win_back_review(
    cases: Sequence[ReviewedCase], period: Period, today: date, currency: str
) -> WinBackReview:
    """How the cases lost in the period have turned out up to today."""
    lost = [case for case in cases if period.holds(case.lost_on) and not case.repeats]
    opened = sum(period.holds(case.opened_on) for case in cases)
    came_back = len(came_back_in(cases, period))
    months: dict[str, list[ReviewedCase]] = {}
    for case in sorted(lost, key=lambda case: case.lost_on):
        months.setdefault(month_of(case.lost_on).name, []).append(case)
    return WinBackReview(
        tuple(_figures(cases, lost, opened, came_back, period, today, currency)),
        funnel_of("lost in the period", lost),
        tuple(funnel_of(month, own) for month, own in months.items()),
        _by(lost, lambda case: [one.label for one in case.roots()][:1]),
        _by(lost, lambda case: [case.strategy] if case.strategy else []),
        _by(lost, lambda case: list(case.offer_kinds)),
        _by(lost, lambda case: [case.responsible] if case.responsible else []),
        _by_year(lost, judged_after(cases), today),
    )


def came_back_in(cases: Iterable[ReviewedCase], period: Period) -> list[ReviewedCase]:
    """The cases answered by an order of the period, whenever the account was lost (M11)."""
    return [
        case
        for case in cases
        if case.answer is not None and period.holds(case.answer.on_day) and not case.repeats
    ]


def funnel_of(name: str, cases: Sequence[ReviewedCase]) -> Funnel:
    """How far these cases have come; each step counts those that reached it, whichever steps they skipped."""
    back = [case.answer for case in cases if case.answer is not None]
    return Funnel(
        name,
        len(cases),
        sum(case.interviewed for case in cases),
        sum(case.decided for case in cases),
        sum(case.planned for case in cases),
        sum(case.contacted for case in cases),
        len(back),
        sum(one.resumed_on is not None for one in back),
        sum(one.clean_on is not None for one in back),
    )


def return_on_cost(name: str, cases: Sequence[ReviewedCase]) -> ReturnOnCost:
    """M11c (ROMI): the profit of those who returned against the cost of all that was tried."""
    costs = [case.cost for case in cases if case.cost is not None]
    return ReturnOnCost(
        name,
        len(cases),
        sum(case.answer is not None for case in cases),
        sum(case.answer.profit for case in cases if case.answer is not None),
        sum(costs) if costs else None,
    )


def _by(
    cases: Sequence[ReviewedCase], names: Callable[[ReviewedCase], Iterable[str]]
) -> tuple[ReturnOnCost, ...]:
    groups: dict[str, list[ReviewedCase]] = {}
    for case in cases:
        for name in dict.fromkeys(names(case)):
            groups.setdefault(name, []).append(case)
    rows = [return_on_cost(name, own) for name, own in groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.cases, row.name)))


def _figures(
    cases: Sequence[ReviewedCase],
    lost: Sequence[ReviewedCase],
    opened: int,
    came_back: int,
    period: Period,
    today: date,
    currency: str,
) -> list[Figure]:
    back = [case for case in lost if case.answer is not None]
    made = [
        replace(
            count_figure("cases_opened", "Cases opened", opened, "cases opened in the period", "M6b"),
            meaning="in the period, whenever they were lost",
        ),
        count_figure(
            "returned_in_period",
            "Back in the period, whenever lost",
            came_back,
            "accounts with a first order after a loss in the period, whenever they were lost",
            "M11",
        ),
        replace(
            count_figure(
                "cases_lost", "Lost with a case", len(lost), "cases with a loss in the period", "M6"
            ),
            meaning="in the period, whenever the case was opened",
        ),
        count_figure(
            "returned",
            "Back by today, lost in the period",
            len(back),
            "of them, those with an order after the loss up to today; nothing else counts",
            "M11",
        ),
        share_figure(
            "win_back_percent",
            "Win-back rate so far",
            len(back),
            len(lost),
            "returned up to today / cases lost in the period",
            "M11",
        ),
    ]
    made += [_within(lost, days, today) for days in WINDOWS]
    made.append(_days_to_return(back))
    of_years = period.start.year < period.end.year and not period.months
    judged_on = date.max if of_years else _judged_on(period.end, judged_after(cases))
    made += _cost(lost, currency, judged_on, today)
    made += _growth(back, currency)
    made += _relapse(cases, back)
    return made


def _within(lost: Sequence[ReviewedCase], days: int, today: date) -> Figure:
    seen = [case for case in lost if (today - case.lost_on).days >= days]
    back = sum(case.answer is not None and case.answer.days <= days for case in seen)
    return share_figure(
        f"win_back_{days}_percent",
        f"Returned within {days} days",
        back,
        len(seen),
        f"returned within {days} days of the loss / cases lost at least {days} days ago",
        "M11",
        of=f"lost at least {days} days ago",
    )


def _days_to_return(back: Sequence[ReviewedCase]) -> Figure:
    days = [case.answer.days for case in back if case.answer is not None]
    return Figure(
        "days_to_return_median",
        "Days to return, median",
        Unit.DAYS,
        median(days) if days else None,
        f"median days from loss to first order, of {len(days)} returned",
        "M6",
        denominator=len(days),
        why="" if days else "Nobody lost in this period has returned.",
    )


def judged_after(cases: Iterable[ReviewedCase]) -> int:
    """Days after a loss from which on cost and return may be judged: the usual time to a return and a year of sales."""
    days = [case.answer.days for case in cases if case.answer is not None]
    return round(median(days) if days else USUAL_DAYS) + A_YEAR


def _judged_on(last: date, after: int) -> date:
    return last + timedelta(days=after)


def _by_year(cases: Sequence[ReviewedCase], after: int, today: date) -> tuple[ReturnOnCost, ...]:
    years: dict[int, list[ReviewedCase]] = {}
    for case in cases:
        years.setdefault(case.lost_on.year, []).append(case)
    return tuple(
        replace(return_on_cost(f"{year}", own), young=_judged_on(date(year, 12, 31), after) > today)
        for year, own in sorted(years.items())
    )


def _cost(lost: Sequence[ReviewedCase], currency: str, judged_on: date, today: date) -> list[Figure]:
    whole = return_on_cost("", lost)
    untold = sum(case.cost is None for case in lost)
    timeless = sum(case.time is None for case in lost)
    note = f"; own time is not recorded for {timeless} of {len(lost)} cases" if timeless else ""
    why = "" if whole.cost is not None else "No cost is recorded: offers, own time and fixes are all unknown."
    return [
        money_figure(
            "cost",
            "All costs of winning back",
            whole.cost,
            currency,
            "offers taken or spent + own time + fixes, while 'winback offers' counts the offers alone; "
            f"nothing is known about {untold} of {len(lost)} cases{note}",
            "M11c",
            why,
        ),
        money_figure(
            "profit_returned",
            "Profit from returned customers",
            whole.profit,
            currency,
            "sales since the return, less credits, times the margin",
            "M11c",
        ),
        _romi(
            whole,
            currency,
            why or ("" if whole.cost else "Nothing was spent, so there is no return on it."),
            judged_on if judged_on > today else None,
        ),
    ]


def _romi(whole: ReturnOnCost, currency: str, why: str, young_until: date | None) -> Figure:
    """M11c (ROMI), shown as what one unit of money brought back; not judged before the returned had time to buy."""
    found = ratio_figure(
        "romi",
        f"Back per {currency or 'unit'} of all costs",
        Unit.FACTOR,
        None if whole.cost is None else whole.profit - whole.cost,
        whole.cost,
        "profit from returned customers / all costs; the return on all costs (ROMI) is that less 1",
        "M11c",
        why,
    )
    if found.value is None:
        return found
    shown, cents = brought_back(found.value, currency), round((found.value + 1) * 100)
    if young_until is not None:
        words = f"too early to judge before {full_day(young_until)}"
        if young_until == date.max:
            words = "judge each year of loss by itself"
        return replace(found, label=f"{found.label}, so far", shown=shown, meaning=words)
    if cents < 100:
        label = f"{found.label}, a loss"
        return replace(found, label=label, shown=shown, meaning="less than it cost", tone="bad")
    if cents > 100:
        return replace(found, shown=shown, meaning="more than it cost", tone="good")
    return replace(found, shown=shown, meaning="as much as it cost")


def brought_back(romi: float, currency: str) -> str:
    """What each unit spent brought back, for a return on cost: `0.81 EUR` for -0.19."""
    return f"{romi + 1:,.2f} {currency}".rstrip()


def _growth(back: Sequence[ReviewedCase], currency: str) -> list[Figure]:
    known = [case for case in back if case.answer is not None and case.answer.yearly_after is not None]
    price = [case for case in known if any(one.reason == "price" for one in case.roots())]
    made = []
    for key, label, own, rule in (
        ("growth_after", "Sales after return, of those before", known, "M4c"),
        ("growth_after_price", "The same for those who left over price", price, "K2"),
    ):
        before = sum(case.yearly_sales for case in own)
        after = sum(case.answer.yearly_after or 0 for case in own if case.answer is not None)
        made.append(
            ratio_figure(
                key,
                label,
                Unit.FACTOR,
                after if own else None,
                before,
                f"sales a year since the return / sales a year before the loss, of {len(own)} returned",
                rule,
                "" if before else "None of them has sales on record before and after.",
            )
        )
    return made


def _relapse(cases: Sequence[ReviewedCase], back: Sequence[ReviewedCase]) -> list[Figure]:
    again = [case for case in back if case.answer is not None and case.answer.lost_again_on is not None]
    same = sum(_same_reason(case, cases) is True for case in again)
    other = sum(_same_reason(case, cases) is False for case in again)
    return [
        count_figure("lost_again", "Lost again", len(again), "returned, and lost by a later case", "M13"),
        count_figure(
            "lost_again_same", "Lost again, same reason", same, "with a root reason in common", "M13"
        ),
        count_figure(
            "lost_again_other", "Lost again, another reason", other, "with other root reasons", "M13"
        ),
    ]


def _same_reason(case: ReviewedCase, cases: Sequence[ReviewedCase]) -> bool | None:
    later = [one for one in cases if one.account_id == case.account_id and one.lost_on > case.lost_on]
    if not later:
        return None
    following = {one.reason for one in min(later, key=lambda one: one.lost_on).roots()}
    own = {one.reason for one in case.roots()}
    return bool(own & following) if own and following else None
