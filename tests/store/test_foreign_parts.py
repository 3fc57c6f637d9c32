"""What somebody else put into a book never runs: such a book is not opened, and can be put right."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import winback_tui
from tests.made_once import made_once
from tests.store.books import book_at, content, with_account, with_order
from tests.store.test_check import bad
from winback_tui.domain.errors import BookUnavailable
from winback_tui.services.book.backups import back_up_daily, back_up_now
from winback_tui.services.book.check import check, repair
from winback_tui.store.book import Book
from winback_tui.store.file import open as opening
from winback_tui.store.file.backups.backup import back_up
from winback_tui.store.file.backups.backup_files import backups
from winback_tui.store.file.backups.restore import restore
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.migrations import statements
from winback_tui.store.file.own_schema import OWN_DIGEST, schema_digest, schema_parts

FOREIGN = {
    "a trigger": "CREATE TRIGGER spy AFTER INSERT ON account BEGIN DELETE FROM sales_order; END",
    "a trigger on the summaries": "CREATE TRIGGER s AFTER UPDATE ON state BEGIN DELETE FROM sales_order; END",
    "a trigger of any name": 'CREATE TRIGGER "a""; b" AFTER INSERT ON rep BEGIN DELETE FROM sales_order; END',
    "a writer of the log made otherwise": "DROP TRIGGER account_added;"
    "CREATE TRIGGER account_added AFTER INSERT ON account BEGIN DELETE FROM sales_order; END",
    "a view": "CREATE VIEW told AS SELECT * FROM account",
    "a table": "CREATE TABLE notes (text)",
    "an index": "CREATE INDEX slow ON account (upper(name))",
    "a table that hangs on ours": "CREATE TABLE note (id REFERENCES account (id) ON DELETE CASCADE)",
}

BEYOND_REPAIR = {
    "a generated column": "ALTER TABLE account ADD COLUMN loud AS (upper(name))",
    "a column": "ALTER TABLE account ADD COLUMN more TEXT",
    "a generated column where migrations are noted": "ALTER TABLE alembic_version ADD COLUMN x AS (1)",
}


@made_once()
def a_book(folder: Path) -> Book:
    """An account with an order."""
    book = book_at(folder)
    with_order(book, with_account(book), "2026-10-01")
    return book


def put_in(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)


@pytest.mark.parametrize(
    "script", [*FOREIGN.values(), *BEYOND_REPAIR.values()], ids=[*FOREIGN, *BEYOND_REPAIR]
)
def test_a_book_with_foreign_parts_is_not_opened(tmp_path: Path, script: str) -> None:
    book = a_book(tmp_path)
    put_in(book.path, script)
    before = book.path.read_bytes()
    for attempt in (
        lambda: content(book),
        lambda: with_account(book, "Beta"),
        lambda: back_up_now(book),
    ):
        with pytest.raises(BookUnavailable, match=r"Winback did not create.*check --repair"):
            attempt()
    assert book.path.read_bytes() == before


@pytest.mark.parametrize("script", FOREIGN.values(), ids=FOREIGN)
def test_foreign_parts_are_taken_out_and_all_else_stays(tmp_path: Path, script: str) -> None:
    book = a_book(tmp_path)
    before = content(book)
    put_in(book.path, script)
    assert {"triggers", "tables"} & bad(book).keys()
    repair(book)
    assert bad(book) == {} and content(book) == before
    with_account(book, "Beta")
    assert len(content(book)["sales_order"]) == 1


@pytest.mark.parametrize("script", BEYOND_REPAIR.values(), ids=BEYOND_REPAIR)
def test_a_table_made_otherwise_is_left_as_it_is_and_said(tmp_path: Path, script: str) -> None:
    book = a_book(tmp_path)
    put_in(book.path, script)
    before = book.path.read_bytes()
    assert not all(found.good for found in check(book))
    with pytest.raises(BookUnavailable, match="nothing was changed; 'winback restore'"):
        repair(book)
    assert book.path.read_bytes() == before


@pytest.mark.parametrize(
    "script", [*FOREIGN.values(), *BEYOND_REPAIR.values()], ids=[*FOREIGN, *BEYOND_REPAIR]
)
def test_a_backup_with_foreign_parts_is_not_put_back(tmp_path: Path, script: str) -> None:
    book = a_book(tmp_path)
    source = back_up(book.path, "by hand")
    put_in(source, script)
    before = content(book)
    with pytest.raises(BookUnavailable, match="Winback did not create"):
        restore(book.path, source)
    assert content(book) == before and len(backups(book.path)) == 1


def test_a_book_with_foreign_parts_is_mended_by_its_backup(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    before = content(book)
    source = back_up(book.path, "by hand")
    for script in (*FOREIGN.values(), *BEYOND_REPAIR.values()):
        put_in(book.path, script)
    restore(book.path, source)
    assert content(book) == before and bad(book) == {}


def test_the_day_is_not_scored_over_a_foreign_trigger(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    put_in(book.path, "CREATE TRIGGER t AFTER INSERT ON account_summary BEGIN DELETE FROM sales_order; END")
    with pytest.raises(BookUnavailable):
        opening.connect_write(book.path)
    with pytest.raises(BookUnavailable):
        back_up_daily(book)
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute("SELECT count(*) FROM sales_order").fetchone()[0] == 1


@pytest.mark.migrates
def test_no_trigger_takes_part_in_a_migration(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_order(book, with_account(book), "2026-10-01")
    before = content(book)
    put_in(book.path, FOREIGN["a trigger"] + "; PRAGMA user_version = 0")
    ensure_book(book.path)
    assert content(book) == before and bad(book) == {}


def test_statistics_of_sqlite_and_missing_parts_are_no_foreign_parts(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    before = content(book)
    put_in(book.path, "ANALYZE; DROP TRIGGER rep_added;")
    assert content(book) == before
    with_account(book, "Beta")


@pytest.mark.migrates
def test_the_known_digest_is_that_of_a_book_begun_now(tmp_path: Path) -> None:
    """It fails when a table or a writer of the log was changed: raise SCHEMA_VERSION, migrate, and note the new one."""
    book = book_at(tmp_path)
    with_account(book)
    with closing(opening.connect_write(book.path)) as connection:
        assert schema_digest(schema_parts(connection)) == OWN_DIGEST


@pytest.mark.migrates
def test_a_migrated_book_has_the_schema_of_one_begun_now(tmp_path: Path) -> None:
    """A new book is begun from the scripts alone: nothing that a migration does besides them may change its schema."""
    path = tmp_path / "first.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements("0001_foundation.sql"):
            connection.execute(statement)
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('0001')")
        connection.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()
    ensure_book(path)
    begun = a_book(tmp_path)
    ours = []
    for each in (path, begun.path):
        with closing(opening.connect_write(each)) as connection:
            ours.append([part for part in schema_parts(connection) if part.table != "alembic_version"])
    assert ours[0] == ours[1]


def test_a_file_that_is_not_known_to_be_ours_is_not_trusted(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    for connection in (
        opening.connect_plain(book.path),
        opening.connect_read(book.path),
        opening.connect_write(book.path, foreign_parts=True),
    ):
        with closing(connection):
            assert connection.execute("PRAGMA trusted_schema").fetchone()[0] == 0


def test_files_are_opened_in_one_place(tmp_path: Path) -> None:
    """There the pragmas are set; the team's files are read untrusted, by rooms of their own; memory needs none."""
    room = Path(winback_tui.__file__).parent
    found = {
        str(file.relative_to(room))
        for file in room.rglob("*.py")
        if re.search(r'sqlite3\.connect\((?!":memory:")', file.read_text("utf-8"))
    }
    assert found == {"store/file/open.py", "sync/bundle/bundle.py", "sync/bundle/source.py"}


WRITES = """
import sys
from pathlib import Path
from tests.store.books import with_account
from winback_tui.store import write
from winback_tui.store.book import Book
found = []
connect = write.connect_write
def spied(path):
    connection = connect(path)
    found.append(connection.execute("PRAGMA synchronous").fetchone()[0])
    return connection
write.connect_write = spied
with_account(Book(Path(sys.argv[1]), actor="Ann"), "Beta")
print(found)
"""


def test_a_real_act_waits_until_the_disk_has_it(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    ended = subprocess.run(
        [sys.executable, "-c", WRITES, str(book.path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=dict(os.environ),
        timeout=60,
        check=True,
    )
    extra = 3
    assert set(ended.stdout.strip("[]\n").split(", ")) == {str(extra)}
    assert len(content(book)["account"]) == 2
