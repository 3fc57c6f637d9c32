"""What came back for the cost of winning back: its words, and from when it can be judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.services.review_book import DAY, a_reviewed_book
from winback_tui.domain.review.facts import CaseReturn, ReviewedCase
from winback_tui.domain.review.period import read_period
from winback_tui.domain.review.win_back.win_back import win_back_review
from winback_tui.domain.wording.wording import full_day
from winback_tui.output.review.board import brief_lines
from winback_tui.output.review.figures import detail_words
from winback_tui.output.review.panels.panel import Panel
from winback_tui.output.review.panels.win_back_panel import win_back_panel
from winback_tui.services.review.review import reviews


def text_of(panel: Panel, width: int, height: int) -> list[str]:
    return ["".join(text for text, _ in line) for line in brief_lines(panel, width, height)]


@pytest.mark.parametrize(
    ("profit", "label", "value", "tone", "words"),
    [
        (4_600, "Back per EUR of all costs, a loss", "0.46 EUR", "bad", "less than it cost"),
        (9_999, "Back per EUR of all costs", "1.00 EUR", "strong", "as much as it cost"),
        (10_000, "Back per EUR of all costs", "1.00 EUR", "strong", "as much as it cost"),
        (12_000, "Back per EUR of all costs", "1.20 EUR", "good", "more than it cost"),
    ],
)
def test_what_came_back_for_the_cost_is_toned_and_said_in_words(
    profit: int, label: str, value: str, tone: str, words: str
) -> None:
    back = CaseReturn(DAY, 20, None, None, None, profit, None)
    lost = ReviewedCase("c", 1, "a", "A", "Ann", "", "A", "EUR", DAY, DAY, offers=10_000, answer=back)
    figure = win_back_review([lost], read_period("2026", DAY), date(2028, 1, 20), "EUR").figure("romi")
    assert (figure.label, detail_words(figure)) == (label, words)
    line, below = brief_lines(Panel("x", "X", [figure], brief=("romi",)), 44, 3)
    assert below[0][0].strip() == words
    assert line[0][0].strip() == label and line[1] == (value, tone)


def test_what_came_back_is_not_judged_before_there_was_time_for_it() -> None:
    back = CaseReturn(DAY, 20, None, None, None, 4_600, None)
    lost = ReviewedCase("c", 1, "a", "A", "Ann", "", "A", "EUR", DAY, DAY, offers=10_000, answer=back)
    young = win_back_review([lost], read_period("2026", DAY), date(2028, 1, 19), "EUR")
    figure = young.figure("romi")
    # Lost on 31 Dec 2026 at the latest, 20 days to the return, and 365 days of sales: 20 Jan 2028.
    assert detail_words(figure) == "too early to judge before 20 Jan 2028" and not figure.tone
    assert [(row.name, row.young_until) for row in young.by_year] == [("2026", date(2028, 1, 20))]
    assert young.judged == (2026, date(2028, 1, 20), None)
    judged = win_back_review([lost], read_period("2026", DAY), date(2028, 1, 20), "EUR")
    assert [(row.name, row.young_until, row.romi) for row in judged.by_year] == [("2026", None, -0.54)]
    years = win_back_review([lost], read_period("since 2025-01-01", DAY), DAY, "EUR")
    assert detail_words(years.figure("romi")) == "judge each year of loss by itself"


def an_old_and_a_young_loss(profit: int) -> list[ReviewedCase]:
    """One of 2024 that cost 100 EUR and brought `profit` back after 20 days, one of 2026 that has not returned."""
    first, last = date(2024, 3, 1), date(2026, 3, 2)
    back = CaseReturn(first, 20, None, None, None, profit, None)
    old = ReviewedCase("c", 1, "a", "A", "Ann", "", "A", "EUR", first, first, offers=10_000, answer=back)
    return [old, ReviewedCase("d", 2, "b", "B", "Ann", "", "A", "EUR", last, last, offers=10_000)]


@pytest.mark.parametrize(
    ("profit", "words"), [(14_600, "1.46{}, paid"), (9_900, "0.99{}, a loss"), (10_000, "1.00{}, broke even")]
)
def test_where_it_is_too_early_the_board_says_so_and_names_the_latest_year_that_can_be_judged(
    profit: int, words: str
) -> None:
    """31 Dec 2026, 20 days to a return, a year of sales: 20 Jan 2028."""
    today = date(2026, 12, 1)
    found = win_back_review(an_old_and_a_young_loss(profit), read_period("2026", today), today, "EUR")
    figure = found.figure("romi")
    told = f"too early to judge before 20 Jan 2028; 2024: {words.format(' EUR')}"
    assert detail_words(figure) == told
    panel = Panel("x", "X", [figure], brief=("romi",))
    short = f"too early until Jan 2028; 2024: {words.format('')}"
    assert text_of(panel, 48, 3)[1].strip() == short
    assert text_of(panel, 38, 3)[1].strip() == short.rpartition(", ")[0]
    assert text_of(panel, 35, 3)[1].strip() == "too early until Jan 2028"
    assert len(text_of(panel, 38, 3)) == len(text_of(panel, 35, 3)) == 2
    old = win_back_review(an_old_and_a_young_loss(profit), read_period("2024", today), today, "EUR")
    assert "too early" not in detail_words(old.figure("romi")), "that year can be judged"


@pytest.mark.parametrize(
    "typed", ["2026", "2026-Q1", "2026-Q4", "2026-12", "2026-01-01..2026-12-15", "since 2026-02-01"]
)
@pytest.mark.parametrize("today", [date(2026, 12, 1), date(2026, 12, 31), date(2027, 3, 1)])
def test_one_day_is_said_from_which_on_a_period_can_be_judged(
    tmp_path: Path, typed: str, today: date
) -> None:
    """Also while the period runs, when more may still be lost before its end."""
    (review,) = reviews(a_reviewed_book(tmp_path), "2026")
    lost = [*an_old_and_a_young_loss(5_000)]
    period = read_period(typed, today)
    if period.start.year < period.end.year:
        return
    inside = min(period.start.replace(day=1), today)
    lost.append(lost[1]._replace(id="e", lost_on=inside, account_id="c", account_no=3))
    found = win_back_review(lost, period, today, "EUR")
    figure, (row,) = found.figure("romi"), [each for each in found.by_year if each.name == "2026"]
    assert row.young_until is not None
    assert detail_words(figure).startswith(f"too early to judge before {full_day(row.young_until)}")
    notes = win_back_panel(replace(review, period=period, win_back=found)).notes
    assert any(note.endswith(f" from {full_day(row.young_until)}.") for note in notes), notes


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2027, 2, 5), "No year of loss can be judged yet; 2025 is the first, from 6 Feb 2027."),
        (
            date(2027, 2, 6),
            "The latest year of loss whose cost can be judged is 2025, since 6 Feb 2027; 2026 from 6 Feb 2028.",
        ),
    ],
)
def test_where_every_year_is_too_early_the_latest_that_can_be_judged_is_named(
    tmp_path: Path, today: date, words: str
) -> None:
    """A return took 37 days, and a year of sales after it: 402 days from the end of the year of the loss."""
    (review,) = reviews(a_reviewed_book(tmp_path), "since 2025-01-01")
    judged = win_back_review(review.facts.cases, read_period("since 2025-01-01", today), today, "EUR")
    panel = win_back_panel(replace(review, win_back=judged))
    assert words in panel.notes
