"""Backups are whole, private and few; a backup put back is the book of then, and nothing is lost by it."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.services.book.backups import back_up_before, back_up_now
from winback_tui.services.book.check import repair
from winback_tui.store.book import Book
from winback_tui.store.file import open as opening
from winback_tui.store.file.backups import backup
from winback_tui.store.file.backups import restore as restoring
from winback_tui.store.file.backups.backup import back_up, copy_book, daily_is_due
from winback_tui.store.file.backups.backup_files import (
    COMPANIONS,
    COPIES_KEPT,
    DAILY,
    KEPT_UNVERIFIED,
    KEPT_WEEKS,
    backup_folder,
    backups,
)
from winback_tui.store.file.backups.restore import restore
from winback_tui.store.file.open import connect_plain

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_backups_are_whole_and_rotated(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    for number in range(COPIES_KEPT + 3):
        back_up(book.path, f"try {number}", NOON + timedelta(seconds=number))
    kept = backups(book.path)
    assert len(kept) == COPIES_KEPT and kept[0].reason == f"try {COPIES_KEPT + 2}"
    assert content(Book(kept[0].path, book.clock)) == content(book)
    assert stat.S_IMODE(kept[0].path.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup_folder(book.path).stat().st_mode) == 0o700


def test_daily_backups_thin_out_to_one_a_week_and_others_do_not_push_them_out(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    folder = backup_folder(book.path)
    folder.mkdir()
    for day in range(69):
        for hours, reason in ((0, DAILY), (1, "before import")):
            stamp = (NOON + timedelta(days=day, hours=hours)).strftime("%Y%m%dT%H%M%S%f")
            (folder / f"{stamp} {reason}.db").touch()
    back_up(book.path, DAILY, NOON + timedelta(days=69))
    kept = [backup for backup in backups(book.path) if backup.reason == DAILY]
    ages = [(NOON + timedelta(days=69) - backup.made_at).days for backup in kept]
    assert ages[:COPIES_KEPT] == list(range(COPIES_KEPT))
    assert len(ages) == COPIES_KEPT + KEPT_WEEKS
    assert all(
        4 <= later - sooner <= 8
        for sooner, later in zip(ages[COPIES_KEPT:], ages[COPIES_KEPT + 1 :], strict=False)
    )
    assert len(backups(book.path)) == len(kept) + COPIES_KEPT


def test_once_a_day_and_only_after_something_was_written(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    assert daily_is_due(book.path, NOON, UTC)
    back_up(book.path, DAILY, NOON)
    assert not daily_is_due(book.path, NOON + timedelta(hours=6), UTC)
    tomorrow = NOON + timedelta(days=1)
    assert not daily_is_due(book.path, tomorrow, UTC), "the same book again is no use"
    with_account(book, "Beta")
    assert not daily_is_due(book.path, NOON + timedelta(hours=6), UTC)
    assert daily_is_due(book.path, tomorrow, UTC)


def test_a_damaged_book_makes_no_backup_and_leaves_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    spoil(book.path)
    with pytest.raises((Refused, BookUnavailable)):
        back_up(book.path, DAILY)
    assert list(backup_folder(book.path).iterdir()) == []


@pytest.mark.parametrize("reason", ["before import", DAILY])
def test_both_checks_find_pages_that_are_no_pages(tmp_path: Path, reason: str) -> None:
    book = book_at(tmp_path)
    with_account(book)
    spoil(book.path)
    with pytest.raises((Refused, BookUnavailable)):
        back_up(book.path, reason)
    assert list(backup_folder(book.path).iterdir()) == []


@pytest.mark.parametrize("quick", ["import", "sync", "erase"])
def test_only_the_full_check_looks_into_indexes_and_references(tmp_path: Path, quick: str) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, '(name_key)', '(city)') WHERE name = 'ix_account_name_key'"
        )
        connection.commit()
    back_up(book.path, f"before {quick}")
    for reason in (DAILY, "by hand", "before restore"):
        with pytest.raises(Refused, match="not a complete book"):
            back_up(book.path, reason)


@pytest.mark.parametrize("what", ["import", "sync", "erase"])
def test_a_quick_backup_before_an_act_does_not_stand_for_that_of_the_day(tmp_path: Path, what: str) -> None:
    book = book_at(tmp_path)
    with_account(book)
    back_up_before(book, what)
    (made,) = backups(book.path)
    assert made.reason == f"before {what}"
    assert daily_is_due(book.path, NOON, UTC)
    back_up(book.path, DAILY, NOON)
    back_up_before(book, what)
    assert len(backups(book.path)) == 2, "nothing was written since"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    backup_folder(book.path).write_text("in the way")
    with pytest.raises(Refused, match="backup could not be written"):
        back_up(book.path, DAILY)


def test_a_locked_book_is_not_waited_for_forever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    book = book_at(tmp_path)
    with_account(book)
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BookUnavailable, match="in use by another program"):
        back_up(book.path, DAILY)
    other.close()


def test_strange_files_among_the_backups_are_left_alone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    made = back_up(book.path, DAILY, NOON)
    for name in ("notes.db", "20261 x.db", "20261122T120000000000 damaged.book"):
        (made.parent / name).touch()
    assert [backup.path for backup in backups(book.path)] == [made]


def test_a_book_whose_disk_cannot_be_read_is_set_aside_for_the_one_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    with_account(book)
    then = content(book)
    saved = back_up(book.path, DAILY, NOON)
    book.path.write_bytes(b"no longer a book")

    def connect(path: Path, *rest: int) -> sqlite3.Connection:
        if path == book.path:
            raise sqlite3.OperationalError("disk I/O error")
        return connect_plain(path, *rest)

    monkeypatch.setattr(restoring, "connect_plain", connect)
    restored = restore(book.path, saved)
    assert restored.former is not None and restored.former.read_bytes() == b"no longer a book"
    assert content(book) == then


def test_restoring_brings_back_the_book_of_then_and_keeps_the_one_of_now(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    then = content(book)
    saved = back_up(book.path, DAILY, NOON)
    with_account(book, "Beta")
    now = content(book)
    done = restore(book.path, saved, NOON + timedelta(hours=1))
    assert content(book) == then
    assert done.former is not None and content(Book(done.former, book.clock)) == now
    restore(book.path, done.former, NOON + timedelta(hours=2))
    assert content(book) == now


def test_a_restored_book_writes_as_a_new_site_even_when_nothing_was_written_since(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    restore(book.path, back_up(book.path, DAILY))
    with_account(book, "Beta")
    with book.read() as connection:
        assert connection.execute("SELECT count(DISTINCT site) FROM change").fetchone()[0] == 2


def test_a_damaged_book_is_moved_aside_whole_with_its_journal(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    then = content(book)
    saved = back_up(book.path, DAILY, NOON)
    spoil(book.path)
    spoilt = book.path.read_bytes()
    journal = book.path.with_name("book.db-journal")
    journal.write_bytes(b"of the damaged one")
    done = restore(book.path, saved, NOON)
    assert content(book) == then
    assert done.former is not None and done.former.read_bytes() == spoilt
    assert not journal.exists()


def test_a_book_that_is_gone_comes_back(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    then = content(book)
    saved = back_up(book.path, DAILY)
    book.path.unlink()
    assert restore(book.path, saved).former is None
    assert content(book) == then
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("kind", ["missing", "text", "foreign", "cut"])
def test_what_is_no_whole_book_is_not_restored(tmp_path: Path, kind: str) -> None:
    book = book_at(tmp_path)
    with_account(book)
    before = content(book)
    source = tmp_path / "source.db"
    if kind == "text":
        source.write_text("hello " * 1_000)
    elif kind == "foreign":
        foreign = sqlite3.connect(source)
        foreign.execute("CREATE TABLE t (a)")
        foreign.commit()
        foreign.close()
    elif kind == "cut":
        source.write_bytes(book.path.read_bytes()[: book.path.stat().st_size // 2])
    with pytest.raises(Refused):
        restore(book.path, source)
    assert content(book) == before


def test_a_book_in_use_is_not_taken_for_a_damaged_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    book = book_at(tmp_path)
    with_account(book)
    saved = back_up(book.path, DAILY)
    with_account(book, "Beta")
    before = content(book)
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BookUnavailable, match="in use"):
        restore(book.path, saved)
    other.execute("ROLLBACK")
    other.close()
    assert content(book) == before


def spoil(path: Path) -> None:
    """Overwrite the file from its second page on."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def test_repairs_of_a_damaged_book_push_no_good_backup_out(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    then = content(book)
    saved = back_up(book.path, "by hand", NOON)
    for number in range(COPIES_KEPT + 2):
        with closing(sqlite3.connect(book.path)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(f"UPDATE account SET owner_id = 'nobody {number}'")
            connection.commit()
        repair(replace(book, clock=fixed_clock(date(2026, 11, 23) + timedelta(days=number))))
    assert [backup.path for backup in backups(book.path)] == [saved]
    assert len(list(backup_folder(book.path).glob("*.book"))) == KEPT_UNVERIFIED
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is not None
    restore(book.path, saved, NOON + timedelta(days=30))
    assert content(book) == then


def test_a_backup_somewhere_else_touches_nothing_there(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    there = tmp_path / "stick"
    there.mkdir()
    for name in ("film.part", "x.db.part"):
        (there / name).write_text("of another program")
        os.utime(there / name, (0, 0))
    (there / "y.db.part").symlink_to(there / "film.part")
    for name in ("x.db", "y.db"):
        made = back_up_now(book, to=there / name)
        assert content(Book(made.path, book.clock)) == content(book)
        assert stat.S_IMODE(made.path.stat().st_mode) == 0o600
    assert {path.name for path in there.iterdir()} == {"film.part", "x.db.part", "y.db.part", "x.db", "y.db"}
    assert {(there / name).read_text() for name in ("film.part", "x.db.part")} == {"of another program"}


def test_a_copy_replaces_nothing_that_came_to_its_place_meanwhile(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    (tmp_path / "x.db").write_text("of another program")
    with pytest.raises(Refused, match="could not be written"):
        copy_book(book.path, tmp_path / "x.db")
    assert (tmp_path / "x.db").read_text() == "of another program"


def test_a_backup_is_not_written_through_a_link_to_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    (tmp_path / "x.db").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Refused, match=r"could not be written|already exists"):
        back_up_now(book, to=tmp_path / "x.db")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("made", ["copied and spoilt", "rows of nothing", "of another program"])
def test_a_copy_that_fails_its_check_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    book = book_at(tmp_path)
    with_account(book)
    first = back_up(book.path, DAILY, NOON)
    faithful = backup.copy_pages

    def unfaithful(source: sqlite3.Connection, fresh: Path) -> None:
        faithful(source, fresh)
        with closing(sqlite3.connect(fresh)) as connection:
            if made == "rows of nothing":
                connection.execute("UPDATE account SET owner_id = 'nobody'")
            elif made == "of another program":
                connection.execute("PRAGMA application_id = 1")
            connection.commit()
        if made == "copied and spoilt":
            spoil(fresh)

    monkeypatch.setattr(backup, "copy_pages", unfaithful)
    with pytest.raises((Refused, BookUnavailable)):
        back_up(book.path, DAILY, NOON + timedelta(days=1))
    assert list(backup_folder(book.path).iterdir()) == [first]


def test_a_backup_leaves_the_part_that_another_one_is_writing_now(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    back_up(book.path, DAILY, NOON)
    for folder in (book.path.parent, backup_folder(book.path)):
        for name, hours in (("0" * 16, 0), ("1" * 16, 2)):
            part = folder / f".winback-{name}.part"
            part.mkdir()
            (part / "book.db").write_text("being written")
            ago = part.stat().st_mtime - 3_600 * hours
            os.utime(part, (ago, ago))
    back_up(book.path, DAILY, NOON + timedelta(days=1))
    for folder in (book.path.parent, backup_folder(book.path)):
        left = [path for path in folder.iterdir() if path.name.startswith(".winback-")]
        assert [path.name for path in left] == [f".winback-{'0' * 16}.part"]
        assert (left[0] / "book.db").read_text() == "being written"


def test_two_backups_of_one_moment_are_two_files(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    made = [back_up(book.path, DAILY, NOON) for _ in range(3)]
    assert len(set(made)) == 3 and all(path.exists() for path in made)


@pytest.mark.parametrize("ending", COMPANIONS)
def test_a_journal_that_belongs_to_another_book_is_set_aside(tmp_path: Path, ending: str) -> None:
    book = book_at(tmp_path)
    with_account(book)
    saved = back_up(book.path, DAILY, NOON)
    book.path.unlink()
    left = book.path.with_name(f"{book.path.name}{ending}")
    left.write_bytes(b"of the one that is gone")
    restore(book.path, saved, NOON)
    assert not left.exists()
    aside = [path for path in backup_folder(book.path).glob("*.book") if f"left over{ending}" in path.name]
    assert [path.read_bytes() for path in aside] == [b"of the one that is gone"]
