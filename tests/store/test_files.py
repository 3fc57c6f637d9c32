"""What can be wrong with a file, said in one sentence, with the file left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from datetime import date
from pathlib import Path

import pytest

from tests.store.books import TODAY, book_at, content, with_account
from tests.store.disks import limited_files
from winback_tui.domain.errors import BookUnavailable, Refused
from winback_tui.store.book import Book
from winback_tui.store.file import migrate
from winback_tui.store.file import open as opening
from winback_tui.store.file.backups.backup import back_up
from winback_tui.store.summary import daily
from winback_tui.store.write import act

pytestmark = pytest.mark.migrates


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


def test_a_book_left_half_written_by_a_killed_process_can_be_read(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    writer = sqlite3.connect(book.path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")
    writer.execute("BEGIN IMMEDIATE")
    writer.executemany(
        "INSERT INTO segment (id, name) VALUES (?, ?)", ((str(n), "x" * 3_000) for n in range(200))
    )
    left = Book(tmp_path / "left.db", book.clock)
    for ending in ("", "-journal"):
        shutil.copy(f"{book.path}{ending}", f"{left.path}{ending}")
    writer.execute("ROLLBACK")
    writer.close()
    assert left.path.stat().st_size > book.path.stat().st_size, "half of it must be in the file"
    with left.read() as connection:
        assert connection.execute("SELECT count(*) FROM segment").fetchone()[0] == 0
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not left.path.with_name("left.db-journal").exists()


def test_the_file_belongs_to_its_user_alone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    assert stat.S_IMODE(book.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(book.path.parent.stat().st_mode) == 0o700
    assert [path.name for path in book.path.parent.iterdir()] == ["book.db"]


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


def test_an_act_that_is_only_tried_leaves_nothing_behind(tmp_path: Path) -> None:
    def everything() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    none_yet = Book(tmp_path / "none.db", book_at(tmp_path).clock)
    with act(none_yet, "segment", "Segment", dry_run=True) as transaction:
        transaction.insert("segment", id="s", name="Retail")
    assert everything() == {}
    book = book_at(tmp_path)
    with_account(book)
    copy = Book(tmp_path / "copy.db", book.clock)
    shutil.copy(book.path, copy.path)
    before = everything()
    with act(copy, "segment", "Segment", dry_run=True) as transaction:
        transaction.insert("segment", id="s", name="Retail")
    assert everything() == before


def sites(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    try:
        return {row[0] for row in connection.execute("SELECT site FROM change")}
    finally:
        connection.close()


def test_a_site_note_that_cannot_be_kept_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "blocked").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "blocked"))
    book = book_at(tmp_path)
    with_account(book)
    with_account(book, "Beta")
    assert read(book) == 2


@pytest.mark.parametrize("note", ["", "only-a-site", "site many", "a b c"])
def test_a_site_note_that_makes_no_sense_means_a_new_site(tmp_path: Path, note: str) -> None:
    book = book_at(tmp_path)
    with_account(book)
    for record in (tmp_path / "xdg_state_home").rglob("sites/*"):
        record.write_text(note)
    with_account(book, "Beta")
    assert len(sites(book.path)) == 2


def test_a_path_that_leads_through_a_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    book = Book(tmp_path / "file" / "book.db", book_at(tmp_path).clock)
    with pytest.raises(BookUnavailable, match="cannot be reached"):
        with_account(book)


def test_a_link_to_a_book_not_begun_yet_leads_to_it(tmp_path: Path) -> None:
    book = Book(tmp_path / "link.db", book_at(tmp_path).clock)
    book.path.symlink_to(tmp_path / "stick" / "book.db")
    with_account(book)
    assert book.path.is_symlink() and read(Book(tmp_path / "stick" / "book.db", book.clock)) == 1


def test_a_link_that_leads_to_itself_says_so(tmp_path: Path) -> None:
    book = Book(tmp_path / "loop.db", book_at(tmp_path).clock)
    book.path.symlink_to(book.path)
    for attempt in (lambda: read(book), lambda: with_account(book)):
        with pytest.raises(BookUnavailable, match=r"no book at|cannot be reached"):
            attempt()


def test_two_windows_that_begin_one_book_share_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = book_at(tmp_path)
    fill = migrate.begin_file

    def another_was_quicker(fresh: Path) -> None:
        monkeypatch.setattr(migrate, "begin_file", fill)
        with_account(book, "Beta")
        fill(fresh)

    monkeypatch.setattr(migrate, "begin_file", another_was_quicker)
    with_account(book)
    assert read(book) == 2


def test_a_book_of_any_file_name_opens(tmp_path: Path) -> None:
    for name in ("100%.db", "a?b#c.db", os.fsdecode(b"caf\xe9.db"), "株 [x].db"):
        book = Book(tmp_path / name, book_at(tmp_path).clock)
        with_account(book)
        assert read(book) == 1


def test_a_disk_that_takes_no_more_keeps_what_there_is(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    before = content(book)
    with pytest.raises(Refused, match="nothing was saved"), limited_files(book.path.stat().st_size + 100_000):
        for number in range(200):
            with_account(book, f"{number} " + "x" * 5_000)
    after = content(book)
    assert set(before["account"]) <= set(after["account"])
    with_account(book, "Room again")
    with book.read() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_book_not_begun_reads_as_an_empty_one_where_that_is_wanted(tmp_path: Path) -> None:
    book = Book(tmp_path / "none.db", book_at(tmp_path).clock, or_blank=True)
    assert read(book) == 0
    assert not book.exists() and not list(tmp_path.glob("none*"))
    with_account(book)
    assert read(book) == 1


def test_today_is_the_clock_or_the_day_asked_for(tmp_path: Path) -> None:
    assert book_at(tmp_path).today == TODAY
    assert book_at(tmp_path, as_of=date(2020, 2, 29)).today == date(2020, 2, 29)
