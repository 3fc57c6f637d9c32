"""A disk that fails after the last page is written: what is said is what is in the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.store.books import book_at, content, with_account
from winback_tui.domain.errors import Refused
from winback_tui.store import write
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write


class Failing:
    """A connection whose COMMIT reaches the file, or not, and fails."""

    def __init__(self, connection: sqlite3.Connection, reaches: bool) -> None:
        self._connection = connection
        self._reaches = reaches

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            setattr(self._connection, name, value)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            self._connection.execute("COMMIT" if self._reaches else "ROLLBACK")
            raise sqlite3.OperationalError("disk I/O error")
        return self._connection.execute(sql, *values)


@pytest.mark.parametrize(("reaches", "says"), [(True, "may have been saved"), (False, "nothing was saved")])
def test_an_act_that_the_disk_did_not_confirm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reaches: bool, says: str
) -> None:
    book = book_at(tmp_path)
    with_account(book)
    before = content(book)
    with monkeypatch.context() as patched:
        patched.setattr(write, "connect_write", lambda path: Failing(connect_write(path), reaches))
        with pytest.raises(Refused, match=says) as told:
            with_account(book, "Beta")
    assert (content(book) != before) == reaches == ("winback history" in str(told.value))
    assert len(names(book)) == 1 + reaches


def names(book: Book) -> list[str]:
    with book.read() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM account")]
