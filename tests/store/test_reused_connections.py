"""Connections that tests use again show what fresh ones would: each test of a book rests on that."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.case_books import an_account
from winback_tui.domain.errors import BookUnavailable
from winback_tui.store.file.open import connect_read, connect_write


def settings(connection: sqlite3.Connection) -> list[int]:
    names = ("foreign_keys", "cache_size", "query_only", "busy_timeout", "synchronous", "trusted_schema")
    return [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


def test_nothing_is_left_of_the_last_use(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with closing(connect_write(book.path)) as first:
        usual = settings(first)
        first.execute("PRAGMA foreign_keys = OFF")
        first.execute("PRAGMA query_only = ON")
        first.execute("PRAGMA query_only = OFF")
        first.execute("BEGIN IMMEDIATE")
        first.execute("UPDATE account SET city = 'Graz'")
    with closing(connect_write(book.path)) as again:
        assert again is first, "or this test proves nothing"
        assert settings(again) == usual and not again.in_transaction
        assert again.execute("SELECT city FROM account").fetchone()[0] == ""
        again.execute("CREATE TEMP TABLE account AS SELECT * FROM main.account WHERE 0")
    with closing(connect_write(book.path)) as fresh:
        assert fresh is not first
        assert fresh.execute("SELECT count(*) FROM account").fetchone()[0] == 1


def test_another_file_and_another_schema_are_noticed(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    whole = shutil.copyfile(book.path, tmp_path / "whole.db")
    with closing(connect_read(book.path)) as first:
        first.execute("SELECT count(*) FROM account").fetchone()
    with closing(sqlite3.connect(book.path)) as foreign:
        foreign.execute("CREATE TRIGGER theirs AFTER INSERT ON person BEGIN DELETE FROM account; END")
    with pytest.raises(BookUnavailable, match="theirs"):
        connect_read(book.path)
    whole.replace(book.path)
    with closing(connect_read(book.path)) as fresh:
        assert fresh is not first
