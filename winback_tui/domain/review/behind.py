"""Which accounts are behind a figure of the review, so that it can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from .facts import ReviewedAccount, ReviewedCase, is_overdue
from .losses import LossCount, LossEvent, customers_on
from .period import Period
from .review import Review
from .win_back.funnel import STEPS
from .win_back.win_back import came_back_in

_Events = Callable[[LossEvent, date], bool]
_Cases = Callable[[ReviewedCase], bool]


def _everybody(event: LossEvent, start: date) -> bool:
    return True


def _of_start(event: LossEvent, start: date) -> bool:
    return event.since is not None and event.since < start


_EVENTS: Mapping[str, _Events] = {
    **dict.fromkeys(
        (
            *("customers_lost", "sales_lost", "profit_lost", "sales_lost_projected", "profit_lost_projected"),
            *("lifetime_lost", "months_of_rent", "months_of_salaries", "referrals_lost"),
        ),
        _everybody,
    ),
    **dict.fromkeys(
        ("lost_since_start", "customers_lost_percent", "customers_lost_yearly_percent", "sales_lost_percent"),
        _of_start,
    ),
    "lost_by_case": lambda event, start: event.case is not None,
    "lost_silent": lambda event, start: event.case is None,
    "lost_silent_overdue": lambda event, start: event.case is None and is_overdue(event.account),
}


def _back(case: ReviewedCase) -> bool:
    return case.answer is not None


def _has_root(case: ReviewedCase) -> bool:
    return bool(case.roots())


_CASES: Mapping[str, _Cases] = {
    "cases_lost": lambda case: True,
    **dict.fromkeys(
        (
            *("win_back_percent", "days_to_return_median", "profit_returned", "growth_after"),
            *(f"win_back_{days}_percent" for days in (90, 180, 365)),
        ),
        _back,
    ),
    **dict.fromkeys(("cost", "romi"), lambda case: case.cost is not None),
    "growth_after_price": lambda case: _back(case) and any(one.reason == "price" for one in case.roots()),
    "lost_again": lambda case: case.answer is not None and case.answer.lost_again_on is not None,
    "causes_known_percent": _has_root,
    "causes_fixable": lambda case: any(one.fixable is not False for one in case.roots()),
    "causes_beyond": lambda case: _has_root(case) and all(one.fixable is False for one in case.roots()),
    "human_failures": lambda case: any(one.human for one in case.roots()),
    "promises_broken": lambda case: any(one.promise_broken for one in case.roots()),
    **STEPS,
}
"""Whether a case counts, by the key of a figure or the step of the funnel."""


_OF_START = ("customers_start", "sales_average")


def counts_accounts(key: str) -> bool:
    """Whether the figure with this key counts accounts."""
    return key in (*_OF_START, *_EVENTS, "cases_opened", "returned_in_period", *_CASES)


def counts_losses(key: str) -> bool:
    """Whether the accounts that the figure with this key counts are lost, with a case or because they stopped."""
    return key in _EVENTS


def accounts_behind(review: Review, key: str) -> list[ReviewedAccount]:
    """The accounts that a figure counts, in the order of the losses or of the book; none where it counts no accounts.

    An account lost twice in the period is named once. The list is complete only where the facts list every account.
    """
    if review.why:
        return []
    start = review.period.start
    if key in _OF_START:
        return customers_on(review.facts.accounts, start)
    if key in _EVENTS:
        counts = _EVENTS[key]
        return _once(event.account for event in review.loss.events if counts(event, start))
    if key == "cases_opened":
        opened = [case for case in review.facts.cases if review.period.holds(case.opened_on)]
        return named_accounts(review, (case.account_id for case in opened))
    if key == "returned_in_period":
        back = came_back_in(review.facts.cases, review.period)
        return named_accounts(review, (case.account_id for case in back))
    if key in _CASES:
        wanted = _CASES[key]
        return named_accounts(review, (case.account_id for case in lost_cases(review) if wanted(case)))
    return []


def accounts_lost(review: Review, period: Period) -> list[ReviewedAccount]:
    """The accounts lost in a period, each as often as it was lost, the first lost on top."""
    return [event.account for event in LossCount(review.facts).losses(period)]


def lost_cases(review: Review) -> list[ReviewedCase]:
    """The cases lost in the period, leaving out those that are not a new loss."""
    return [case for case in review.facts.cases if review.period.holds(case.lost_on) and not case.repeats]


def named_accounts(review: Review, ids: Iterable[str]) -> list[ReviewedAccount]:
    """The accounts of these ids, each once, in their order."""
    known = {account.id: account for account in review.facts.accounts}
    return [known[each] for each in dict.fromkeys(ids) if each in known]


def _once(accounts: Iterable[ReviewedAccount]) -> list[ReviewedAccount]:
    return list({account.no: account for account in accounts}.values())
