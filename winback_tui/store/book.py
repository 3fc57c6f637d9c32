"""The book: a file, a clock, a person, and perhaps a past day to show it as of."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path

from winback_tui.domain.days.clock import Clock
from winback_tui.domain.errors import OlderBook

from .file.backups.known_books import require_never_there
from .file.blank_book import blank_book
from .file.open import begin_reading, connect_read, explained, stands
from .summary.daily import shadow_summaries, shadow_tables, tell_for


class FiguresOf(Enum):
    """Accounts whose figures a look at a past day needs, where nobody knows their numbers before."""

    DUE = "due"
    """Those for which something may be due: a step, a promise, a sign of a coming loss."""


class Writing:
    """Whether an act is under way in this process, and on which connection."""

    def __init__(self) -> None:
        self.shared: sqlite3.Connection | None = None
        """The connection that all acts share; None where each opens its own."""
        self.in_bulk = False
        """Whether acts leave the summaries and the site claim to whoever provided the shared connection."""
        self._thread = threading.local()

    @property
    def in_act(self) -> bool:
        """Whether this thread is inside an act."""
        return getattr(self._thread, "in_act", False)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Mark this thread as being in an act."""
        self._thread.in_act = True
        try:
            yield
        finally:
            self._thread.in_act = False


@dataclass(frozen=True)
class Book:
    """Everything a service needs to know about where and when it works, and for whom.

    `actor` is the name under which acts are recorded. With `as_of`, reading shows what was true at the end of
    that day, and acting is refused. With `or_blank` a book that is not there yet reads as an empty one.
    With `yesterday_will_do` a read never waits for the book to be scored: somebody else does that.
    `figures_of`: of a past day, the numbers of the accounts whose figures are needed, or that those are needed for
    which something may be due; None means those of all.
    Books that are made from one another share `writing`.
    """

    path: Path
    clock: Clock = field(default_factory=Clock)
    actor: str = ""
    as_of: date | None = None
    or_blank: bool = False
    yesterday_will_do: bool = False
    writing: Writing = field(default_factory=Writing, repr=False, compare=False)
    figures_of: frozenset[int] | FiguresOf | None = None
    _past: dict[bool, sqlite3.Connection] = field(default_factory=dict, repr=False, compare=False)

    @property
    def today(self) -> date:
        """The day for which everything is computed."""
        return self.as_of or self.clock.today()

    def exists(self) -> bool:
        """Whether there is a file yet."""
        return stands(self.path)

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A read-only connection with named columns; every query inside sees the book at one moment.

        Raises BookUnavailable when the file is missing, locked, damaged, newer or not a book, or has gone.
        """
        if self.writing.in_act:
            raise RuntimeError("Inside an action, read through its transaction: this would wait for itself.")
        if self.or_blank and not self.exists():
            require_never_there(self.path)
            with closing(blank_book()) as nothing:
                yield nothing
            return
        if self.as_of is not None:
            with explained(self.path):
                yield self._past_view(self.as_of)
            return
        if self.writing.shared is not None:
            with explained(self.path), _between_acts(self.writing.shared) as connection:
                yield connection
            return
        connection = self._connect()
        try:
            with explained(self.path):
                if not self.yesterday_will_do:
                    tell_for(connection, self.path, self.today)
                begin_reading(connection)
                yield connection
        finally:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        """A connection that only reads; a book of an older version is brought up to date first, after a backup."""
        try:
            return connect_read(self.path)
        except OlderBook:
            from .file.migrate import ensure_book

            ensure_book(self.path)
            return connect_read(self.path)

    def _past_view(self, day: date) -> sqlite3.Connection:
        """The book as it was, with the figures of all accounts or of those that are asked for; each is made once."""
        whole = self.figures_of is None
        with explained(self.path):
            if whole not in self._past:
                from .log.past import show_past
                from .summary.past.kept_days import note_version

                connection = self._connect()
                note_version(connection, day)
                show_past(connection, day)
                if whole:
                    shadow_summaries(connection, day)
                else:
                    shadow_tables(connection)
                self._past[whole] = connection
            if self.figures_of:
                from .summary.past.figures import add_figures, add_figures_of_due

                if self.figures_of is FiguresOf.DUE:
                    add_figures_of_due(self._past[whole], self.path, day)
                else:
                    add_figures(self._past[whole], self.path, day, self.figures_of)
        return self._past[whole]


@contextmanager
def _between_acts(shared: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """The connection that acts share, to read from: nothing that is written on it meanwhile is kept."""
    if shared.in_transaction:  # a reading inside a reading, or all acts are one transaction
        yield shared
        return
    shared.row_factory = sqlite3.Row
    begin_reading(shared)
    try:
        yield shared
    finally:
        shared.rollback()
