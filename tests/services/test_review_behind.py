"""Every figure that counts accounts opens as many as it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.services.review_book import a_reviewed_book
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.review.behind import accounts_behind, accounts_of_cause, lost_cases
from winback_tui.domain.review.causes.causes import causes_of
from winback_tui.services.review.review import reviews

COUNTED = (
    *("customers_start", "lost_by_case", "lost_silent", "lost_since_start", "cases_lost", "returned"),
    *("causes_fixable", "causes_beyond", "human_failures", "promises_broken", "lost_again"),
)


@pytest.mark.parametrize("period", ["2026", "2026-Q1", "2026-05", "2025"])
def test_as_many_accounts_stand_behind_a_figure_as_it_counts(tmp_path: Path, period: str) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), period, listed=True)
    for key in COUNTED:
        assert len(accounts_behind(review, key)) == review.figure(key).value, key
    for step, number in review.win_back.funnel.steps():
        assert len(accounts_behind(review, step)) == number, step
    assert len(lost_cases(review)) == review.win_back.funnel.lost


def test_an_account_lost_twice_is_named_once(tmp_path: Path) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026", listed=True)
    names = [each.account.name for each in accounts_behind(review, "customers_lost")]
    assert review.figure("customers_lost").value == 29
    assert len(names) == len(set(names)) == 28 and "Case 2" in names


def test_each_account_shows_the_loss_that_the_figure_counts(tmp_path: Path) -> None:
    """Not a later one: some came back after a case and have stopped ordering since."""
    book = replace(a_reviewed_book(tmp_path), clock=fixed_clock(date(2026, 12, 31)))
    (review,) = reviews(book, "2026", listed=True)
    cases = {(case.account_id, case.lost_on): case for case in lost_cases(review)}
    other = 0
    for key in (
        "lost_by_case",
        "cases_lost",
        "returned",
        "causes_known_percent",
        "causes_fixable",
        "planned",
    ):
        for each in accounts_behind(review, key):
            case = cases[each.account.id, each.lost_on or date.min]
            assert each.by_case and each.yearly_sales == case.yearly_sales, (key, each.account.name)
            other += each.account.spells[-1].lost not in (None, case.lost_on.toordinal())
    assert other, "the latest loss of some of them is another"
    for row in (*review.causes, *review.stated):
        named = accounts_of_cause(review, row)
        assert [each.account.id for each in named] == list(row.account_ids)
        for each in named:
            case = cases[each.account.id, each.lost_on or date.min]
            assert row.reason in [cause.reason for cause in causes_of(case, row.voice)]
    stopped = {(event.account.id, event.day) for event in review.loss.events if event.case is None}
    found = accounts_behind(review, "lost_silent")
    assert {(each.account.id, each.lost_on) for each in found} == stopped
    assert not any(each.by_case for each in found)


def test_nobody_stands_behind_what_is_no_count_of_accounts(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    (review,) = reviews(book, "2026")
    assert accounts_behind(review, "complaints") == []
    (later,) = reviews(book, "2031")
    assert accounts_behind(later, "customers_lost") == []
