"""A book for a screen that reads often: one connection is kept, and it knows when somebody else has written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from threading import Lock

from ..store.book import Book
from ..store.open import explained, finish_interrupted_write

PATIENCE_MS = 500
"""How long a reading waits for somebody who is writing: a screen rather says so than stands still."""


class _Kept:
    """The connection between two readings, what it was opened for, and the version of the file seen last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.connection: sqlite3.Connection | None = None
        self.opened_for: tuple[object, ...] = ()
        self.version: tuple[object, ...] | None = None
        self._holds = ExitStack()

    def close(self) -> None:
        self._holds.close()
        self.connection = None

    def open(self, reading: object, opened_for: tuple[object, ...]) -> sqlite3.Connection:
        self.close()
        connection: sqlite3.Connection = self._holds.enter_context(reading)  # type: ignore[arg-type]
        connection.rollback()
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        self.connection, self.opened_for = connection, opened_for
        return connection


@dataclass(frozen=True)
class HeldBook(Book):
    """The same book, read through a connection that stays open between two readings.

    Opening one costs more than reading a page of a list, because SQLite reads the schema anew. Whoever finds the
    kept connection in use opens one of its own, so that a slow reading in a thread never holds up the screen.
    Between readings no lock is held on the file.
    """

    _kept: _Kept = field(init=False, default_factory=_Kept, repr=False, compare=False)

    @classmethod
    def of(cls, book: Book) -> HeldBook:
        """The book, held."""
        return cls(book.path, book.clock, book.actor, book.as_of, book.or_blank, book.yesterday_will_do)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """As `Book.read`."""
        if self.as_of is not None or not self._kept.lock.acquire(blocking=False):
            with super().read() as connection:
                yield connection
            return
        try:
            connection = self._connection()
            with explained(self.path):
                connection.execute("BEGIN")
                try:
                    yield connection
                finally:
                    connection.rollback()
        finally:
            self._kept.lock.release()

    def changed_outside(self) -> bool:
        """Whether anybody has written into the file since this was asked last; False the first time.

        Costs a look at the file's header. Raises BookUnavailable where the file is gone.
        """
        if self.as_of is not None:
            return False
        with self.read() as connection:
            seen = connection.execute("PRAGMA main.data_version").fetchone()[0]
        before, self._kept.version = self._kept.version, (*self._kept.opened_for, seen)
        return before not in (None, self._kept.version)

    def let_go(self) -> None:
        """Closes the kept connection, so that the file can be replaced; the next reading opens another."""
        with self._kept.lock:
            self._kept.close()

    def _connection(self) -> sqlite3.Connection:
        now = (*self._file(), self.today)
        if self._kept.connection is not None and self._kept.opened_for == now:
            finish_interrupted_write(self.path)
            return self._kept.connection
        return self._kept.open(super().read(), now)

    def _file(self) -> tuple[object, ...]:
        """What tells this file from another put in its place, such as a restored backup."""
        try:
            found = self.path.stat()
        except OSError:
            return (None,)
        return (found.st_dev, found.st_ino)
