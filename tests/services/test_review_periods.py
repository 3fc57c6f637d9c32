"""Periods of a review: their words, what a running one is compared with, and all of the book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.services.review_book import DAY, a_reviewed_book
from winback_tui.domain.errors import BadInput
from winback_tui.domain.review.period import read_period
from winback_tui.domain.review.review import Review
from winback_tui.services.review.review import reviews
from winback_tui.store.book import Book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return a_reviewed_book(tmp_path_factory.mktemp("review"))


def review_of(book: Book, period: str = "2026") -> Review:
    (found,) = reviews(book, period)
    return found


@pytest.mark.parametrize(
    ("typed", "words", "phrase"),
    [
        ("2026", "2026 so far", "in 2026 so far"),
        ("2025", "2025", "in 2025"),
        ("2025-Q3", "2025-Q3", "in 2025-Q3"),
        ("2025-09", "2025-09", "in 2025-09"),
        ("since 2020-01-01", "all since 1 Jan 2020", "since 1 Jan 2020"),
        ("2026-01-15..2026-03-31", "2026-01-15..2026-03-31", "from 15 Jan 2026 to 31 Mar 2026"),
        ("ALL", "all since 5 Feb 2024", "in the whole book"),
    ],
)
def test_every_period_reads_well_in_a_heading_and_in_a_sentence(typed: str, words: str, phrase: str) -> None:
    period = read_period(typed, date(2026, 6, 30), date(2024, 2, 5)).until(date(2026, 6, 30))
    assert (period.words, period.phrase) == (words, phrase)


def test_a_running_period_is_compared_under_its_dates_and_with_the_whole_one_before(book: Book) -> None:
    (found,) = reviews(replace(book, as_of=date(2026, 5, 20)), "2026-Q2")
    before, year_before, whole = found.compared
    assert (before.dates, year_before.dates) == ("1 Jan-20 Feb 2026", "1 Apr-20 May 2025")
    assert (whole.name, whole.start, whole.end) == ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31))
    lost = next(each for each in found.comparisons if each.key == "customers_lost")
    (first,) = reviews(replace(book, as_of=date(2026, 5, 20)), "2026-Q1")
    assert lost.whole is not None and lost.whole.value == first.figure("customers_lost").value
    assert lost.before.value != lost.whole.value
    (over,) = reviews(book, "2026-Q1")
    assert len(over.compared) == 2 and over.comparisons[0].whole is None


def test_all_is_since_the_first_order_or_case(book: Book) -> None:
    (found,) = reviews(book, "all")
    with book.read() as connection:
        (order,) = connection.execute("SELECT min(day) FROM sales_order WHERE kind = 'order'").fetchone()
        (case,) = connection.execute("SELECT min(lost_on) FROM loss_case").fetchone()
    assert found.period.start.isoformat() == min(order, case) and found.period.end == book.today
    assert not found.comparisons and not found.compared
    assert found.figure("cases_lost").value == len(
        {case.id for case in found.facts.cases if not case.repeats}
    )


def test_not_known_is_no_cause_and_stands_last(book: Book) -> None:
    (found,) = reviews(book, "2026")
    reasons = [row.reason for row in found.causes]
    assert "" in reasons and reasons.index("") == len(reasons) - 1
    profits = [row.profit for row in found.causes if row.reason]
    assert profits == sorted(profits, reverse=True)
    assert sum(row.profit for row in found.causes) == 9_900_00


def test_who_stopped_ordering_and_is_asleep_is_not_among_the_overdue(tmp_path: Path) -> None:
    (found,) = reviews(a_reviewed_book(tmp_path), "2025")  # Gone before, silent since August 2025
    assert (found.figure("lost_silent").value, found.figure("lost_silent_overdue").value) == (1, 0)


@pytest.mark.parametrize(
    ("period", "why"),
    [("2031", "2031 has not begun yet."), ("2001", "The book begins on"), ("2027-Q1", "has not begun")],
)
def test_a_period_without_data_gives_reasons_and_no_zeros(book: Book, period: str, why: str) -> None:
    found = review_of(book, period)
    assert why in found.why
    assert {figure.value for figure in found.loss.figures} == {None}
    assert all(why in figure.why for figure in found.loss.figures)


@pytest.mark.parametrize(
    "typed",
    ["soon", "2026-13", "2026-Q5", "2026-02-30..2026-03-01", "2026-03-02..2026-03-01", "99999", "2026-1"],
)
def test_a_period_that_is_none_is_refused_in_one_sentence(book: Book, typed: str) -> None:
    with pytest.raises(BadInput, match=r"period"):
        reviews(book, typed)


def test_a_period_since_a_day_ends_today_and_adds_up_with_what_was_before(book: Book) -> None:
    found = review_of(book, "since 2026-05-16")
    assert (found.period.start, found.period.end) == (date(2026, 5, 16), DAY)
    before = review_of(book, "2026-01-01..2026-05-15")
    for key in ("customers_lost", "sales_lost", "cases_opened"):
        parts = (found.figure(key).value or 0) + (before.figure(key).value or 0)
        assert parts == review_of(book).figure(key).value
    assert review_of(book, "2026-05-16..").figures is not None
    with pytest.raises(BadInput, match="is in the future"):
        reviews(book, "since 2027-05-16")
