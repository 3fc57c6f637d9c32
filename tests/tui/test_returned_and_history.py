"""View 4 and the history by keyboard: the proof in sight, any act taken back, hostile names drawn as they are."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.store.books import book_at, with_account, with_order
from tests.tui.demo import demo_app
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import undo
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.session import Session
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.history.screen import HistoryScreen
from winback_tui.tui.screens.views.returned import SORTS, ReturnedView

NAMES = ("ACME [/HQ]", "[@click=app.quit]Quit", "東京精密工業株式会社 ☕")


def a_book(folder: Path) -> Book:
    """Three accounts back at different stages, the second lost again."""
    for number, name in enumerate(NAMES):
        book, _, _ = a_lost_account(folder, name)
        enter_order(
            book, name, date(2026, 10, 10 + number), Money(10_000 * (number + 1), "EUR"), number=f"R-{number}"
        )
    open_case(book, NAMES[1], date(2026, 11, 1), "Bob", "Carl")
    return book


def returned(book: Book) -> WinbackApp:
    return open_app(book, views=[spec for spec in VIEWS if spec.id == "returned"])


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@piloted
async def test_each_return_stands_with_its_order_and_its_watch(tmp_path: Path, size: tuple[int, int]) -> None:
    app = returned(a_book(tmp_path))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "returns" in drawn(app))
        screen = drawn(app)
        for name in NAMES:
            assert name[:12] in screen.replace(" ", "")[:4000] or name[:12] in screen
        assert "↺ fragile" in screen and "✗ lost again" in screen
        assert "2 fragile" in screen and "1 lost again" in screen


@piloted
async def test_the_head_counts_each_watch_as_the_rows_say_it(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    enter_order(book, "Acme", date(2026, 11, 20), Money(100, "EUR"), number="R-1")
    later = book_at(tmp_path, date(2027, 3, 1))
    with_order(later, with_account(later, "Busy"), "2027-03-01")
    app = returned(later)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "1 return · 1 overdue again" in drawn(app))
        assert "▲ overdue again" in drawn(app) and "fragile" not in drawn(app).splitlines()[1]


@piloted
async def test_the_detail_tells_both_lives(tmp_path: Path) -> None:
    app = returned(a_book(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Since the return" in drawn(app))
        view = app.screen
        assert isinstance(view, ReturnedView) and view.table.row is not None
        title, content = view.detail(view.table.row)
        told = content.plain
        assert title == NAMES[2] and told.startswith(f"{NAMES[2]} is back: ")
        assert (
            "order R-2 of Mon 12 Oct" in told
            and "Carl led the return. Credit to Carl: 30 EUR, 10 % of the" in told
        )
        assert "Before the loss  7 days with an order" in told and "before" in told
        await pilot.press("j")
        await until(pilot, lambda: "Lost again" in drawn(app))
        assert "apology, then nothing more" in drawn(app)


@piloted
async def test_a_row_whose_proof_was_undone_is_told_as_such_until_the_list_is_read_again(
    tmp_path: Path,
) -> None:
    book, _, _ = a_lost_account(tmp_path, NAMES[0])
    enter_order(book, NAMES[0], date(2026, 11, 20), Money(100, "EUR"))
    app = returned(book)
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "Since the return" in drawn(app))
        undo(book)
        assert isinstance(app.screen, ReturnedView)
        app.screen._show_detail()
        await until(pilot, lambda: "The order that brought them back is no" in drawn(app))


@piloted
async def test_sorting_by_every_column_and_filtering(tmp_path: Path) -> None:
    app = returned(a_book(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "returns" in drawn(app))
        view = app.screen
        assert isinstance(view, ReturnedView)
        for _ in SORTS:
            await pilot.press("greater_than_sign")
            await pilot.press("s")
        await until(pilot, lambda: "returns" in drawn(app))
        await pilot.press("slash", *"quit")
        await until(pilot, lambda: "1 return" in drawn(app))
        await pilot.press(*"zz")
        await until(pilot, lambda: "No return matches" in drawn(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "3 returns" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "AccountScreen")


@piloted
async def test_nobody_back_teaches_what_counts(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = returned(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nobody has returned yet" in drawn(app))


@piloted
async def test_a_return_entered_here_is_said_and_marked(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAMES[0])
    app = Session(LiveBook.of(book))
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("4")
        await until(pilot, lambda: "Nobody has returned" in drawn(app) and app._returns._names is not None)
        await app.act(lambda: enter_order(book, NAMES[0], date(2026, 11, 20), Money(100, "EUR")))
        await until(pilot, lambda: "+ ACME [/HQ]" in drawn(app))
        proof = "↺ ACME [/HQ] is back: order of Fri 20 Nov, 1 EUR"
        await until(pilot, lambda: any(said.startswith(proof) for said in toasts(app)))
        await pilot.press("u")
        await until(pilot, lambda: "Nobody has returned" in drawn(app))
        await until(pilot, lambda: "No longer back: ACME [/HQ]." in toasts(app))


@piloted
async def test_an_act_is_taken_back_from_the_history_and_done_again(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAMES[0])
    log_contact(book, NAMES[0], "asked for a price list")
    add_note(book, NAMES[0], "later note")
    app = returned(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: "Call logged for ACME" in drawn(app))
        await pilot.press("j", "u")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
        assert field(book, "SELECT note FROM activity") == "later note"
        undone = "Undone: Call logged for ACME [/HQ]"
        await until(pilot, lambda: any(said.startswith(undone) for said in toasts(app)))
        await until(pilot, lambda: "↶ undone" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: any("undone already" in said for said in toasts(app)))
        await pilot.press("g", "u")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 2)


@piloted
async def test_the_history_filters_and_leaves(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    app = returned(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await until(pilot, lambda: "changes" in drawn(app))
        await pilot.press("slash", *"case opened")
        await until(pilot, lambda: "4 changes" in drawn(app))
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "4 changes" not in drawn(app) and isinstance(app.screen, HistoryScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, ReturnedView))


@piloted
async def test_the_history_of_one_account_and_what_undo_would_do_stand_in_the_palette(tmp_path: Path) -> None:
    app = returned(a_book(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "returns" in drawn(app))
        await pilot.press("ctrl+p", *"undo")
        await until(pilot, lambda: "undo: Case opened for [@c" in drawn(app))
        await pilot.press("escape", "ctrl+p", *"history of")
        await until(pilot, lambda: "history of 東京精密" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        assert NAMES[0] not in drawn(app)


@piloted
async def test_the_past_can_be_looked_at_only(tmp_path: Path) -> None:
    a_book(tmp_path)
    app = returned(book_at(tmp_path, as_of=date(2026, 11, 22)))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "returns" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: any("past cannot be changed" in said for said in toasts(app)))


@piloted
async def test_a_reload_asked_for_while_the_list_is_read_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = demo_app(tmp_path, rows=5)
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.screen
        usual, begun, go_on, number = view.listing, threading.Event(), threading.Event(), [5]  # type: ignore[attr-defined]

        def slow(wanted: object) -> object:
            seen = type(view).TOTAL = number[0]  # type: ignore[attr-defined]
            begun.set()
            assert go_on.wait(20) and seen
            return usual(wanted)

        monkeypatch.setattr(view, "listing", slow)
        view.reload()  # type: ignore[attr-defined]
        await until(pilot, begun.is_set)
        number[0] = 7
        view.reload()  # type: ignore[attr-defined]
        go_on.set()
        await until(pilot, lambda: "7 overdue" in drawn(app))
