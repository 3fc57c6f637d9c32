"""View 5: a page of figures at a time, period and group by keys, the accounts behind each figure."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.services.review_book import a_reviewed_book
from tests.store.books import book_at
from tests.tui.piloting import drawn, piloted, toasts, until
from winback_tui.services.book.live_book import LiveBook
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.account.screen import AccountScreen
from winback_tui.tui.screens.review.accounts_behind import AccountsBehindScreen
from winback_tui.tui.screens.review.pages.review_rows import PAGES

REVIEW = [spec for spec in VIEWS if spec.id == "review"]


def app_on(book: Book) -> WinbackApp:
    return WinbackApp(LiveBook.of(book), views=REVIEW)


@piloted
@pytest.mark.parametrize("size", [(120, 36), (160, 45)])
async def test_a_plot_beside_the_list_is_seen_whole_and_boxes_cut_no_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Enter opens a panel" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "1 of 8" in drawn(app) and "Lost per month" in drawn(app))
        plot = drawn(app).partition("Lost per month")[2]
        assert "2025" in plot and "2026" in plot, "the years stand below the last row of the plot"
        await pilot.press("p", "p")
        await until(pilot, lambda: "Class, and how ready to leave" in drawn(app))
        boxes = drawn(app).partition("Class, and how ready to leave")[2].partition("Risk (up)")[0]
        assert boxes.count("class ") == 3 and "…" not in boxes


@piloted
async def test_the_figures_are_those_of_the_command_with_their_formula(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        lines = drawn(app).splitlines()
        assert any("Lost with a case" in line and " 22 " in line for line in lines)
        assert any(
            "Share of customers lost " in line and "78 %" in line and "28 of 36" in line for line in lines
        )
        assert any("Lost  " in line and " 29 " in line and "22 cases + 7" in line for line in lines)
        assert "ordered on two days or more" in " ".join(drawn(app).split())
        assert "Customers · page 1 of 8 · 2026 · EUR" in lines[1]


@piloted
async def test_keys_turn_pages_and_move_the_period(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(100, 36)) as pilot:
        for place, title in ((2, "Money"), (3, "Root causes by profit lost"), (4, "▲ a change of ours")):
            await pilot.press("n")
            await until(pilot, partial(heads, app, title, f"{place} of 8"))
        await pilot.press("p")
        await until(pilot, lambda: "Delivery" in drawn(app) and "2,880 EUR" in drawn(app))
        await pilot.press("m")
        await until(pilot, lambda: "2026-Q4" in head(app))
        await pilot.press("comma")
        await until(pilot, lambda: "2026-Q3" in head(app))
        await pilot.press("m")
        await until(pilot, lambda: "2026-09" in head(app))
        await pilot.press("m")
        await until(pilot, lambda: "all since " in head(app))
        await pilot.press("comma")
        await until(pilot, lambda: "This is all of the book; m shows a year." in toasts(app))
        await pilot.press("m", "comma")
        await until(pilot, lambda: "2025 " in head(app))
        await pilot.press("full_stop")
        await until(pilot, lambda: "2026 " in head(app))
        await pilot.press("full_stop")
        await until(pilot, lambda: "The period after this one has not begun yet." in toasts(app))


def head(app: WinbackApp) -> str:
    return drawn(app).splitlines()[1]


def heads(app: WinbackApp, *words: str) -> bool:
    return all(word in head(app) for word in words)


@piloted
async def test_it_is_told_by_rep_and_each_figure_opens_its_accounts(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.press("b")
        await until(pilot, lambda: "rep Ann · w: 1 other rep" in head(app))
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsBehindScreen))
        await until(pilot, lambda: "6 accounts" in drawn(app) and "Silent 6" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "rep Ann" in head(app))
        await pilot.press("w")
        await until(pilot, lambda: "rep Bob · w: 1 other rep" in head(app))


@piloted
async def test_every_page_is_drawn_at_every_size(tmp_path: Path) -> None:
    for number, size in enumerate(((60, 20), (80, 24), (100, 36))):
        app = app_on(a_reviewed_book(tmp_path / str(number)))
        async with app.run_test(size=size) as pilot:
            for place in range(2, len(PAGES) + 2):
                assert "▌" in drawn(app) or "○" in drawn(app)
                await pilot.press("n")
                await until(pilot, partial(heads, app, f"{(place - 1) % 8 + 1} of 8"))


@piloted
async def test_the_team_page_says_who_has_the_most_money_at_risk_and_opens_those_accounts(
    tmp_path: Path,
) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(100, 36)) as pilot:
        for place in range(2, PAGES.index("team") + 2):
            await pilot.press("n")
            await until(pilot, partial(heads, app, f"{place} of 8"))
        await until(pilot, lambda: "At risk: Bob" in drawn(app))
        lines = [line for line in drawn(app).splitlines() if "At risk: " in line]
        assert "29,646 EUR  1,487 EUR overdue + 28,159 EUR in open cases" in lines[0]
        assert "At risk: Ann" in lines[1] and "5,908 EUR  5,908 EUR overdue" in lines[1]
        assert len(lines) == 2, "nobody else owns an account at risk"
        rows = [line for line in drawn(app).splitlines() if " due  " in line]
        await pilot.press(*["down"] * len(rows), "enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsBehindScreen))
        await until(pilot, lambda: "20 accounts" in drawn(app) and "At risk: Bob" in drawn(app))


@piloted
async def test_the_tables_can_be_read_and_copied(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "Lost per month:" in drawn(app))
        await pilot.press("escape", "y")
        await until(pilot, lambda: any("This page: " in each for each in toasts(app)))


@piloted
async def test_the_review_is_written_as_html_and_a_file_is_not_replaced_unasked(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    target = tmp_path / "review.html"
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        for existing in (False, True):
            await pilot.press("x")
            await until(pilot, lambda: "Write the review as HTML" in drawn(app))
            app.screen.query_one(Input).value = str(target)
            await pilot.press("enter")
            if existing:
                await until(pilot, lambda: "Enter again replaces it" in drawn(app))
                assert target.read_text() == "old"
                await pilot.press("enter")
            await until(pilot, lambda: target.exists() and "40,500 EUR" in target.read_text("utf-8"))
            target.write_text("old")
            await until(pilot, lambda: "Write the review as HTML" not in drawn(app))
            await until(pilot, lambda: f"Review written to {target}" in toasts(app))


@piloted
async def test_an_empty_book_says_what_to_do(tmp_path: Path) -> None:
    app = WinbackApp(LiveBook(book_at(tmp_path).path, or_blank=True), views=REVIEW)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "There are no orders and no cases in this book yet." in drawn(app))
