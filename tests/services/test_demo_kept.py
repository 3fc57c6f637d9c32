"""The demo is made once a day; each opening begins with a copy of it."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.store.books import with_account
from winback_tui.domain.days.clock import Clock, fixed_clock
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.demo import build, kept
from winback_tui.services.demo.kept import fresh_demo, kept_demo
from winback_tui.services.demo.team import ACTOR
from winback_tui.store.book import Book

TODAY = date(2026, 11, 24)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Where demos were made; each is a book of one account instead of a team's."""
    found = []

    def small(path: Path, clock: Clock) -> Book:
        found.append(path)
        book = Book(path, clock, ACTOR)
        with_account(book, "Acme")
        return book

    monkeypatch.setattr(build, "build_demo", small)
    return found


def asked(book: Book, what: str) -> object:
    with book.read() as connection:
        return connection.execute(f"SELECT {what}").fetchone()[0]


def test_it_is_made_once_a_day_and_begins_anew_each_time(tmp_path: Path, made: list[Path]) -> None:
    path = tmp_path / "demo.db"
    first = fresh_demo(path, fixed_clock(TODAY))
    site = asked(first, "site FROM state")
    edit_account(first, "Acme", {"city": "Leeds"})
    assert asked(first, "city FROM account") == "Leeds" and asked(first, "site FROM state") == site
    again = fresh_demo(path, fixed_clock(TODAY))
    assert asked(again, "city FROM account") == ""
    edit_account(again, "Acme", {"city": "York"})
    assert made == [kept_demo(path, TODAY)]


def test_one_of_another_day_is_made_and_the_old_one_goes(tmp_path: Path, made: list[Path]) -> None:
    path = tmp_path / "demo.db"
    for days in range(3):
        fresh_demo(path, fixed_clock(TODAY + timedelta(days=days)))
    assert len(set(made)) == 3
    assert [each for each in tmp_path.iterdir() if each.suffix == ".kept"] == [made[-1]]
    assert made[-1] == kept_demo(path, TODAY + timedelta(days=2))


def test_what_a_killed_making_left_goes_with_the_next_one(tmp_path: Path, made: list[Path]) -> None:
    left, fresh = tmp_path / f".winback-{8 * 'a1'}.part", tmp_path / f".winback-{8 * 'b2'}.part"
    for folder in (left, fresh):
        folder.mkdir()
        (folder / "demo.kept").touch()
    os.utime(left, (0, 0))
    fresh_demo(tmp_path / "demo.db", fixed_clock(TODAY))
    assert made and not left.exists()
    assert fresh.exists(), "another window may be making it"


def test_another_process_makes_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, clock = tmp_path / "demo.db", fixed_clock(TODAY)
    begun: list[tuple[object, ...]] = []
    monkeypatch.setattr(kept, "FunctionProcess", lambda *given: begun.append(given))
    kept.begin_demo(path, clock)
    assert begun == [(kept.make_kept_demo, path, clock.now())]


def test_it_is_not_begun_where_it_is_there(tmp_path: Path, made: list[Path]) -> None:
    path = tmp_path / "demo.db"
    kept.make_kept_demo(path, fixed_clock(TODAY).now())
    assert made == [kept_demo(path, TODAY)] and kept_demo(path, TODAY).exists()
    assert kept.begin_demo(path, fixed_clock(TODAY)) is None
