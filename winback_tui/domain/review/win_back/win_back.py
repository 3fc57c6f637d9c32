"""How it went with the accounts lost in a period: the funnel, the rate, the time, and what it cost (M11, M11b,
M11c)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.days.medians import median
from winback_tui.domain.review.facts import ReviewedCase
from winback_tui.domain.review.figure import Figure, Unit, count_figure, ratio_figure, share_figure
from winback_tui.domain.review.period import Period, month_of

from .cost import (
    JudgedYear,
    ReturnOnCost,
    cost_figures,
    grouped_returns,
    judged_after,
    judged_whole,
    judged_year,
    returns_by_year,
)
from .funnel import Funnel, funnel_of

WINDOWS = (90, 180, 365)
"""A return within this many days after the loss counts for the rate with a window (our own definition)."""


@dataclass(frozen=True, slots=True)
class WinBackReview:
    """The cases lost in the period, `cohorts` by the month of the loss, and ROMI by what was done.

    `judged`: of all years in which accounts were lost the latest that can be judged, or else the first that will be.
    """

    figures: tuple[Figure, ...]
    funnel: Funnel
    cohorts: tuple[Funnel, ...]
    by_cause: tuple[ReturnOnCost, ...]
    by_strategy: tuple[ReturnOnCost, ...]
    by_offer: tuple[ReturnOnCost, ...]
    by_leader: tuple[ReturnOnCost, ...]
    by_year: tuple[ReturnOnCost, ...]
    judged: JudgedYear | None = None

    def figure(self, key: str) -> Figure:
        """The figure of this key."""
        return next(each for each in self.figures if each.key == key)


def win_back_review(
    cases: Sequence[ReviewedCase], period: Period, today: date, currency: str
) -> WinBackReview:
    """How the cases lost in a period have turned out up to today; the whole of it, also while it runs."""
    judged_on, judged = judged_whole(period, judged_after(cases)), judged_year(cases, today)
    whole, period = period, period.until(today)
    lost = [case for case in cases if period.holds(case.lost_on) and not case.repeats]
    back = [case for case in lost if case.answer is not None]
    opened = sum(period.holds(case.opened_on) for case in cases)
    came_back = len(came_back_in(cases, period))
    months: dict[str, list[ReviewedCase]] = {}
    for case in sorted(lost, key=lambda case: case.lost_on):
        months.setdefault(month_of(case.lost_on).name, []).append(case)
    return WinBackReview(
        (
            *_figures(lost, back, opened, came_back, today),
            *cost_figures(lost, currency, judged_on, judged, today),
            *_growth(back, currency),
            *_relapse(cases, back),
        ),
        funnel_of("lost in the period", lost),
        tuple(funnel_of(month, own) for month, own in months.items()),
        grouped_returns(lost, lambda case: [one.label for one in case.roots()][:1]),
        grouped_returns(lost, lambda case: [case.strategy] if case.strategy else []),
        grouped_returns(lost, lambda case: list(case.offer_kinds)),
        grouped_returns(lost, lambda case: [case.responsible] if case.responsible else []),
        returns_by_year(lost, whole, judged_after(cases), today),
        judged,
    )


def came_back_in(cases: Iterable[ReviewedCase], period: Period) -> list[ReviewedCase]:
    """The cases answered by an order of the period, whenever the account was lost (M11)."""
    return [
        case
        for case in cases
        if case.answer is not None and period.holds(case.answer.on_day) and not case.repeats
    ]


def _figures(
    lost: Sequence[ReviewedCase],
    back: Sequence[ReviewedCase],
    opened: int,
    came_back: int,
    today: date,
) -> list[Figure]:
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
    """M13: who was lost again, split by the reason; the three add up to all of them."""
    again = [case for case in back if case.answer is not None and case.answer.lost_again_on is not None]
    by_reason = Counter(_same_reason(case, cases) for case in again)
    return [
        count_figure("lost_again", "Lost again", len(again), "returned, and lost by a later case", "M13"),
        *(
            count_figure(key, f"Lost again, {words}", by_reason[same], formula, "M13")
            for key, words, same, formula in (
                ("lost_again_same", "same reason", True, "with a root reason in common"),
                ("lost_again_other", "another reason", False, "with other root reasons"),
                (
                    "lost_again_unknown",
                    "reason not known",
                    None,
                    "where the root reason of the first or of the second loss is not known",
                ),
            )
        ),
    ]


def _same_reason(case: ReviewedCase, cases: Sequence[ReviewedCase]) -> bool | None:
    later = [one for one in cases if one.account_id == case.account_id and one.lost_on > case.lost_on]
    if not later:
        return None
    following = {one.reason for one in min(later, key=lambda one: one.lost_on).roots()}
    own = {one.reason for one in case.roots()}
    return bool(own & following) if own and following else None
