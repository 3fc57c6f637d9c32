"""A backup, a check and an erasure from the palette; a full disk keeps the text; a look is remembered."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.services.case_books import a_lost_account, field
from tests.store.books import with_account
from tests.store.disks import limited_files
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.domain.errors import BookUnavailable
from winback_tui.services.book.backups import back_up_now, kept_backups
from winback_tui.services.book.daily_backup import DailyBackup
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.settings.own_settings import own_settings
from winback_tui.store.book import Book
from winback_tui.tui.app import app as program
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.session import Session
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.app.watching import daily_backup
from winback_tui.tui.drawing.crash_report import crash_sentence
from winback_tui.tui.screens.account.erase_dialog import EraseDialog

NAME = "ACME [/HQ] [red]x[/red]"


def app_on(book: Book) -> WinbackApp:
    return open_app(book, views=[spec for spec in VIEWS if spec.id == "accounts"])


async def palette(app: App[None], pilot: Pilot[None], words: str) -> None:
    await pilot.press("ctrl+p")
    await until(pilot, lambda: "What do you want to do" in drawn(app))
    await pilot.press(*words)
    await until(pilot, lambda: f"▌  {words}" in drawn(app))
    await pilot.press("enter")


@piloted
async def test_a_backup_and_a_check_from_the_palette(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await palette(app, pilot, "make a backup")
        await until(pilot, lambda: any(said.startswith("Backup made and verified") for said in toasts(app)))
        assert [backup.reason for backup in kept_backups(book)] == ["by hand"]
        await palette(app, pilot, "check the book")
        await until(pilot, lambda: any("No error found" in said for said in toasts(app)))
        with closing(sqlite3.connect(book.path)) as connection:
            connection.execute("UPDATE account_summary SET at_stake = 7")
            connection.commit()
        await palette(app, pilot, "check the book")
        await until(
            pilot, lambda: any("at_stake differs from what is computed" in said for said in toasts(app))
        )


@piloted
async def test_erasing_wants_the_word_and_then_nothing_is_left(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path, NAME)
    with_account(book, "Zenith")
    back_up_now(book)
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: NAME in drawn(app))
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("tab", *"a draft", "escape")
        await palette(app, pilot, "erase the account")
        await until(pilot, lambda: "This cannot be undone" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Type erase to go on" in drawn(app))
        await pilot.press(*"yes", "enter")
        await until(pilot, lambda: "yes" in drawn(app) and "Type erase to go on" in drawn(app))
        assert isinstance(app.screen, EraseDialog) and field(book, "SELECT count(*) FROM account") == 2
        await pilot.press("ctrl+u", *"erase", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM account") == 1)
        await until(
            pilot, lambda: any(said.startswith(f"Erased: {NAME} with 7 orders") for said in toasts(app))
        )
        await until(pilot, lambda: any("no longer contain" in said for said in toasts(app)))
        await until(pilot, lambda: "Zenith" in drawn(app) and len(app.screen_stack) == 1)
        app.keep_typed()
    assert NAME.encode() not in book.path.read_bytes()
    drafts = book.path.with_name("book.db.drafts")
    assert not drafts.exists() or account not in drafts.read_text()


@piloted
async def test_a_full_disk_keeps_what_was_typed_on_the_screen_and_says_so(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "ACME" in drawn(app))
        await pilot.press("n")
        await until(pilot, lambda: "note" in drawn(app).casefold() and len(app.screen_stack) > 1)
        await pilot.press(*"a long story")
        with limited_files(0):
            await pilot.press("f2")
            await until(pilot, lambda: "nothing was saved" in " ".join(drawn(app).split()))
            assert "a long story" in drawn(app)
        assert field(book, "SELECT count(*) FROM activity") == 0
        await pilot.press("f2")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
        assert field(book, "SELECT note FROM activity") == "a long story"


@piloted
async def test_the_look_that_was_chosen_is_kept_for_next_time(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = Session(LiveBook.of(book), theme="dark")
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app._returns._names is not None)
        assert own_settings().theme == ""
        await palette(app, pilot, "theme: light")
        await until(pilot, lambda: own_settings().theme == "light")


@pytest.mark.parametrize(("fault", "ours"), [(BookUnavailable("It is gone."), False), (KeyError("x"), True)])
def test_a_book_that_went_away_under_the_screen_is_no_fault_of_the_program(
    fault: Exception, ours: bool
) -> None:
    try:
        raise fault
    except (BookUnavailable, KeyError):
        told = crash_sentence().plain
    assert ("internal error" in told, "test_care.py" in told) == (ours, ours)
    assert "What you typed is saved." in told


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The books of which a backup of the day was begun; none is made."""
    books: list[Path] = []

    def begin(care: DailyBackup) -> bool:
        books.append(care._book.path)
        return False

    monkeypatch.setattr(DailyBackup, "begin_if_due", begin)
    return books


@pytest.mark.parametrize("waits", ["for the first frame", "for a quiet moment", "for nothing"])
@piloted
async def test_a_screen_left_at_any_moment_makes_the_backup_of_the_day_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begun: list[Path], waits: str
) -> None:
    monkeypatch.setattr(program, "SETTLES_AFTER", 1e9 if waits == "for the first frame" else 0.01)
    monkeypatch.setattr(daily_backup, "AFTER", 1e9 if waits == "for a quiet moment" else 0.01)
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = Session(LiveBook.of(book))
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: waits != "for nothing" or bool(begun))
        app.leave()
    assert begun == [book.path]


@piloted
async def test_a_window_that_only_reads_makes_no_backup_when_left(tmp_path: Path, begun: list[Path]) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = Session(LiveBook.of(book), read_only=True)
    async with app.run_test(size=(100, 30)):
        app.leave()
    assert begun == []
