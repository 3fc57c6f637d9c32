"""The book that a screen holds open: one connection, never a lock, and a nose for what others write."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from tests.store.books import book_at, with_account
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import BookUnavailable
from winback_tui.services.book.live_book import LiveBook
from winback_tui.store.book import Book


def names(book: Book) -> list[str]:
    with book.read() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM account ORDER BY name")]


def test_it_reads_what_was_written_meanwhile_and_holds_nobody_up(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(book)
    assert names(held) == ["Acme"]
    with held.read() as first:
        pass
    with_account(book, "Bolt")
    assert names(held) == ["Acme", "Bolt"]
    with held.read() as second:
        assert second is first


def test_a_reading_within_a_reading_gets_a_connection_of_its_own(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(book)
    seen: list[list[str]] = []
    with held.read() as outer:
        with held.read() as inner:
            assert inner is not outer
        thread = Thread(target=lambda: seen.append(names(held)))
        thread.start()
        thread.join()
        assert outer.execute("SELECT count(*) FROM account").fetchone()[0] == 1
    assert seen == [["Acme"]]


def test_it_notices_what_others_write_once(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(book)
    assert not held.changed_outside()
    assert not held.changed_outside()
    with_account(book, "Bolt")
    assert held.changed_outside()
    assert not held.changed_outside()


def test_a_file_put_in_its_place_is_read(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(book)
    assert names(held) == ["Acme"]
    held.changed_outside()
    older = tmp_path / "older.db"
    shutil.copy(book.path, older)
    with_account(book, "Bolt")
    older.replace(book.path)
    assert names(held) == ["Acme"]
    assert held.changed_outside()


def test_a_new_day_is_told_for(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    days = [date(2026, 11, 22)]
    moving = replace(book, clock=replace(book.clock, now=lambda: fixed_clock(days[0]).now()))
    held = LiveBook.of(moving)
    held.changed_outside()
    days[0] = date(2026, 11, 23)
    with held.read() as connection:
        told = connection.execute("SELECT value FROM derived WHERE name = 'scored_on'").fetchone()[0]
    assert told == "2026-11-23"
    assert held.changed_outside()


def test_a_file_that_went_is_one_sentence_and_after_letting_go_it_can_go(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(book)
    names(held)
    held.let_go()
    assert names(held) == ["Acme"]
    book.path.unlink()
    with pytest.raises(BookUnavailable):
        names(held)


def test_a_book_that_goes_away_is_no_empty_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nothing but this reading knows that it was there: no backup, no note of an earlier act."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "written elsewhere"))
    book = book_at(tmp_path)
    with_account(book, "Acme")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    held = LiveBook.of(replace(book, or_blank=True))
    assert names(held) == ["Acme"]
    assert not held.changed_outside()
    elsewhere = book.path.rename(tmp_path / "elsewhere.db")
    for look in (lambda: names(held), held.changed_outside):
        with pytest.raises(BookUnavailable, match="used to be here and is gone"):
            look()
    elsewhere.rename(book.path)
    assert names(held) == ["Acme"]


def test_the_past_is_read_as_ever(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(replace(book, as_of=date(2026, 11, 22)))
    assert names(held) == ["Acme"]
    assert not held.changed_outside()


def test_a_writer_makes_a_reading_say_so_soon(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    held = LiveBook.of(book)
    names(held)
    writer = sqlite3.connect(book.path, isolation_level=None)
    writer.execute("BEGIN EXCLUSIVE")
    begun = monotonic()
    with pytest.raises(BookUnavailable, match="in use by another program"):
        names(held)
    assert monotonic() - begun < 4
    writer.execute("ROLLBACK")
    writer.close()
    assert names(held) == ["Acme"]
