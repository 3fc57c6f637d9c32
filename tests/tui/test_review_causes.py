"""Wordings joined and parted on the screen, own changes written down and their questions answered there."""

from __future__ import annotations

from pathlib import Path

from tests.services.review_book import a_reviewed_book
from tests.services.test_wordings import LATE, LATER, told
from tests.tui.piloting import drawn, piloted, until
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.review.own_changes import diary
from winback_tui.services.review.wordings import wordings
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import undo
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.review.accounts_behind import AccountsBehindScreen


def app_on(book: Book) -> WinbackApp:
    return WinbackApp(LiveBook.of(book), views=[spec for spec in VIEWS if spec.id == "review"])


@piloted
async def test_a_proposal_is_taken_parted_and_undone(tmp_path: Path) -> None:
    book = told(a_reviewed_book(tmp_path))
    app = app_on(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        await pilot.press("r")
        await until(pilot, lambda: "3 wordings · 1 proposal" in drawn(app))
        await pilot.press("end")
        await until(pilot, lambda: f"Nearly the same as “{LATE}”" in drawn(app))
        await pilot.press("a")
        await until(pilot, lambda: next(each.joined for each in wordings(book)) == (LATER,))
        await until(pilot, lambda: "2 wordings" in drawn(app) and "900 EUR" in drawn(app))
        await pilot.press("home", "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsBehindScreen) and "Case 19" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Also worded as" in drawn(app) and LATER in drawn(app))
        await pilot.press("x")
        await until(pilot, lambda: "3 wordings · 1 proposal" in drawn(app))
        undo(book)
        assert wordings(book)[0].joined == (LATER,)


@piloted
async def test_marked_wordings_are_joined_to_the_one_under_the_cursor(tmp_path: Path) -> None:
    book = told(a_reviewed_book(tmp_path))
    app = app_on(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        await pilot.press("r")
        await until(pilot, lambda: "3 wordings" in drawn(app))
        await pilot.press("home", "space", "space", "end", "a")
        await until(pilot, lambda: len(wordings(book)) == 1)
        assert wordings(book)[0].accounts == 3


@piloted
async def test_a_change_is_written_down_and_its_questions_answered(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(100, 36)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        await pilot.press("a")
        await until(pilot, lambda: "Own change" in drawn(app))
        await pilot.press(*"minimum order", "enter")
        await until(pilot, lambda: len(diary(book)) == 1)
        await pilot.press("n", "n", "n")
        await until(pilot, lambda: "4 of 8" in drawn(app) and "minimum order" in drawn(app))
        await pilot.press("home", "f")
        await until(pilot, lambda: "Which customers did it affect?" in drawn(app))
        await pilot.press("tab", "right", "enter")
        await until(pilot, lambda: bool(diary(book)[0].row.new_target))
        assert diary(book)[0].row.kind == "rules"
