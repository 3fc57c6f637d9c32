"""Views 1 and 6 by keyboard: what stands there and why, narrowed, sorted, kept under a name, and kept up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from sqlite3 import connect
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.services.team_book import a_team, account, every
from tests.store.books import book_at
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.domain.wording.wording import money_words
from winback_tui.intake import inspect
from winback_tui.services.accounts import glance as glances
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.book.lookup import find_account
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.lists.list_head import list_head
from winback_tui.services.lists.listing import numbers
from winback_tui.services.lists.overdue import USUAL
from winback_tui.services.lists.saved_filters import saved_filters
from winback_tui.store.book import Book
from winback_tui.store.write import act
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.session import Session
from winback_tui.tui.app.terminal import typeahead
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.account.screen import AccountScreen
from winback_tui.tui.screens.views import view
from winback_tui.tui.screens.views.accounts.lists import AccountList
from winback_tui.tui.screens.views.view import Listing, Query

LISTS = [spec for spec in VIEWS if spec.id in ("overdue", "accounts")]
HOSTILE = (
    "ACME [/HQ]",
    "[red]x",
    "[@click=app.quit]x",
    "\x1b[2J\x1b]0;owned\x07 GmbH",
    "\u202eevil\u2066 Ltd",
    "株式会社 東京 👩‍🔧",
    "x" * 5_000,
)


def app_on(book: Book, **more: Any) -> WinbackApp:
    return open_app(book, views=LISTS, **more)


def shown(app: WinbackApp) -> AccountList:
    assert isinstance(app.screen, AccountList)
    return app.screen


def names(app: WinbackApp) -> list[str]:
    table = shown(app).table
    return [row.account.name for row in table._rows.source.rows(0, table.total)]


async def to_accounts(pilot: Pilot[None], app: WinbackApp) -> None:
    await pilot.press("6")
    await until(pilot, lambda: app.current_mode == "accounts" and shown(app).table.total > 0)


@piloted
async def test_the_first_frame_says_who_and_why(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    stake = money_words(list_head(book, USUAL).at_stake["EUR"], "EUR")
    app = app_on(book)
    async with app.run_test(size=(120, 36)) as pilot:
        first = drawn(app).splitlines()
        assert "1 Overdue 2" in first[0]
        assert first[1].strip().startswith(f"2 overdue · {stake} a year at risk")
        assert "North Mill Ltd" in first[3]
        await until(pilot, lambda: " at risk · data up to Fri 20 Nov" in drawn(app))
        lines = drawn(app).splitlines()
    assert "North Mill Ltd" in lines[3]
    assert "9 wk" in lines[3]
    text = " ".join(line.strip(" ▏│") for line in lines[-25:-1])
    assert (
        "Orders about every 3 weeks (18 days with an order). No order for 9 weeks: longer than any of the 17 gaps"
        " before." in text
    )
    assert "2026 " in text
    assert "┊ today; order expected 11 Oct" in text


@piloted
async def test_details_lie_below_on_a_narrow_screen_and_fourteen_rows_fit(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with act(book, "demo", "Many") as transaction:
        account(transaction, "Fresh", None, "", [date(2026, 11, 20)], 1_000)
        for number in range(30):
            account(transaction, f"Mill {number:02}", None, "", every(21, 8, date(2026, 8, 1)), 10_000)
        transaction.touch_everything()
    app = app_on(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "No order for" in drawn(app))
        lines = drawn(app).splitlines()
        assert sum("overdue" in line and "Mill" in line for line in lines[2:]) == 14
        assert lines[17].startswith("─ Mill 29 ──")
        assert "No order for" in "\n".join(lines[18:22])
        await pilot.press("G")
        await until(pilot, lambda: "─ Mill 00 ──" in drawn(app))


@piloted
async def test_an_account_is_read_once_while_its_details_are_drawn_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, read, look = a_team(tmp_path), list[int](), glances.glance

    def noted(book: Book, number: int) -> glances.Glance:
        read.append(number)
        return look(book, number)

    monkeypatch.setattr(glances, "glance", noted)
    app = app_on(book)
    async with app.run_test(size=(140, 40)) as pilot:
        await until(pilot, lambda: len(read) == 1)
        await pilot.resize_terminal(100, 30)
        await pilot.pause(1)
        first, second = names(app)[:2]
        assert len(read) == 1
        await pilot.press("down")
        await until(pilot, lambda: len(read) == 2)
        edit_account(book, second, {"phone": "0123 456"})
        await pilot.press("R")
        await until(pilot, lambda: len(read) == 3)
        assert read == [find_account(book, name).no for name in (first, second, second)]


@piloted
async def test_alarms_fill_in_beside_the_keys(tmp_path: Path) -> None:
    app = app_on(a_team(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: drawn(app).splitlines()[3].count("ending") == 1)
        assert "The contract ends in 6 weeks" in drawn(app)


@piloted
async def test_search_narrows_while_one_types_and_an_empty_answer_says_how_to_go_back(tmp_path: Path) -> None:
    app = app_on(a_team(tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        await to_accounts(pilot, app)
        await pilot.press("slash", *"[/hq")
        await until(pilot, lambda: names(app) == ["ACME [/HQ]"])
        assert drawn(app).splitlines()[1].startswith(" 1 account · ")
        await pilot.press(*"zz")
        await until(pilot, lambda: "No account here matches “[/hqzz”." in drawn(app))
        assert "Esc  clears the filter" in drawn(app)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: shown(app).table.total == 6)
        await pilot.press("slash", *"north mile")
        await until(pilot, lambda: "Nothing matches “north mile”; 1 account" in drawn(app))
        assert names(app) == ["North Mill Ltd"]
        await pilot.press("escape", *"koln bolt")
        await until(pilot, lambda: shown(app).wanted.text == "koln bolt")
        await pilot.press("escape", *"KÖLN bolt")
        await until(pilot, lambda: names(app) == ["Bolt GmbH"])


@piloted
async def test_sorting_turns_and_steps_and_keeps_the_cursor(tmp_path: Path) -> None:
    app = app_on(a_team(tmp_path))
    async with app.run_test(size=(140, 30)) as pilot:
        await to_accounts(pilot, app)
        assert names(app)[0] == "ACME [/HQ]"
        await pilot.press("j", "s")
        await until(pilot, lambda: names(app)[0] == "Solo")
        assert shown(app).table.row.account.name == "Bolt GmbH"
        await pilot.press("less_than_sign")
        await until(pilot, lambda: shown(app).wanted.sort == "status")
        await pilot.press("less_than_sign")
        await until(pilot, lambda: names(app)[0] == "North Mill Ltd")
        assert shown(app).wanted[1:3] == ("at_stake", True)
        assert shown(app).table.row.account.name == "Bolt GmbH"


@piloted
async def test_every_column_sorts_both_ways_while_a_search_and_a_filter_hold(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(160, 30)) as pilot:
        await to_accounts(pilot, app)
        view = shown(app)
        view.want(view.wanted._replace(text="o", filters=(("owner", "Ann", "owner Ann"),)))
        await until(pilot, lambda: not view.behind and view.table.total == 3)
        await until(pilot, lambda: view._known.unprepared(view.table.sorts_ahead()) is None)
        held = view.table.row.key
        for sort in view.table.sorts_ahead():
            for falling in (False, True):
                view.want(view.wanted._replace(sort=sort, falling=falling))
                await until(pilot, lambda: not view.behind)
                query = replace(view.list_query(view.wanted), search="o")
                assert list(view.table._rows.source.all_keys()) == numbers(book, query), query
                assert view.table.row.key == held


@piloted
async def test_keys_typed_right_after_a_sort_mean_the_rows_that_it_brings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, asked = Event(), AccountList.listing

    def late(view: AccountList, wanted: Query) -> Listing[Any]:
        assert not wanted.falling or read.wait(60)
        return asked(view, wanted)

    app = app_on(a_team(tmp_path))
    monkeypatch.setattr(typeahead, "PATIENCE", 60.0)
    async with app.run_test(size=(140, 30)) as pilot:
        await to_accounts(pilot, app)
        view = shown(app)
        monkeypatch.setattr(AccountList, "listing", late)
        await pilot.press("s", "G", "enter")
        assert (view.behind, view.table.cursor) == (True, 0)
        read.set()
        await until(pilot, lambda: isinstance(app.screen, AccountScreen))
        assert view.table.sorted_by == "account" and view.table.falling
        assert (view.table.cursor, view.table.row.account.name) == (5, "ACME [/HQ]")


@piloted
async def test_narrowed_by_the_dialog_saved_and_called_again(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await to_accounts(pilot, app)
        await pilot.press("F")
        await until(pilot, lambda: "Narrow the list" in drawn(app))
        await pilot.press("tab", "tab", "right", "tab", "tab", *"Mine [b]", "enter")
        await until(pilot, lambda: bool(saved_filters(book)))
        await until(pilot, lambda: names(app) == ["Bolt GmbH", "Newcomer", "North Mill Ltd"])
        assert "owner Ann  ✕ Esc" in drawn(app)
        assert "List 'Mine [b]' saved: all · owner Ann" in toasts(app)
        await pilot.press("escape")
        await until(pilot, lambda: shown(app).table.total == 6)
        await pilot.press("1")
        await until(pilot, lambda: app.current_mode == "overdue")
        await pilot.press("F")
        await until(pilot, lambda: "Saved list" in drawn(app))
        await pilot.press("right", "enter")
        await until(pilot, lambda: app.current_mode == "accounts" and len(names(app)) == 3)


@piloted
async def test_only_mine_on_and_off(tmp_path: Path) -> None:
    app = app_on(a_team(tmp_path))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("M")
        await until(pilot, lambda: names(app) == ["North Mill Ltd"])
        assert "owner Ann" in drawn(app)
        await pilot.press("M")
        await until(pilot, lambda: len(names(app)) == 2)


@piloted
async def test_nobody_of_ones_own_is_said(tmp_path: Path) -> None:
    app = app_on(replace(a_team(tmp_path), actor="Zoe"))
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("M")
        await until(
            pilot, lambda: "Zoe owns no account; press e on an account to set its owner." in toasts(app)
        )


@piloted
async def test_the_three_kinds_of_empty(tmp_path: Path) -> None:
    nothing = open_app(replace(book_at(tmp_path), or_blank=True), views=LISTS)
    async with nothing.run_test(size=(80, 24)):
        assert "No accounts and no orders yet." in drawn(nothing)
        assert "I  imports a file of orders" in drawn(nothing)
        keys = drawn(nothing).splitlines()[-1]
        assert "I import…  a add account…" in keys and "i interview" not in keys and "c contact" not in keys
    book = book_at(tmp_path / "calm")
    with act(book, "demo", "Calm") as transaction:
        account(transaction, "Bolt", None, "", every(14, 20, date(2026, 11, 20)), 1_000)
        transaction.touch_everything()
    calm = app_on(book)
    async with calm.run_test(size=(80, 24)) as pilot:
        assert "✓  Nobody is overdue." in drawn(calm)
        await pilot.press("slash", *"acme")
        await until(pilot, lambda: "⌕  No account here matches “acme”." in drawn(calm))


@piloted
async def test_old_data_is_warned_of(tmp_path: Path) -> None:
    app = app_on(replace(a_team(tmp_path), as_of=date(2026, 12, 20)))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "(data up to Fri 20 Nov" in drawn(app))
        assert "the past cannot be changed" in drawn(app)


@piloted
async def test_what_others_write_is_read_and_the_cursor_stays(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    app = Session(LiveBook.of(book))
    async with app.run_test(size=(120, 36)) as pilot:
        await to_accounts(pilot, app)
        await pilot.press("j", "j")
        assert shown(app).table.row.account.name == "Dozer"
        with act(book, "account", "Aardvark added") as transaction:
            transaction.about(account(transaction, "Aardvark", None, "", [date(2026, 11, 2)], 5).id)
        await until(pilot, lambda: "Aardvark" in names(app))
        assert shown(app).table.row.account.name == "Dozer"


@piloted
async def test_reload_reads_what_the_watch_has_not_seen_yet(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(120, 36)) as pilot:
        edit_account(book, "North Mill", {"name": "South Mill Ltd"})
        await pilot.press("R")
        await until(pilot, lambda: "South Mill Ltd" in drawn(app))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@piloted
async def test_hostile_names_show_literally_or_cleaned(tmp_path: Path, size: tuple[int, int]) -> None:
    book = book_at(tmp_path)
    with act(book, "demo", "Hostile") as transaction:
        for name in HOSTILE:
            row = account(transaction, name, None, name, every(30, 6, date(2026, 6, 1)), 10_000, city=name)
            transaction.update("account", row.id, note=name)
        account(transaction, "Fresh", None, "", [date(2026, 11, 20)], 5)
        transaction.touch_everything()
    app = app_on(book)
    async with app.run_test(size=size, notifications=True) as pilot:
        await to_accounts(pilot, app)
        for _ in HOSTILE:
            await pilot.press("j")
            await pilot.pause(0.05)
            screen = drawn(app)
            assert not set(screen) & set("\x1b\x07\x9b\u202e\u2066")
        assert "[red]x" in screen
        assert "ACME [/HQ]" in screen
        assert app.is_running
        await pilot.press("enter")
        await until(pilot, lambda: "Time line" in drawn(app))
        assert not set(drawn(app)) & set("\x1b\x07\x9b\u202e\u2066")


@piloted
async def test_a_book_whose_last_days_look_incomplete_says_so(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with act(book, "demo", "A shop") as transaction:
        for number in range(30):
            account(transaction, f"Firm {number}", None, "", every(7, 20, date(2026, 11, 12)), 10_000)
        account(transaction, "Early", None, "", every(7, 20, date(2026, 11, 19)), 10_000)
        transaction.touch_everything()
    app = app_on(book)
    async with app.run_test(size=(120, 30)) as pilot:
        await to_accounts(pilot, app)
        await until(pilot, lambda: "last day looks incomplete: 1 order, usually 31" in drawn(app))


@piloted
async def test_rows_that_could_not_be_read_for_a_moment_open_nothing_and_come_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "READ_AGAIN_AFTER", 0.1)
    book = book_at(tmp_path)
    orders = [
        f"Firm {n},{day},{100 + n},R{n}-{day}" for n in range(150) for day in ("2026-01-05", "2026-02-05")
    ]
    raw = "\n".join(["Customer,Order date,Amount,Order number", *orders]).encode()
    import_file(book, inspect(raw, name="orders.csv", currency="EUR"))
    app = open_app(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: isinstance(app.screen, AccountList) and "Firm 0" in drawn(app))
        assert isinstance(app.screen, AccountList)
        table = app.screen.table
        busy = connect(book.path, isolation_level=None)
        busy.execute("BEGIN EXCLUSIVE")
        await pilot.press("end")
        await until(pilot, lambda: any("in use" in each for each in toasts(app)))
        assert table.row is None
        await pilot.click(table, offset=(10, 5), times=2)
        busy.execute("ROLLBACK")
        busy.close()
        await until(pilot, lambda: table.row is not None and "Firm 99" in drawn(app))
        assert isinstance(app.screen, AccountList)
