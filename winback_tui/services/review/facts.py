"""Gathering what a review is computed from: the summaries, the cases with all about them, the team's work."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum

from winback_tui.domain.days.due import When
from winback_tui.domain.money.rates import rates_of
from winback_tui.domain.plan.letter_results import LetterOutcome
from winback_tui.domain.returns.loss_figures import LossFigures
from winback_tui.domain.review.account_sums import AccountSums
from winback_tui.domain.review.facts import RepWork, ReviewedAccount, ReviewedCase, ReviewFacts
from winback_tui.domain.review.period import Period
from winback_tui.domain.review.review import compared_periods
from winback_tui.services.plans.followups import (
    FollowUp,
    FollowUpKind,
    follow_ups_with_a_day,
)
from winback_tui.store.book import Book
from winback_tui.store.cases.own_changes import own_changes
from winback_tui.store.contacts.letter_outcomes import letter_outcomes
from winback_tui.store.contacts.team_work import all_complaints, team_work
from winback_tui.store.orders.data_day import kept_data_day
from winback_tui.store.settings.settings import setting
from winback_tui.store.summary.review.accounts import (
    contacted_accounts,
    loss_figures,
    numbers_to_list,
    reviewed_accounts,
)
from winback_tui.store.summary.review.first_day import first_known_day
from winback_tui.store.summary.review.sums import SumsWanted, numbers_silent_in, review_sums

from .case_reviewer import CaseReviewer, case_reviewer
from .narrowing import EVERYBODY, ReviewNarrowing
from .settings import own_review_settings


class AccountListing(Enum):
    """Which accounts are read one by one: all; those of which more is known than their orders, the rest added up;
    only these, and nothing of the rest; or these and those that fell silent in the period.
    """

    ALL = "all"
    SUMS = "sums"
    CASES = "cases"
    CHANGES = "changes"


def review_facts(book: Book, period: Period, listing: AccountListing = AccountListing.ALL) -> ReviewFacts:
    """Everything in the book that a review of this period needs, as known on the book's day."""
    with book.read() as connection:
        return gather_facts(connection, book.today, period, listing)


def gather_facts(
    connection: sqlite3.Connection,
    today: date,
    period: Period,
    listing: AccountListing = AccountListing.ALL,
    only: ReviewNarrowing = EVERYBODY,
    by: str = "",
) -> ReviewFacts:
    """The same inside a reading, of the accounts of `only`, which must be spelt as in the book.

    What is added up is split by the groups of `by`.
    """
    settings = own_review_settings(connection)
    letters = letter_outcomes(connection, today)
    contacts = contacted_accounts(connection)
    numbers = _numbers_listed(connection, listing, period, letters)
    figures = loss_figures(connection, numbers)
    accounts = reviewed_accounts(
        connection, settings.margin, {each.no: each.day for each in contacts}, numbers
    )
    cases = _review_cases(case_reviewer(connection, today, settings), accounts, figures)
    compared = compared_periods(period, today)
    others: list[AccountSums] = []
    if listing is AccountListing.SUMS:
        wanted = SumsWanted(
            *only,
            by,
            [each.no for each in accounts if each.no not in figures],
            settings.margin,
            [(each.start, each.end) for each in compared],
            today,
        )
        listed = {each.no for each in accounts}
        others = review_sums(connection, wanted, [each for each in contacts if each.no not in listed])
    with_work = listing in (AccountListing.ALL, AccountListing.SUMS)
    return ReviewFacts(
        today,
        kept_data_day(connection) or today,
        first_known_day(connection, min(each.end for each in compared)),
        "",
        accounts,
        cases,
        all_complaints(connection),
        _work(connection, period.until(today), today) if with_work else (),
        settings,
        own_changes(connection),
        letters,
        others,
        rates_of(setting(connection, "rates")),
    ).narrowed(*only)


def _numbers_listed(
    connection: sqlite3.Connection, listing: AccountListing, period: Period, letters: Sequence[LetterOutcome]
) -> list[int] | None:
    """The numbers of the accounts to read one by one; None for all."""
    if listing is AccountListing.ALL:
        return None
    numbers = numbers_to_list(connection, {each.account_id for each in letters})
    if listing is AccountListing.CHANGES:
        return sorted({*numbers, *numbers_silent_in(connection, period.start, period.end)})
    return numbers


def _review_cases(
    reviewer: CaseReviewer,
    accounts: list[ReviewedAccount],
    figures: Mapping[int, tuple[str, list[LossFigures]]],
) -> list[ReviewedCase]:
    """The cases of the accounts by the day of the loss; accounts that have any get their losses (`spells`) in place."""
    of_account = reviewer.by_account()
    cases: list[ReviewedCase] = []
    for place, account in enumerate(accounts):
        own = of_account.get(account.no)
        if own is not None:
            spells, reviewed = reviewer.review(account, own, *figures.get(account.no, ("", [])))
            accounts[place] = account._replace(spells=spells)
            cases += reviewed
    return sorted(cases, key=lambda case: (case.lost_on, case.id))


def _work(connection: sqlite3.Connection, period: Period, today: date) -> list[RepWork]:
    """What each employee did in the period, and how many follow-ups with a day To do gives them."""
    done = {each.name: each for each in team_work(connection, period.start, period.end)}
    late: dict[str, list[FollowUp]] = defaultdict(list)
    tasks: dict[str, Counter[str]] = defaultdict(Counter)
    for group, item in follow_ups_with_a_day(connection, today):
        tasks[item.owner][group] += 1
        if group == When.LATE:
            late[item.owner].append(item)
    return [
        replace(
            done.get(name, RepWork(name)),
            late=tasks[name][When.LATE],
            today=tasks[name][When.TODAY],
            this_week=tasks[name][When.THIS_WEEK],
            late_steps=sum(bool(item.step_id) for item in late[name]),
            promises_late=sum(item.kind is FollowUpKind.PROMISE for item in late[name]),
        )
        for name in {**done, **tasks}
    ]
