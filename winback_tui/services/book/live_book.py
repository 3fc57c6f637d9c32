"""A book for a screen that reads often: connections are kept, and it knows when somebody else has written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from threading import Lock

from winback_tui.store.book import Book
from winback_tui.store.file.backups.known_books import gone
from winback_tui.store.file.open import (
    begin_reading,
    data_version,
    explained,
    finish_interrupted_write,
    wait_for_writers,
)

PATIENCE_MS = 500
"""How long a read waits for somebody who is writing: a screen should say so rather than freeze."""
MOST_KEPT = 3
"""One for the screen, one for a slow reading at the same time, one to spare."""


class _Open:
    """A connection that stays open, and the file and the day that it was opened for."""

    def __init__(self, book: Book, opened_for: tuple[object, ...]) -> None:
        self.opened_for = opened_for
        self._holds = ExitStack()
        self.connection = self._holds.enter_context(Book.read(book))
        self.connection.rollback()
        wait_for_writers(self.connection, PATIENCE_MS)

    def close(self) -> None:
        self._holds.close()


class _Connections:
    """Connections that nobody reads from at the moment, and the one that watches the file."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.idle: list[_Open] = []
        self.watching: _Open | None = None
        self.version: tuple[object, ...] | None = None
        self.stood = False
        """Whether the file existed when a connection was opened: one that disappears is not an empty book."""

    def take(self, opened_for: tuple[object, ...]) -> _Open | None:
        with self.lock:
            while self.idle:
                found = self.idle.pop()
                if found.opened_for == opened_for:
                    return found
                found.close()
        return None

    def put_back(self, found: _Open) -> None:
        with self.lock:
            if len(self.idle) < MOST_KEPT:
                self.idle.append(found)
                return
        found.close()

    def close(self) -> None:
        with self.lock:
            for found in (*self.idle, *([self.watching] if self.watching else [])):
                found.close()
            self.idle, self.watching = [], None


@dataclass(frozen=True)
class LiveBook(Book):
    """The same book, read through connections that stay open between reads.

    Opening one costs more than reading a page of a list, because SQLite reads the schema each time. Between readings
    no lock is held on the file. A reading waits half a second for a writer, then raises BookUnavailable.
    """

    _connections: _Connections = field(init=False, default_factory=_Connections, repr=False, compare=False)

    @classmethod
    def of(cls, book: Book) -> LiveBook:
        """The same book, with connections that stay open."""
        return cls(
            book.path,
            book.clock,
            book.actor,
            book.as_of,
            book.or_blank,
            book.yesterday_will_do,
            book.writing,
        )

    def acted_by(self, person: str) -> LiveBook:
        """The same book and the same connections, for somebody else."""
        other = replace(self, actor=person)
        object.__setattr__(other, "_connections", self._connections)
        return other

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """As `Book.read`."""
        if self.as_of is not None:
            with super().read() as connection:
                yield connection
            return
        finish_interrupted_write(self.path)
        found = self._connections.take(self._opened_for()) or self._open()
        try:
            with explained(self.path):
                begin_reading(found.connection)
                try:
                    yield found.connection
                finally:
                    found.connection.rollback()
        except BaseException:
            found.close()
            raise
        self._connections.put_back(found)

    def changed_outside(self) -> bool:
        """Whether anybody has written to the file since the last call; False the first time.

        A new day and another file in the place of this one count too. Costs a look at the file's header; not for
        two threads at once. Raises BookUnavailable where the file is gone.
        """
        if self.as_of is not None:
            return False
        opened_for, connections = self._opened_for(), self._connections
        if connections.watching is None or connections.watching.opened_for != opened_for:
            if connections.watching is not None:
                connections.watching.close()
            connections.watching = None
            connections.watching = self._open()
        with explained(self.path):
            seen = data_version(connections.watching.connection)
        before, connections.version = connections.version, (*opened_for, seen)
        return before not in (None, connections.version)

    def let_go(self) -> None:
        """Close the open connections, so that the file can be replaced; the next read opens it again."""
        self._connections.close()
        self._connections.stood = False

    def _open(self) -> _Open:
        opened_for = self._opened_for()
        there = opened_for[0] is not None
        if self._connections.stood and not there:
            raise gone(self.path)
        found = _Open(self, opened_for)
        self._connections.stood = there
        return found

    def _opened_for(self) -> tuple[object, ...]:
        """What distinguishes this file from another put in its place, such as a restored backup; and the day."""
        try:
            found = self.path.stat()
        except OSError:
            return (None, None, self.today)
        return (found.st_dev, found.st_ino, self.today)
