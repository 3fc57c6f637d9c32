"""A book that is missing, locked, closed to writing, damaged, newer, not ours, or on a full disk: one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.runner import Ended, Winback
from tests.made_once import made_once
from tests.store.disks import closed_to_writing, limited_files
from winback_tui.store.file import open as opening

READING = (("list",), ("due",), ("show", "Acme"), ("returns",), ("history",), ("case", "list"), ("check",))
ACTING = (
    ("account", "add", "Beta"),
    ("order", "Acme", "--date", "2026-11-20", "--amount", "EUR 1"),
    ("log", "Acme", "--outcome", "called"),
    ("case", "open", "Acme", "--lost-on", "2026-10-01", "--lost-by", "Bob"),
    ("undo",),
    ("backup",),
)


@pytest.fixture
def team(winback: Winback) -> Winback:
    made(winback.book.parent, winback.env)
    return winback


@made_once("book.db")
def made(folder: Path, env: Mapping[str, str]) -> None:
    """Acme with an order."""
    for words in (("account", "add", "Acme"), ("order", "Acme", "--date", "2026-09-01", "--amount", "EUR 5")):
        assert Winback(folder / "book.db", env)(*words).code == 0


def one_sentence(ended: Ended, code: int, said: str) -> None:
    assert (ended.code, ended.out) == (code, ""), ended
    assert ended.err.count("\n") == 1 and ended.err.startswith("winback: "), ended.err
    assert said in ended.err and str(ended.err).rstrip().endswith("."), ended.err
    assert "Traceback" not in ended.err and "sqlite" not in ended.err.lower()


def test_a_missing_book_is_not_begun_by_looking(winback: Winback) -> None:
    for words in READING:
        one_sentence(winback(*words), 3, "There is no book at")
    assert not winback.book.exists() and not list(winback.book.parent.glob("book.db*"))


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE account (id)")


def no_database(path: Path) -> None:
    path.write_text("Customer,Date,Amount\n" * 200)


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (newer, "written by a newer Winback"),
        (foreign, "is not a Winback book"),
        (no_database, "is damaged"),
        (cut_short, "is damaged"),
        (a_folder, "cannot be opened"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_as_it_is(
    team: Winback, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(team.book)
    before = team.book.read_bytes() if team.book.is_file() else b""
    for words in READING + ACTING:
        one_sentence(team(*words), 3, said)
    assert not team.book.is_file() or team.book.read_bytes() == before


def test_a_locked_book_is_said_to_be_in_use(team: Winback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(team.book, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        for words in (("list",), ("account", "add", "Beta"), ("undo",), ("backup",), ("restore", "--yes")):
            ended = team(*words)
            assert ended.code in (1, 3) and ended.err.count("\n") == 1
        one_sentence(team("list"), 3, "in use by another program")
        other.execute("ROLLBACK")
    assert len(team("list", "--view", "all").rows) == 1


@pytest.mark.parametrize("place", ["file", "folder"])
def test_a_book_closed_to_writing_can_still_be_read(winback: Winback, place: str) -> None:
    team = Winback(winback.book.parent / "team" / "book.db", winback.env)
    assert team("account", "add", "Acme").code == 0
    later = Winback(team.book, {**team.env, "WINBACK_NOW": "2026-12-24T12:00:00"})
    with closed_to_writing(team.book if place == "file" else team.book.parent):
        for day in (team, later):
            assert [row["account"] for row in day("list", "--view", "all").rows] == ["Acme"]
            for words in (("account", "add", "Beta"), ("undo",)):
                ended = day(*words)
                assert ended.code == 3 and ended.err.count("\n") == 1, ended
                assert "cannot be" in ended.err
    assert team("account", "add", "Beta").code == 0


def test_a_place_where_no_book_can_be_begun(winback: Winback) -> None:
    folder = winback.book.parent / "closed"
    folder.mkdir()
    with closed_to_writing(folder):
        for place in (folder / "book.db", folder / "deeper" / "book.db", winback.book.parent / ("x" * 300)):
            one_sentence(Winback(place, winback.env)("account", "add", "Beta"), 3, "cannot be")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("size", [0, 4_096, 100_000])
def test_a_disk_without_room_loses_nothing(team: Winback, size: int) -> None:
    before = team("list", "--view", "all").out
    acts = team("history").out
    for words in (("log", "Acme", "--outcome", "x" * 19_000), ("backup",), ("undo",)):
        with limited_files(size):
            ended = team(*words)
        assert ended.code in (1, 3) and ended.err.count("\n") == 1, ended
        assert "inside Winback" not in ended.err
        assert (team("list", "--view", "all").out, team("history").out) == (before, acts)
    assert team("check").code == 0
    assert not list(team.book.parent.glob("**/*.part"))


def test_a_first_act_without_room_begins_no_book(winback: Winback) -> None:
    with limited_files(20_000):
        ended = winback("account", "add", "Acme")
    assert ended.code in (1, 3) and ended.err.count("\n") == 1, ended
    assert not winback.book.exists()
    assert winback("account", "add", "Acme").code == 0


@pytest.mark.parametrize("told", ["soon", "2026-13-01", "0001-01-01T00:00+14:00"])
def test_a_clock_that_tells_no_time_is_refused(winback: Winback, told: str) -> None:
    ended = Winback(winback.book, {**winback.env, "WINBACK_NOW": told})("list")
    assert ended.code == 2
    assert ended.err.startswith(f"winback: WINBACK_NOW is '{told}'")


def test_a_book_that_is_gone_is_said_to_be_and_put_back_or_begun(team: Winback) -> None:
    assert team("backup").code == 0
    team.book.unlink()
    for words in READING + ACTING:
        one_sentence(team(*words), 3, "used to be here and is gone")
    assert not team.book.exists()
    assert team("restore", "--yes").code == 0
    assert [row["account"] for row in team("list", "--view", "all").rows] == ["Acme"]
    one_sentence(team("restore", "--empty"), 1, "move it away first")
    team.book.unlink()
    one_sentence(team("restore", "--empty", "x.db"), 2, "--empty takes no backup")
    assert team("restore", "--empty", "--dry-run").code == 0 and not team.book.exists()
    assert team("restore", "--empty", "--json").json["done"]
    assert team("list", "--view", "all").rows == []


def test_a_book_with_a_foreign_trigger_is_not_opened(team: Winback) -> None:
    with closing(sqlite3.connect(team.book)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON account BEGIN DELETE FROM sales_order; END")
    for words in (("list",), ("account", "add", "Beta"), ("backup",), ("undo",)):
        one_sentence(team(*words), 3, "trigger 't' that Winback did not create")
    ended = team("check")
    assert ended.code == 1 and "Trigger t was not created by Winback" in ended.out
    ended = team("check", "--repair")
    assert ended.code == 0 and "Winback did not create it: trigger 't'. " in ended.err
    assert team("account", "add", "Beta").code == 0
    assert team("show", "Acme", "--json").json["orders"]
