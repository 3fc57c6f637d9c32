"""Putting back a copy never loses the book; a book that is gone is never begun again without a word."""

from __future__ import annotations

import errno
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account, with_order
from tests.store.disks import limited_files
from tests.store.test_backup import NOON, spoil
from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.services.book.backups import begin_empty_book
from winback_tui.services.book.opening import make_ready
from winback_tui.services.demo.build import demo_at
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import back_up
from winback_tui.store.file.backups.restore import restore


def saved_book(folder: Path) -> tuple[Book, Path]:
    """A book with an order, and a backup of it."""
    book = book_at(folder)
    with_order(book, with_account(book), "2026-10-01")
    return book, back_up(book.path, "by hand", NOON)


def files_beside(book: Book) -> set[str]:
    return {path.name for path in book.path.parent.iterdir()}


@pytest.mark.parametrize("book_is", ["damaged", "gone", "whole"])
def test_a_disk_that_is_full_leaves_what_stood_there(tmp_path: Path, book_is: str) -> None:
    book, saved = saved_book(tmp_path)
    if book_is == "gone":
        book.path.unlink()
    elif book_is == "damaged":
        spoil(book.path)
    before = book.path.read_bytes() if book.exists() else b""
    with (
        limited_files(saved.stat().st_size // 2),
        pytest.raises((Refused, BookUnavailable), match=r"full|take"),
    ):
        restore(book.path, saved)
    assert (book.path.read_bytes() if book.exists() else b"") == before
    assert files_beside(book) == {"book.db.backups"} | ({"book.db"} if before else set())
    restore(book.path, saved)
    assert content(book) == content(Book(saved, book.clock))


def test_a_rename_that_fails_leaves_the_damaged_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, saved = saved_book(tmp_path)
    spoil(book.path)
    before = book.path.read_bytes()

    def no_rename(self: Path, target: Path) -> Path:
        raise OSError(errno.EIO, "the disk fails", str(self))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", no_rename)
        with pytest.raises(BookUnavailable, match="nothing was changed"):
            restore(book.path, saved)
    assert book.path.read_bytes() == before
    restore(book.path, saved)
    assert content(book) == content(Book(saved, book.clock))


def test_a_link_to_the_book_still_leads_to_it_afterwards(tmp_path: Path) -> None:
    book, saved = saved_book(tmp_path)
    (tmp_path / "link.db").symlink_to(book.path)
    spoil(book.path)
    restore(tmp_path / "link.db", saved)
    assert (tmp_path / "link.db").is_symlink() and content(book) == content(Book(saved, book.clock))


def hot_journal(folder: Path) -> Path:
    """The journal of another book, left by a killed process."""
    other = book_at(folder)
    with_account(other, "Other")
    with closing(sqlite3.connect(other.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.executemany(
            "INSERT INTO segment (id, name) VALUES (?, ?)", ((str(n), "x" * 3_000) for n in range(200))
        )
        return Path(shutil.copy(f"{other.path}-journal", folder / "left-journal"))


def write_ahead_log(folder: Path) -> Path:
    """The write-ahead log of another book."""
    other = book_at(folder)
    with_account(other, "Other")
    with closing(sqlite3.connect(other.path, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE account SET name = 'Other still'")
        return Path(shutil.copy(f"{other.path}-wal", folder / "left-wal"))


@pytest.mark.parametrize(("ending", "left"), [("-journal", hot_journal), ("-wal", write_ahead_log)])
@pytest.mark.parametrize("put", ["restored over a damaged one", "restored", "begun"])
def test_a_journal_that_was_left_is_moved_aside_and_not_applied(
    tmp_path: Path, ending: str, left: object, put: str
) -> None:
    book, saved = saved_book(tmp_path / "a")
    assert callable(left)
    journal = left(tmp_path / "b")
    of_then = content(book)
    place = book.path if put != "begun" else tmp_path / "c" / "new.db"
    place.parent.mkdir(exist_ok=True)
    if put == "restored over a damaged one":
        place.write_text("no database " * 500)
    elif put == "restored":
        place.unlink()
    bytes_left = journal.read_bytes()
    shutil.copy(journal, f"{place}{ending}")
    now = Book(place, book.clock, "Ann")
    if put == "begun":
        with_account(now)
        assert [row for row in content(now)["account"] if "Acme" in row]
    else:
        restore(place, saved)
        assert content(now) == of_then
    with now.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not Path(f"{place}{ending}").exists()
    if put == "restored over a damaged one" and ending == "-journal":
        return  # SQLite has taken it for that one's own, and applied it there, when it was looked at.
    kept = [path for path in place.with_name(f"{place.name}.backups").iterdir() if ending in path.name]
    assert [path.read_bytes() for path in kept] == [bytes_left]


@pytest.mark.parametrize("known_by", ["the note of this user", "its backups"])
def test_a_book_that_is_gone_is_not_begun_again_without_a_word(tmp_path: Path, known_by: str) -> None:
    book, saved = saved_book(tmp_path)
    then = content(book)
    book.path.unlink()
    if known_by == "its backups":
        shutil.rmtree(tmp_path / "xdg_state_home")
    else:
        saved = saved.rename(tmp_path / "elsewhere.db")
    blank = replace(book, or_blank=True)
    for attempt in (lambda: with_account(book), lambda: content(blank), lambda: make_ready(blank)):
        with pytest.raises(BookUnavailable, match="used to be here and is gone; 'winback restore'"):
            attempt()
    assert not book.exists()
    restore(book.path, saved)
    assert content(book) == then


def test_a_restored_book_is_known_before_anything_is_written_to_it(tmp_path: Path) -> None:
    book, saved = saved_book(tmp_path)
    other = Book(tmp_path / "other.db", book.clock, "Ann")
    restore(other.path, saved)
    other.path.unlink()
    with pytest.raises(BookUnavailable, match="is gone"):
        with_account(other)


def test_an_empty_book_is_begun_where_that_is_asked_for(tmp_path: Path) -> None:
    book, saved = saved_book(tmp_path)
    with pytest.raises(Refused, match="move it away first"):
        begin_empty_book(book)
    book.path.unlink()
    begin_empty_book(book, dry_run=True)
    assert not book.exists()
    begin_empty_book(book)
    assert not any(content(book).values()) and saved.exists()
    with_account(book, "Beta")


def test_a_moved_book_goes_on_in_its_new_place(tmp_path: Path) -> None:
    book, _ = saved_book(tmp_path)
    moved = Book(tmp_path / "moved.db", book.clock, "Ann")
    book.path.rename(moved.path)
    with_account(moved, "Beta")
    assert len(content(moved)["account"]) == 2
    with pytest.raises(BookUnavailable, match="is gone"):
        with_account(book)


def test_a_demo_takes_no_backups_of_a_book_that_is_gone(tmp_path: Path) -> None:
    book, saved = saved_book(tmp_path)
    book.path.unlink()
    with pytest.raises(Refused, match="backups of another book"):
        demo_at(book.path, book.clock)
    assert saved.exists() and not book.exists()


@pytest.mark.parametrize("damaged", [b"CREATE TABLE account (", b"account_no"])
def test_a_book_whose_schema_is_no_text_any_more_is_told_and_replaced(tmp_path: Path, damaged: bytes) -> None:
    """One bit of it is enough, and then sqlite3 cannot decode its own message."""
    book = book_at(tmp_path)
    with_account(book)
    whole, kept = content(book), back_up(book.path, "daily", NOON)
    held = bytearray(book.path.read_bytes())
    with closing(sqlite3.connect(book.path)) as connection:
        pages = connection.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'").fetchall()
    at = next(
        found for (page,) in pages if (found := held.find(damaged, (page - 1) * 4096, page * 4096)) >= 0
    )
    held[at + 3] |= 0x80
    spoilt = replace(
        book, path=tmp_path / "spoilt.db"
    )  # a connection of a file by another name is not used again
    spoilt.path.write_bytes(held)
    with pytest.raises(BookUnavailable, match="is damaged"), spoilt.read():
        pass
    with pytest.raises(BookUnavailable, match="is damaged"):
        with_account(spoilt, "Bolt")
    with pytest.raises((Refused, BookUnavailable)):
        restore(tmp_path / "other.db", spoilt.path)
    restore(spoilt.path, kept)
    assert content(spoilt) == whole
