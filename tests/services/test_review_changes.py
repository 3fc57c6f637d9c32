"""Own changes on the curve of losses, counted by hand: the same in the diary, the text, the data and on the screen."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.review_book import DAY, a_reviewed_book
from tests.tui.piloting import drawn, piloted, until
from winback_tui.domain.review.causes.own_changes import windows_of
from winback_tui.output.review.html import html_page
from winback_tui.output.review.page import page
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.review.own_changes import add_change, answer_change, diary
from winback_tui.services.review.review import reviews
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS

HOSTILE = "<script>alert(1)</script> [red]x[/red]"
ENV = {"WINBACK_NOW": "2026-12-31T12:00", "WINBACK_ACTOR": "Ann"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = a_reviewed_book(tmp_path)
    add_change(book, "Minimum order 200 EUR", "rules", date(2026, 2, 15))
    add_change(book, "New price list", "price", date(2026, 8, 16), segment="mills")
    add_change(book, "New carrier", "supplier", date(2026, 12, 1))
    add_change(book, "Long ago", "other", date(2024, 1, 1))
    answer_change(book, "minimum", {"affected": "small mills", "new_target": "no", "improved": "no"})
    return book


def test_ninety_days_lie_on_each_side_and_the_day_itself_is_after() -> None:
    before, after = windows_of(date(2026, 4, 1))
    assert before == (date(2026, 1, 1), date(2026, 3, 31))
    assert after == (date(2026, 4, 1), date(2026, 6, 29))
    assert all((last - first).days == 89 for first, last in (before, after))


def test_each_change_stands_next_to_the_losses_around_it(book: Book) -> None:
    (review,) = reviews(book, "2026")
    # Rules, 15 Feb: Case 23 in November 2025 lies 92 days back; from then on Case 1-10, 22 twice, Case 11-16 on day 90.
    assert [(each.row.what, each.lost_before, each.lost_after, each.complete) for each in review.changes] == [
        ("New carrier", 1, 0, False),  # Case 21 on 1 October
        ("New price list", 0, 0, True),  # mills have no case
        ("Minimum order 200 EUR", 0, 17, True),
    ]
    found = {each.row.what: (each.lost_before, each.lost_after) for each in diary(book)}
    assert all(found[each.row.what] == (each.lost_before, each.lost_after) for each in review.changes)


def test_a_segment_sees_its_own_changes_and_a_rep_the_own_losses(book: Book) -> None:
    by_segment = {each.group: each for each in reviews(book, "2026", "segment")}
    assert [each.row.what for each in by_segment["makers"].changes] == [
        "New carrier",
        "Minimum order 200 EUR",
    ]
    assert len(by_segment["mills"].changes) == 3
    by_rep = {each.group: each for each in reviews(book, "2026", "rep")}
    assert by_rep["Ann"].changes[2].lost_after == 0
    assert by_rep["Bob"].changes[2].lost_after == 17


def test_text_page_and_data_hold_the_change_and_its_answers(book: Book) -> None:
    add_change(book, HOSTILE, "other", DAY)
    found = reviews(book, "2026")
    text = page(found)
    assert "▲" in text and "Minimum order 200 EUR" in text
    assert "small mills" in text and "not answered yet" in text
    html = html_page(found)
    assert "<polyline" in html and "▲" in html and "small mills" in html
    assert "<script>alert" not in html
    (told,) = Winback(book.path, ENV)("review", "--period", "2026", "--json").json
    change = next(each for each in told["own_changes"] if each["kind"] == "rules")
    assert (change["lost_before"], change["lost_after"], change["affected"]) == (0, 17, "small mills")
    assert change["follows"] == "Put it right before you call anybody."
    assert len(change["open_questions"]) == 1


@piloted
async def test_the_screen_shows_it_and_opens_the_accounts_lost_since(book: Book) -> None:
    app = WinbackApp(LiveBook.of(book), views=[spec for spec in VIEWS if spec.id == "review"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        await pilot.press("n", "n", "n")
        await until(pilot, lambda: "0 → 17" in drawn(app) and "Minimum order" in drawn(app))
        await pilot.press("end", "enter")
        await until(pilot, lambda: "17 accounts" in drawn(app) and "Case 10" in drawn(app))
