"""View 5 on a large terminal: all panels side by side, each opened by Enter; narrowed as the lists are."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from tests.services.review_book import a_reviewed_book
from tests.store.books import book_at
from tests.tui.piloting import drawn, piloted, until
from winback_tui.services.book.live_book import LiveBook
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.review.accounts_behind import AccountsBehindScreen
from winback_tui.tui.screens.review.board import PLACES, BoardPanel
from winback_tui.tui.screens.review.pages.review_rows import PAGES
from winback_tui.tui.widgets.list.window_table import WindowTable

BOARD = (120, 36)


def app_on(book: Book) -> WinbackApp:
    return WinbackApp(LiveBook.of(book), views=[spec for spec in VIEWS if spec.id == "review"])


def focused(app: WinbackApp) -> str:
    return app.focused.key if isinstance(app.focused, BoardPanel) else ""


def test_each_page_has_a_place_on_the_board() -> None:
    assert sorted(PLACES) == sorted(PAGES)


@piloted
async def test_all_panels_stand_side_by_side_with_their_figures(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=BOARD) as pilot:
        await until(
            pilot, lambda: "Worth an offer: EUR a year at risk" in drawn(app) and "7,394" in drawn(app)
        )
        for words in (
            "29 ┃",  # the border of the panel with the focus is heavy, so that it shows without colour
            "78 % ┃",
            "22 cases + 7 stopped ordering ┃",
            "28 of 36 at start ┃",
            "Win-back of 22 lost with a case",
            "4.74 EUR │",
            "cases  ",
            "1 resolved + 1 open │",
            "arrows move, Enter opens a panel",
            "40,500 EUR │",
            "2,880 EUR │",
            "Complaints",
            "Late  Today     At risk",
        ):
            assert words in drawn(app), words
        assert all(len(line) <= 120 for line in drawn(app).splitlines())


@piloted
async def test_arrows_walk_over_the_panels_and_enter_opens_one_and_esc_comes_back(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=BOARD) as pilot:
        await until(pilot, lambda: focused(app) == "customers")
        walked = []
        for key in ("right", "down", "down", "left", "up", "tab", "shift+tab", "j", "l", "h", "k"):
            await pilot.press(key)
            walked.append(focused(app))
        assert walked == [
            *("money", "causes", "team", "changes", "win-back", "causes", "win-back", "changes", "team"),
            *("changes", "win-back"),
        ]
        await pilot.press("left", "left")
        await pilot.press("down", "enter")
        await until(pilot, lambda: "3 of 8" in drawn(app) and isinstance(app.focused, WindowTable))
        await until(pilot, lambda: "Esc back" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsBehindScreen) and "Case 7" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: "3 of 8" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: focused(app) == "causes" and "Enter opens a panel" in drawn(app))
        await until(pilot, lambda: "Esc back" not in drawn(app))
        await pilot.press("n")
        await until(pilot, lambda: "3 of 8" in drawn(app))
        await pilot.press("n")
        await until(pilot, lambda: "4 of 8" in drawn(app))


@piloted
async def test_the_filter_looks_through_the_figures_of_the_panel_with_the_focus(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=BOARD) as pilot:
        await until(pilot, lambda: focused(app) == "customers")
        await pilot.press("slash", *"silent")
        await until(pilot, lambda: "1 of 8" in drawn(app) and "“silent”" in drawn(app))
        await pilot.press("escape", "escape", "escape")
        await until(pilot, lambda: focused(app) == "customers")


@piloted
async def test_a_smaller_terminal_shows_one_panel_and_a_larger_one_the_board_again(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=BOARD) as pilot:
        await until(pilot, lambda: focused(app) == "customers")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "1 of 8" in drawn(app) and isinstance(app.focused, WindowTable))
        await pilot.press("down", "down", "escape")
        assert "1 of 8" in drawn(app) and "Esc back" not in drawn(app), "there is no board to go back to"
        await pilot.resize_terminal(160, 45)
        await until(pilot, lambda: focused(app) == "customers" and "Elsewhere" in drawn(app))
        await pilot.press("e")
        await until(pilot, lambda: "Elsewhere" not in drawn(app))


@piloted
async def test_it_is_narrowed_to_an_owner_and_to_any_period(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=BOARD) as pilot:
        await until(pilot, lambda: focused(app) == "customers")
        await pilot.press("F")
        await until(pilot, lambda: "Narrow the review" in drawn(app))
        await pilot.press("right")
        app.screen.query_one(Input).value = "since 2026-06-15"
        await pilot.press("enter")
        await until(pilot, lambda: "all since 15 Jun 2026 · EUR · Ann" in drawn(app))
        assert " 6 ┃" in drawn(app)
        await pilot.press("m")
        await until(pilot, lambda: "2026 · EUR · Ann" in drawn(app))


@piloted
async def test_an_empty_book_has_no_board(tmp_path: Path) -> None:
    app = WinbackApp(
        LiveBook(book_at(tmp_path).path, or_blank=True), views=[spec for spec in VIEWS if spec.id == "review"]
    )
    async with app.run_test(size=BOARD) as pilot:
        await until(pilot, lambda: "There are no orders and no cases in this book yet." in drawn(app))
        assert "Worth an offer" not in drawn(app)
