"""Every figure that counts accounts opens as many as it counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.review_book import a_reviewed_book
from winback_tui.domain.review.behind import accounts_behind, lost_cases
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
    names = [account.name for account in accounts_behind(review, "customers_lost")]
    assert review.figure("customers_lost").value == 29
    assert len(names) == len(set(names)) == 28 and "Case 2" in names


def test_nobody_stands_behind_what_is_no_count_of_accounts(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    (review,) = reviews(book, "2026")
    assert accounts_behind(review, "complaints") == []
    (later,) = reviews(book, "2031")
    assert accounts_behind(later, "customers_lost") == []
