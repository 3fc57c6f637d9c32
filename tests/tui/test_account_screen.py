"""The account on a screen of its own: its time line, its people, and orders typed in that bring it back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.services.case_books import a_lost_account, an_account, field
from tests.services.team_book import a_team
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.people import add_person
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.account.screen import AccountScreen

NAME = "ACME [/HQ] [red]x[/red]"
LISTS = [spec for spec in VIEWS if spec.id in ("overdue", "accounts")]


def app_on(book: Book) -> WinbackApp:
    return open_app(book, views=LISTS)


async def to_account(pilot: Pilot[None], app: WinbackApp) -> AccountScreen:
    """Opens the first account of everybody."""
    await pilot.press("6", "enter")
    await until(pilot, lambda: isinstance(app.screen, AccountScreen))
    screen = app.screen
    assert isinstance(screen, AccountScreen)
    await until(pilot, lambda: screen.table.total > 0)
    return screen


@piloted
async def test_the_time_line_holds_every_kind(tmp_path: Path) -> None:
    book, ref, _ = a_lost_account(tmp_path, NAME)
    add_person(book, ref, "Ana [b]", "buyer", "+44 20", decision_maker=True)
    log_complaint(book, ref, "late [again]", 3, date(2026, 9, 2))
    log_contact(book, ref, "Price list asked", person="Ana", next_on=date(2026, 11, 24))
    app = app_on(book)
    async with app.run_test(size=(120, 36)) as pilot:
        screen = await to_account(pilot, app)
        text = drawn(app)
        for part in (
            f"{NAME} · ○ to interview",
            "Ana [b], buyer, decides  +44 20",
            "│ 11 weeks ago",
            "│ every 5 weeks",
            "Case · lost Thu 1 Oct by Bob · Carl leads",
            "● Interview   ○ Decide   ○ Fix   ○ Plan   ○ Contact   ○ New order",
            "Next: ask Ana [b] why they left, then answer the complaint",
            "Tue 24 Nov   planned",
            "Thu 1 Oct    loss",
            "Mon 7 Sep    order          100 EUR",
            "Wed 2 Sep    complaint",
            "3 ▇▇▇▁▁ problem: late [again]",
        ):
            assert part in text, part
        await pilot.press("slash", *"complaint", "enter")
        await until(pilot, lambda: screen.table.total == 1)
        await pilot.press("escape")
        await until(pilot, lambda: screen.table.total > 1)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, AccountScreen))


@piloted
async def test_an_order_typed_in_brings_it_back_and_undo_takes_it_away(tmp_path: Path) -> None:
    book, ref, _ = a_lost_account(tmp_path, NAME)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_account(pilot, app)
        await pilot.press("o")
        await until(pilot, lambda: "Enter an order" in drawn(app))
        await pilot.press(*"0.01", "tab", *"fri", "enter")
        await until(pilot, lambda: account_card(book, ref).glance.account.status == "returned")
        said = f"Order of 0.01 EUR on Fri 20 Nov entered for {NAME}: returned"
        await until(pilot, lambda: any(toast.startswith(said) for toast in toasts(app)))
        await until(pilot, lambda: "returned, fragile" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: account_card(book, ref).glance.account.status == "lost")
        await until(pilot, lambda: "returned, fragile" not in drawn(app))


@piloted
async def test_a_quote_says_that_it_brings_nobody_back_and_bad_input_stays_in_the_dialog(
    tmp_path: Path,
) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await to_account(pilot, app)
        await pilot.press("o", "enter")
        await until(pilot, lambda: "Give the amount." in drawn(app))
        await pilot.press(*"900", "tab", *"todayx", "enter")
        await until(pilot, lambda: "is not a date" in drawn(app))
        await pilot.press(*["backspace"] * 6, *"tomorrow", "enter")
        await until(pilot, lambda: "in the future" in drawn(app))
        await pilot.press(*["backspace"] * 8, *"today", "tab", "right", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM sales_order WHERE kind = 'quote'") == 1)
        await until(
            pilot,
            lambda: any("only an order above zero counts as a return" in toast for toast in toasts(app)),
        )


@piloted
async def test_people_are_added_and_leave(tmp_path: Path) -> None:
    book, ref = an_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await to_account(pilot, app)
        await pilot.press("E")
        await until(pilot, lambda: any("Acme has no contact person yet" in toast for toast in toasts(app)))
        await pilot.press("A")
        await until(pilot, lambda: "Add a person" in drawn(app))
        await pilot.press(*"Ana [b]Silva", "tab", *"buyer", "enter")
        await until(pilot, lambda: "Ana [b]Silva, buyer" in drawn(app))
        await pilot.press("E")
        await until(pilot, lambda: "Edit a person" in drawn(app))
        await pilot.press(*["tab"] * 4, "right", "tab", *"yesterday", "enter")
        await until(pilot, lambda: field(book, "SELECT left_on FROM person") == "2026-11-21")
        await until(pilot, lambda: "Ana [b]Silva left Acme on 21 Nov 2026" in toasts(app))
        await until(pilot, lambda: "Decision maker" in drawn(app))
        add_person(book, ref, "Second")
        await pilot.press("E")
        await until(pilot, lambda: "○ Ana [b]Silva" in drawn(app))
        await pilot.press("escape")


@piloted
async def test_an_account_is_added_and_corrected(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: "Add an account" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "An account needs a name." in drawn(app))
        await pilot.press(*"Solo", "enter")
        await until(pilot, lambda: "The book already has 'Solo'" in drawn(app))
        await pilot.press(*" [x]", "tab", *"ann", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM account WHERE name = 'Solo [x]'") == 1)
        await until(pilot, lambda: "Account Solo [x] added" in toasts(app))
        await pilot.press("6", "slash", *"[x]", "enter")
        await until(pilot, lambda: "Solo [x]" in drawn(app))
        await pilot.press("e")
        await until(pilot, lambda: "Edit · Solo [x]" in drawn(app))
        await pilot.press("tab", "tab", *"mills", "enter")
        await until(pilot, lambda: "Solo [x] corrected: segment" in toasts(app))
        assert field(book, "SELECT segment FROM account WHERE name = 'Solo [x]'") == "mills"


@piloted
async def test_what_is_copied(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    add_person(book, "North Mill", "Ana", "buyer", "+44 20 7946 0112")
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await pilot.press("y")
        await until(pilot, lambda: "phone of Ana" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.clipboard == "+44 20 7946 0112")
        await until(pilot, lambda: any(each.endswith(": +44 20 7946 0112") for each in toasts(app)))
        await pilot.press("y")
        await until(pilot, lambda: "phone of Ana" in drawn(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: app.clipboard.startswith("North Mill Ltd: overdue\nOrders about"))
        await pilot.press("V", "y")
        await until(pilot, lambda: app.clipboard.count("\n") == 1)
        assert [line.split("\t")[0] for line in app.clipboard.split("\n")] == ["North Mill Ltd", "ACME [/HQ]"]
        await until(pilot, lambda: any(each.startswith("2 rows ") for each in toasts(app)))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36), (200, 50)])
@piloted
async def test_it_fits_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = app_on(book)
    async with app.run_test(size=size) as pilot:
        screen = await to_account(pilot, app)
        assert screen.table.size.height >= 5
        lines = drawn(app).splitlines()
        assert len(lines) == size[1]
        assert "┊" in "".join(lines[:16])


@piloted
async def test_the_past_can_only_be_read(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    past = Book(book.path, fixed_clock(date(2026, 11, 22)), "Ann", date(2026, 11, 22))
    app = app_on(past)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await to_account(pilot, app)
        await pilot.press("o")
        await until(pilot, lambda: any("the past cannot be changed" in toast for toast in toasts(app)))


@piloted
async def test_enter_does_what_one_does_with_an_event(tmp_path: Path) -> None:
    book, ref, _ = a_lost_account(tmp_path, NAME)
    log_contact(book, ref, "Price list asked [x]", on_day=date(2026, 9, 12), next_on=date(2026, 11, 24))
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        screen = await to_account(pilot, app)
        await pilot.press("enter")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is screen)
        await pilot.press("slash", *"price", "enter", "enter")
        await until(pilot, lambda: "12 Sep 2026 · call · Price list asked [x] · Ann" in toasts(app))
