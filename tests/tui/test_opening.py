"""Opening the screen on a real terminal: any book or none, one that writes, the user's own keys and look."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.made_once import made_once
from tests.store.disks import closed_to_writing
from tests.tui.terminal import Terminal
from winback_tui.cli.places import crash_log
from winback_tui.services.settings.own_settings import settings_file
from winback_tui.tui.app.session import known_commands
from winback_tui.tui.app.views import VIEWS

NOW = {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"}


@pytest.fixture
def winback(tmp_path: Path) -> Winback:
    return Winback(tmp_path / "team" / "book.db", NOW)


@pytest.fixture
def team(winback: Winback) -> Winback:
    made(winback.book.parent, winback.env)
    return winback


@made_once("book.db")
def made(folder: Path, env: Mapping[str, str]) -> None:
    """Acme, lost on 1 October."""
    for words in (
        ("account", "add", "Acme [/HQ]"),
        *(("order", "Acme", "--date", f"2026-0{month}-07", "--amount", "EUR 100") for month in range(6, 10)),
        ("case", "open", "Acme", "--lost-on", "2026-10-01", "--lost-by", "Bob", "--responsible", "Carl"),
    ):
        assert Winback(folder / "book.db", env)(*words).code == 0


@contextmanager
def screen(
    book: Winback, *words: str, size: tuple[int, int] = (100, 30), program: list[str] | None = None
) -> Iterator[Terminal]:
    kept = {name: value for name, value in os.environ.items() if name.startswith("XDG_") or name == "HOME"}
    command = [sys.executable, *(program or ["-m", "winback_tui", "--db", str(book.book), *words])]
    with Terminal(command, size, {**kept, **book.env}, timeout=40) as terminal:
        yield terminal


def until(met: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "never met"
        time.sleep(0.05)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_a_book_that_is_not_there_yet_opens_empty_and_is_not_begun(
    winback: Winback, size: tuple[int, int]
) -> None:
    with screen(winback, size=size) as terminal:
        terminal.wait_for("import")
        for spec in VIEWS:
            terminal.press(str(spec.number))
            terminal.wait_for("○")
        terminal.press("u")
        terminal.wait_for("Nothing has been done in this book yet.")
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.control_bytes == b""
    assert not winback.book.parent.exists()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def damaged(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xa5" * 5_000)


@pytest.mark.parametrize(("spoil", "said"), [(newer, "newer Winback"), (damaged, "is damaged")])
def test_a_book_that_cannot_be_shown_ends_in_3_before_anything_is_drawn(
    team: Winback, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(team.book)
    with screen(team) as terminal:
        assert terminal.exit_code() == 3
        assert said in terminal.screen.replace("\n", "")
        assert b"\x1b[?1049h" not in terminal.raw


def test_the_second_window_reads_and_the_next_one_writes_again(team: Winback) -> None:
    with screen(team, "--as-of", "2026-11-21") as past, screen(team) as first:
        past.wait_for("as of")
        first.wait_for("Overdue")
        with screen(team) as second:
            second.wait_for("read-only", "open in another window")
            second.press("u")
            second.wait_for("This book is open in another window. Close that one, then press R here to edit.")
            second.press("q")
            assert second.exit_code() == 0
        first.press("q")
        assert first.exit_code() == 0
        with screen(team) as third:
            third.wait_for("Overdue")
            assert "read-only" not in third.screen
            third.press("u")
            third.wait_for("Undone: Case opened for Acme [/HQ]")
            third.press("q")
            third.exit_code()


def test_the_second_window_takes_the_book_when_the_first_was_killed(team: Winback) -> None:
    with screen(team) as first:
        first.wait_for("Overdue")
        with screen(team) as second:
            second.wait_for("read-only", "open in another window")
            first.signal(signal.SIGKILL)
            first.exit_code()
            second.press("R")
            second.wait_for("you can edit here now.")
            assert "read-only" not in second.screen
            second.press("u")
            second.wait_for("Undone: Case opened for Acme [/HQ]")


def test_undo_redo_and_the_history_on_any_view(team: Winback) -> None:
    with screen(team, size=(80, 24)) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("4", "u")
        terminal.wait_for("Undone: Case opened for Acme [/HQ]")
        terminal.press("U")
        terminal.wait_for("Redone: Case opened for Acme [/HQ]")
        terminal.press("f8")
        terminal.wait_for("History", "↶ undone")
        terminal.press("escape")
        terminal.wait_for("↶ undone", gone=True)
        terminal.press("q")
        assert terminal.exit_code() == 0
        assert terminal.control_bytes == b""


def test_a_return_is_said_by_itself_whoever_entered_the_order(team: Winback) -> None:
    with screen(team) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("4")
        terminal.wait_for("Nobody has returned yet")
        ended = team.process("order", "Acme", "--date", "2026-11-20", "--amount", "250", "--number", "R-9")
        assert ended.code == 0
        terminal.press("R")
        terminal.wait_for("Acme [/HQ] is back: order R-9 of Fri 20 Nov, 250 EUR, 50 days", "+ 1 new")
        terminal.press("u")
        terminal.wait_for("No longer back: Acme [/HQ].", "Nobody has returned yet")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_the_daily_backup_is_made_beside_the_screens(team: Winback) -> None:
    folder = team.book.with_name("book.db.backups")
    with screen(team) as terminal:
        terminal.wait_for("Overdue")
        until(lambda: list(folder.glob("* daily.db")))
        terminal.press("q")
        assert terminal.exit_code() == 0
    assert not list(folder.glob("*.part"))
    assert team("check").code == 0


BREAKS = """
import sys
from winback_tui.cli.main import run
from winback_tui.tui.commands.shell import Help
def broken(command, context): raise KeyError("a customer's secret")
Help.run = broken
sys.argv = ["winback", "--db", sys.argv[1]]
sys.exit(run())
"""


def test_a_fault_of_the_screen_leaves_its_place_in_the_crash_log_and_no_customers_word(team: Winback) -> None:
    with screen(team, program=["-c", BREAKS, str(team.book)]) as terminal:
        terminal.wait_for("Overdue")
        terminal.press("?")
        assert terminal.exit_code() == 1
        assert "something broke inside Winback (KeyError)" in terminal.screen
    log = crash_log().read_text("utf-8")
    assert "KeyError" in log and "broken" in log
    assert "secret" not in log + terminal.screen


def test_a_screen_left_before_its_backup_was_due_makes_it_then(team: Winback) -> None:
    folder = team.book.with_name("book.db.backups")
    with screen(team) as terminal:
        terminal.wait_for("Overdue", "help")
        terminal.press("q")
        assert terminal.exit_code() == 0
    until(lambda: list(folder.glob("* daily.db")))


def written(name: str, text: str) -> None:
    path = settings_file().with_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_the_users_own_keys_are_heard(team: Winback) -> None:
    written("keys.toml", '[keys]\n"app.history" = "f7"\n')
    with screen(team) as terminal:
        terminal.wait_for("Overdue")
        terminal.type("\x1b[18~")
        terminal.wait_for("History", "Case opened for Acme")
        terminal.press("escape")
        terminal.wait_for("Overdue")
        terminal.press("q")
        terminal.exit_code()


def test_faults_in_the_users_own_files_are_said_and_stop_nothing(team: Winback) -> None:
    written("keys.toml", '[keys]\n"app.histroy" = "f7"\n')
    written("settings.toml", 'theme = "purple"\n')
    with screen(team, size=(120, 36)) as terminal:
        terminal.wait_for("Overdue", "no theme 'purple'", "has no command 'app.histroy'")
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_every_command_has_an_id_that_can_be_remapped() -> None:
    ours = known_commands().items()
    known = {name for name, kind in ours if kind.__module__.startswith("winback_tui.")}
    assert {"app.undo", "app.redo", "app.history", "history.undo", "account.history", "view.filter"} <= known
    assert all(name == name.lower() and "." in name for name in known)


def test_a_backup_that_cannot_be_made_is_said(team: Winback) -> None:
    team.book.with_name("book.db.backups").write_text("in the way")
    with screen(team, size=(120, 36)) as terminal:
        terminal.wait_for("Overdue")
        terminal.wait_for("Today's backup was not made")
        terminal.press("q")
        assert terminal.exit_code() == 0


@pytest.mark.parametrize("place", ["file", "folder"])
def test_a_book_closed_to_writing_is_shown_and_says_so(team: Winback, place: str) -> None:
    with closed_to_writing(team.book if place == "file" else team.book.parent), screen(team) as terminal:
        terminal.wait_for("read-only", "This file cannot be written to")
        terminal.press("6")
        terminal.wait_for("Acme [/HQ]")
        terminal.press("u")
        terminal.wait_for("so it is open for reading only.")
        terminal.press("q")
        assert terminal.exit_code() == 0
