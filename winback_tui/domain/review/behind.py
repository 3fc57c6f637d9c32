"""Which accounts are behind a figure of the review, so that it can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from .causes.causes import CauseTotal, causes_of
from .facts import ReviewedAccount, ReviewedCase, is_overdue
from .losses import LossCount, LossEvent, customers_on
from .period import Period
from .review import Review
from .win_back.funnel import STEPS
from .win_back.win_back import came_back_in


class CountedAccount(NamedTuple):
    """An account behind a figure with the loss that the figure counts; where it counts none, with its latest one.

    `lost_on` is None for one never lost; `by_case`: the loss has a case. `yearly_sales` in minor units, as before it.
    """

    account: ReviewedAccount
    lost_on: date | None
    by_case: bool
    yearly_sales: int


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


def accounts_behind(review: Review, key: str) -> list[CountedAccount]:
    """The accounts that a figure counts, in the order of the losses or of the book; none where it counts no accounts.

    An account lost twice in the period is named once, with the later loss.

    The list is complete only where the facts list every account.
    """
    if review.why:
        return []
    start = review.period.start
    if key in _OF_START:
        return as_of_today(customers_on(review.facts.accounts, start))
    if key in _EVENTS:
        counts = _EVENTS[key]
        return _once(_of_event(event) for event in review.loss.events if counts(event, start))
    if key == "cases_opened":
        opened = [case for case in review.facts.cases if review.period.holds(case.opened_on)]
        return accounts_of_cases(review, opened)
    if key == "returned_in_period":
        return accounts_of_cases(review, came_back_in(review.facts.cases, review.period))
    if key in _CASES:
        wanted = _CASES[key]
        return accounts_of_cases(review, filter(wanted, lost_cases(review)))
    return []


def accounts_lost(review: Review, period: Period) -> list[CountedAccount]:
    """The accounts lost in a period, each as often as it was lost, the first lost on top."""
    return [_of_event(event) for event in LossCount(review.facts).losses(period)]


def lost_cases(review: Review) -> list[ReviewedCase]:
    """The cases lost in the period, leaving out those that are not a new loss."""
    return [case for case in review.facts.cases if review.period.holds(case.lost_on) and not case.repeats]


def accounts_of_cause(review: Review, row: CauseTotal) -> list[CountedAccount]:
    """The accounts lost in the period for one reason."""
    cases = [
        case
        for case in lost_cases(review)
        if any(cause.reason == row.reason for cause in causes_of(case, row.voice))
    ]
    return accounts_of_cases(review, cases)


def accounts_of_cases(review: Review, cases: Iterable[ReviewedCase]) -> list[CountedAccount]:
    """The accounts of these cases, each once with the latest of them, in their order."""
    return counted_by_case(review.facts.accounts, cases)


def counted_by_case(
    accounts: Sequence[ReviewedAccount], cases: Iterable[ReviewedCase]
) -> list[CountedAccount]:
    """The same of the accounts of any facts."""
    known = {account.id: account for account in accounts}
    return _once(
        CountedAccount(known[case.account_id], case.lost_on, True, case.yearly_sales)
        for case in cases
        if case.account_id in known
    )


def named_accounts(review: Review, ids: Iterable[str]) -> list[CountedAccount]:
    """The accounts of these ids, each once, in their order."""
    known = {account.id: account for account in review.facts.accounts}
    return as_of_today(known[each] for each in dict.fromkeys(ids) if each in known)


def as_of_today(accounts: Iterable[ReviewedAccount]) -> list[CountedAccount]:
    """Accounts with their latest loss, for a figure that counts no losses."""
    found = []
    for account in accounts:
        spell = next((each for each in reversed(account.spells) if each.lost is not None), None)
        day = None if spell is None or spell.lost is None else date.fromordinal(spell.lost)
        by_case = spell is not None and bool(spell.case_id)
        found.append(CountedAccount(account, day, by_case, account.yearly_sales))
    return found


def _of_event(event: LossEvent) -> CountedAccount:
    return CountedAccount(event.account, event.day, event.case is not None, event.yearly_sales)


def _once(counted: Iterable[CountedAccount]) -> list[CountedAccount]:
    """Each account where it first stands, with the latest of its losses."""
    found: dict[str, CountedAccount] = {}
    for each in counted:
        known = found.get(each.account.id)
        if known is None or (each.lost_on or date.min) >= (known.lost_on or date.min):
            found[each.account.id] = each
    return list(found.values())
