"""What winning back cost and what came of it, and from which day on that can be judged (M11c, ROMI)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from winback_tui.domain.days.medians import median
from winback_tui.domain.review.facts import ReviewedCase
from winback_tui.domain.review.figure import Figure, Unit, money_figure, ratio_figure
from winback_tui.domain.review.period import Period, month_words
from winback_tui.domain.wording.wording import full_day

A_YEAR = 365
USUAL_DAYS = 90
"""The time to a return where nobody has returned yet (our own definition)."""


@dataclass(frozen=True, slots=True)
class ReturnOnCost:
    """M11c (ROMI) of some cases: `romi` = (profit - cost) / cost; None without a recorded cost.

    `young_until`: before this day it is too early to judge, as those who may still return have not had the time, nor a
    year to buy again; None where that is over or not asked.
    """

    name: str
    cases: int
    returned: int
    profit: int
    cost: int | None
    young_until: date | None = None

    @property
    def romi(self) -> float | None:
        """The return on the cost, 0 where profit and cost are equal."""
        return None if not self.cost else (self.profit - self.cost) / self.cost


class JudgedYear(NamedTuple):
    """A year of loss, the day from which on its cost and return can be judged, and from that day on its ROMI."""

    year: int
    on_day: date
    romi: float | None = None


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


def grouped_returns(
    cases: Sequence[ReviewedCase], names: Callable[[ReviewedCase], Iterable[str]]
) -> tuple[ReturnOnCost, ...]:
    """The same for each of the `names` of a case, that of most cases first."""
    groups: dict[str, list[ReviewedCase]] = {}
    for case in cases:
        for name in dict.fromkeys(names(case)):
            groups.setdefault(name, []).append(case)
    rows = [return_on_cost(name, own) for name, own in groups.items()]
    return tuple(sorted(rows, key=lambda row: (-row.cases, row.name)))


def judged_after(cases: Iterable[ReviewedCase]) -> int:
    """Days after a loss from which on cost and return may be judged: the usual time to a return and a year of sales."""
    days = [case.answer.days for case in cases if case.answer is not None]
    return round(median(days) if days else USUAL_DAYS) + A_YEAR


def judged_on_day(year: int, after: int, period: Period | None = None) -> date:
    """The day from which on the losses of a year may be judged, of a period only those in it.

    `after` so many days after the last of them could happen: while a period runs, more may be lost until its end.
    """
    last = date(year, 12, 31)
    if period is not None and not period.open_ended:
        last = min(last, period.end)
    return last + timedelta(days=after)


def judged_whole(period: Period, after: int) -> date:
    """The day from which on all losses of a period may be judged together; never for those of several years."""
    if period.start.year < period.end.year and not period.months:
        return date.max
    return judged_on_day(period.start.year, after, period)


def returns_by_year(
    cases: Sequence[ReviewedCase], period: Period, after: int, today: date
) -> tuple[ReturnOnCost, ...]:
    """The same for each year of loss in a period; `after`: as `judged_after` says."""
    years: dict[int, list[ReviewedCase]] = {}
    for case in cases:
        years.setdefault(case.lost_on.year, []).append(case)
    rows = list[ReturnOnCost]()
    for year, own in sorted(years.items()):
        judged_on = judged_on_day(year, after, period)
        row = return_on_cost(f"{year}", own)
        rows.append(replace(row, young_until=judged_on) if judged_on > today else row)
    return tuple(rows)


def judged_year(cases: Sequence[ReviewedCase], today: date) -> JudgedYear | None:
    """Of the years of these losses the latest that can be judged, else the first that will be; None without losses."""
    after = judged_after(cases)
    years = [
        JudgedYear(year, judged_on_day(year, after)) for year in sorted({case.lost_on.year for case in cases})
    ]
    found = max((each for each in years if each.on_day <= today), default=min(years, default=None))
    if found is None or found.on_day > today:
        return found
    lost = [case for case in cases if case.lost_on.year == found.year and not case.repeats]
    return found._replace(romi=return_on_cost("", lost).romi)


def cost_figures(
    lost: Sequence[ReviewedCase],
    currency: str,
    judged_on: date,
    judged: JudgedYear | None,
    today: date,
) -> list[Figure]:
    """Cost, profit and what one unit of money brought back; `judged_on`: the first day on which that may be judged.

    `judged`: the year whose return is named where it is too early for that of these losses.
    """
    whole = return_on_cost("", lost)
    unknown = sum(case.cost is None for case in lost)
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
            f"nothing is known about {unknown} of {len(lost)} cases{note}",
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
            judged,
        ),
    ]


def _romi(
    whole: ReturnOnCost, currency: str, why: str, young_until: date | None, judged: JudgedYear | None
) -> Figure:
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
        words, short = f"too early to judge before {full_day(young_until)}", ""
        if young_until == date.max:
            words = short = "judge each year of loss by itself"
        else:
            short = f"too early until {month_words(young_until)}"
        if judged is not None and judged.romi is not None:
            verdict = _verdict(judged.romi)
            words += f"; {judged.year}: {brought_back(judged.romi, currency)}, {verdict}"
            short += f"; {judged.year}: {brought_back(judged.romi, '')}, {verdict}"
        return replace(found, label=f"{found.label}, so far", shown=shown, meaning=words, short=short)
    if cents < 100:
        found, words, tone = replace(found, label=f"{found.label}, a loss"), "less than it cost", "bad"
    else:
        words, tone = ("more than it cost", "good") if cents > 100 else ("as much as it cost", "")
    return replace(found, shown=shown, meaning=words, short=words, tone=tone)


def _verdict(romi: float) -> str:
    """Whether winning back paid, to the cent."""
    cents = round((romi + 1) * 100)
    return "paid" if cents > 100 else "a loss" if cents < 100 else "broke even"


def brought_back(romi: float, currency: str) -> str:
    """What each unit spent brought back, for a return on cost: `0.81 EUR` for -0.19."""
    return f"{romi + 1:,.2f} {currency}".rstrip()
