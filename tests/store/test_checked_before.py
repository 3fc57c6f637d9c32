"""A copy is compared with the last one checked in full: what is the same is not checked again, nothing is missed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.store.books import book_at, with_account, with_order
from tests.store.test_check import a_book as a_book_of_everything
from winback_tui.domain.errors import Refused
from winback_tui.services.book.check import check
from winback_tui.store.book import Book
from winback_tui.store.file.backups import checked_before
from winback_tui.store.file.backups.backup import back_up, verify
from winback_tui.store.file.backups.backup_files import DAILY, backup_folder
from winback_tui.store.file.backups.checked_before import changed_tables, differing_pages, last_checked
from winback_tui.store.file.check.file import ChangedTables, changed_since_backup, file_faults
from winback_tui.store.file.checksums import prove_history
from winback_tui.store.file.open import connect_plain, connect_read, data_version

PAGE = 4096


@made_once()
def a_book(folder: Path) -> Book:
    book = book_at(folder)
    for name in ("Acme", "Beta", "Gamma"):
        account = with_account(book, name)
        for day in range(10, 28):
            with_order(book, account, f"2026-10-{day}")
    return book


def a_checked_book(folder: Path) -> Book:
    """With a daily backup, and nothing written since."""
    book = a_book(folder)
    back_up(book.path, DAILY)
    return book


def is_whole(path: Path, book_path: Path | None) -> bool:
    try:
        verify(path, book_path=book_path)
    except Refused:
        return False
    return True


def test_a_flipped_bit_is_found_as_by_a_check_of_everything(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    whole = book.path.read_bytes()
    drawn = random.Random(20261201)
    seen = set()
    for page in range(1, len(whole) // PAGE):
        for offset in (drawn.randrange(12), drawn.randrange(PAGE)):
            flipped = bytearray(whole)
            flipped[page * PAGE + offset] ^= 1 << drawn.randrange(8)
            spoilt = (
                tmp_path / f"{page} {offset}.db"
            )  # a connection of a file by another name is not used again
            spoilt.write_bytes(flipped)
            seen.add(found := is_whole(spoilt, None))
            assert is_whole(spoilt, book.path) == found, (page, offset)
            spoilt.unlink()
    assert seen == {True, False}


@pytest.mark.parametrize("table", ["sales_order", "account", "account_summary", "person", "change"])
@pytest.mark.parametrize("backed_up", [False, True])
def test_a_flipped_bit_that_changes_a_row_is_found_by_the_full_check(
    tmp_path: Path, table: str, backed_up: bool
) -> None:
    book = a_book_of_everything(tmp_path)
    prove_history(book.path)
    if backed_up:
        back_up(book.path, DAILY)
    whole, rows = book.path.read_bytes(), content_of(book.path, table)
    drawn = random.Random(f"{table} {backed_up}")
    with closing(sqlite3.connect(book.path)) as connection:
        leaves = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,)
        ).fetchall()
    for number in range(12):
        (page,) = drawn.choice(leaves)
        start = (page - 1) * PAGE
        cells = int.from_bytes(whole[start + 5 : start + 7], "big")
        flipped = bytearray(whole)
        flipped[start + drawn.randrange(cells, PAGE)] ^= 1 << drawn.randrange(8)
        spoilt = tmp_path / f"{number}.db"
        spoilt.write_bytes(flipped)
        if backed_up:
            shutil.copytree(backup_folder(book.path), backup_folder(spoilt))
        good = all(found.good for found in check(replace(book, path=spoilt)))
        assert not good or content_of(spoilt, table) == rows


_PROVED = 'site, seq, hlc, wall, tx, tbl, "row", col, value, "before", proof'
"""Of a change, what its digest proves: not who made it, nor which change it replaced."""


def content_of(path: Path, table: str) -> list[tuple[object, ...]] | str:
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        try:
            columns = _PROVED if table == "change" else "*"
            return connection.execute(f"SELECT {columns} FROM {table} NOT INDEXED").fetchall()
        except sqlite3.DatabaseError as fault:
            return str(fault)


def spoil_index(path: Path, table: str, value: str) -> None:
    """Take the first row's entry out of the index of a table, byte by byte: the pages stay well-formed."""
    whole = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as connection:
        pages = [
            row[0]
            for row in connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,)).fetchall()
        ]
    for page in pages:
        start = (page - 1) * PAGE
        at = whole.find(value.encode(), start, start + PAGE)
        if at >= 0:
            whole[at] ^= 1
            path.write_bytes(whole)
            return
    raise AssertionError("the value is not there")


@pytest.mark.parametrize("meanwhile", ["nothing", "an act", "an import of half the book"])
def test_an_index_that_no_longer_fits_its_table_is_found(tmp_path: Path, meanwhile: str) -> None:
    book = a_checked_book(tmp_path)
    if meanwhile == "an act":
        with_account(book, "Delta")
    elif meanwhile != "nothing":
        for number in range(60):
            with_account(book, f"Epsilon {number} {'x' * 900}")
    spoil_index(book.path, "ix_account_name", "Beta")
    with pytest.raises(Refused, match="not a complete book"):
        back_up(book.path, DAILY)
    assert "file" in {found.question for found in check(book) if not found.good}


def test_a_row_that_refers_to_nothing_is_found(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("UPDATE account SET owner_id = 'nobody' WHERE name = 'Beta'")
        connection.commit()
    with pytest.raises(Refused, match="does not exist"):
        back_up(book.path, DAILY)
    assert "references" in {found.question for found in check(book) if not found.good}


@pytest.mark.parametrize("backed_up", [False, True])
def test_every_order_of_no_account_is_named(tmp_path: Path, backed_up: bool) -> None:
    book = a_checked_book(tmp_path) if backed_up else a_book(tmp_path)
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("UPDATE sales_order SET account_no = 99 WHERE no IN (3, 5)")
        connection.commit()
    says = {found.question: found.says for found in check(book)}["references"]
    assert says == (
        "Sales_order 3 points to a row of account that does not exist;"
        " sales_order 5 points to a row of account that does not exist."
    )


def test_a_row_whose_parent_is_gone_is_found_where_only_the_parent_s_table_changed(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    with closing(sqlite3.connect(book.path)) as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.commit()
    back_up(book.path, DAILY)
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("DELETE FROM account WHERE name = 'Beta'")
        connection.commit()
    assert "sales_order" not in (changed(book) or ())
    with pytest.raises(Refused, match="points to a row of account"):
        back_up(book.path, DAILY)


def changed(book: Book) -> frozenset[str] | None:
    earlier = last_checked(book.path)
    assert earlier is not None
    pages = differing_pages(book.path, earlier)
    with closing(connect_plain(book.path)) as connection:
        return changed_tables(connection, earlier, pages)


def test_only_tables_with_other_bytes_are_checked_again(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    assert changed(book) == frozenset()
    with_account(book, "Delta")
    now = changed(book)
    assert now is not None and {"account", "change", "act"} <= now and "sales_order" not in now
    assert all(found.good for found in check(book))


@pytest.mark.parametrize(
    "what",
    [
        "more differs",
        "a journal",
        "the book's journal",
        "another page size",
        "another order",
        "no book",
        "a folder",
        "cut",
    ],
)
def test_everything_is_checked_where_the_earlier_copy_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    book = a_checked_book(tmp_path)
    earlier = last_checked(book.path)
    assert earlier is not None
    if what == "more differs":
        monkeypatch.setattr(checked_before, "MOST_PAGES", -1.0)
        with_account(book, "Delta")
    elif what == "a journal":
        earlier.with_name(f"{earlier.name}-journal").write_bytes(b"")
    elif what == "the book's journal":
        book.path.with_name(f"{book.path.name}-journal").write_bytes(b"")
    elif what == "another order":
        whole = bytearray(earlier.read_bytes())
        whole[44:48] = b"\0\0\0\1"
        earlier.write_bytes(whole)
    elif what == "no book":
        earlier.write_bytes(b"x" * 16 + earlier.read_bytes()[16:])
    elif what == "a folder":
        earlier.unlink()
        earlier.mkdir()
    elif what == "another page size":
        with closing(sqlite3.connect(earlier, isolation_level=None)) as connection:
            connection.execute("PRAGMA page_size = 8192")
            connection.execute("VACUUM")
    else:
        earlier.write_bytes(b"")
    assert changed(book) is None
    back_up(book.path, DAILY)
    assert all(found.good for found in check(book))


def test_pages_that_another_program_left_beside_the_file_are_checked(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        with closing(sqlite3.connect(tmp_path / "spoilt.db")) as spoilt:
            connection.backup(spoilt)
            spoilt.execute("PRAGMA journal_mode = DELETE")
        spoil_index(tmp_path / "spoilt.db", "ix_account_name", "Beta")
        with closing(sqlite3.connect(tmp_path / "spoilt.db")) as spoilt:
            spoilt.backup(connection)
        assert {"file"} <= {found.question for found in check(book) if not found.good}


def test_a_table_whose_index_was_built_anew_is_checked_again(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    with closing(sqlite3.connect(book.path)) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'ix_account_name'").fetchone()
        connection.execute("DROP INDEX ix_account_name")
        connection.execute("CREATE TABLE meanwhile (a)")
        connection.execute("INSERT INTO meanwhile VALUES (zeroblob(9000))")
        connection.execute(sql)
        connection.execute("DROP TABLE meanwhile")
        connection.commit()
    now = changed(book)
    assert now is not None and "account" in now and "sales_order" not in now
    spoil_index(book.path, "ix_account_name", "Beta")
    with pytest.raises(Refused, match="not a complete book"):
        back_up(book.path, DAILY)


def test_only_tables_that_differ_from_the_backup_are_checked_again(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    with closing(connect_read(book.path)) as connection:
        unchanged = changed_since_backup(connection, book.path)
    with_account(book, "Delta")
    with closing(connect_read(book.path)) as connection:
        changed = changed_since_backup(connection, book.path)
    assert unchanged is not None and unchanged.tables == frozenset()
    assert changed is not None and "account" in changed.tables and "sales_order" not in changed.tables


def test_a_quickly_checked_copy_proves_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    back_up(book.path, "before import")
    assert last_checked(book.path) is None
    with closing(connect_read(book.path)) as connection:
        assert changed_since_backup(connection, book.path) is None


def test_a_write_during_the_check_has_everything_checked(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    spoil_index(book.path, "ix_account_name", "Beta")
    with closing(connect_read(book.path)) as connection:
        version = data_version(connection)
        assert list(file_faults(connection, ChangedTables(frozenset(), version))) == []
        assert list(file_faults(connection, ChangedTables(frozenset(), version - 1)))


def test_a_rotten_backup_does_not_speak_for_the_book(tmp_path: Path) -> None:
    book = a_checked_book(tmp_path)
    earlier = last_checked(book.path)
    assert earlier is not None
    shutil.copyfile(earlier, tmp_path / "good.db")
    spoil_index(earlier, "ix_account_name", "Beta")
    assert changed(book) == frozenset({"account"})
    back_up(book.path, DAILY)
    assert all(found.good for found in check(book))
