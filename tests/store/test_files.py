"""What can be wrong with a file, said in one sentence, with the file left as it was."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from datetime import date
from pathlib import Path

import pytest

from tests.store.books import TODAY, book_at, content, with_account
from winback_tui.domain.errors import BookUnavailable
from winback_tui.store import open as opening
from winback_tui.store.backup import KEPT, back_up, backups
from winback_tui.store.book import Book
from winback_tui.store.summary import daily


def read(book: Book) -> int:
    with book.read() as connection:
        return int(connection.execute("SELECT count(*) FROM account").fetchone()[0])


def test_a_missing_book_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookUnavailable, match=r"no book at .*book\.db"):
        read(book_at(tmp_path))


@pytest.mark.parametrize(
    ("bytes_", "said"),
    [
        (b"", "is not a Winback book"),
        (b"hello" * 400, "is damaged"),
        (b"SQLite format 3\0" + b"\1" * 500, "damaged"),
    ],
)
def test_a_file_that_is_no_book(tmp_path: Path, bytes_: bytes, said: str) -> None:
    book = book_at(tmp_path)
    book.path.parent.mkdir()
    book.path.write_bytes(bytes_)
    with pytest.raises(BookUnavailable, match=said):
        read(book)
    with pytest.raises(BookUnavailable, match=said):
        with_account(book)
    assert book.path.read_bytes() == bytes_


def test_a_newer_book_is_left_alone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    connection = sqlite3.connect(book.path)
    connection.execute(f"PRAGMA user_version = {opening.SCHEMA_VERSION + 1}")
    connection.close()
    for attempt in (lambda: read(book), lambda: with_account(book, "Beta")):
        with pytest.raises(BookUnavailable, match="newer Winback"):
            attempt()


def test_a_locked_book_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    book = book_at(tmp_path)
    with_account(book)
    other = sqlite3.connect(book.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BookUnavailable, match="in use by another program"):
        with_account(book, "Beta")
    other.execute("ROLLBACK")
    other.close()
    assert read(book) == 1


def test_a_book_without_write_permission_can_still_be_read_on_another_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_account(book_at(tmp_path))

    def cannot_write(path: Path) -> sqlite3.Connection:
        raise BookUnavailable(f"{path} cannot be written.")

    monkeypatch.setattr(daily, "connect_write", cannot_write)
    assert read(book_at(tmp_path, date(2026, 12, 24))) == 1


def test_the_file_belongs_to_its_user_alone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(book.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in book.path.parent.iterdir()] == ["book.db"]


def test_backups_are_whole_and_rotated(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    for number in range(KEPT + 3):
        back_up(book.path, f"try {number}")
    kept = backups(book.path)
    assert len(kept) == KEPT and kept[0].reason == f"try {KEPT + 2}"
    assert content(Book(kept[0].path, book.clock)) == content(book)
    assert stat.S_IMODE(kept[0].path.stat().st_mode) == 0o600


def test_a_copied_or_restored_file_writes_as_another_site(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    saved = back_up(book.path, "by hand")
    with_account(book, "Beta")
    copy = Book(tmp_path / "copy.db", book.clock)
    shutil.copy(book.path, copy.path)
    with_account(copy, "Gamma")
    saved.replace(book.path)
    with_account(book, "Delta")
    assert len(sites(copy.path)) == 2
    assert len(sites(book.path)) == 2
    assert len(sites(copy.path) | sites(book.path)) == 3


def sites(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {row[0] for row in connection.execute("SELECT site FROM change")}
    finally:
        connection.close()


def test_today_is_the_clock_or_the_day_asked_for(tmp_path: Path) -> None:
    assert book_at(tmp_path).today == TODAY
    assert book_at(tmp_path, as_of=date(2020, 2, 29)).today == date(2020, 2, 29)
