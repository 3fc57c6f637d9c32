"""Laptops of a team in one test: each with a home of its own, and a folder between them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.store.books import with_account, with_order
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.team import SyncReport, join, sync
from winback_tui.store.book import Book
from winback_tui.store.write import act

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@dataclass
class Desk:
    """One laptop: its book, and its home while it is used."""

    name: str
    home: Path
    monkeypatch: pytest.MonkeyPatch

    @property
    def book(self) -> Book:
        return Book(self.home / "book.db", fixed_clock(NOW), self.name)

    @contextmanager
    def at_home(self) -> Iterator[Book]:
        """Inside, the user's folders are this laptop's."""
        with self.monkeypatch.context() as patch:
            for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
                patch.setenv(name, str(self.home / name.lower()))
            yield self.book

    def sync(self, *targets: Path, dry_run: bool = False) -> SyncReport:
        """Sync with one target."""
        with self.at_home() as book:
            return sync(book, [str(each) for each in targets], dry_run)[0]

    def join(self, target: Path, code: str) -> None:
        """Join from a folder or file."""
        with self.at_home() as book:
            join(book, str(target), code)


def desk(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A laptop that nobody has used yet."""
    home = folder / name
    home.mkdir()
    return Desk(name, home, monkeypatch)


class Stick:
    """Ann's laptop with a team, Ben's joined, and the folder between them."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder / "stick"
        self.folder.mkdir()
        self.ann, self.ben = desk(folder, "Ann", monkeypatch), desk(folder, "Ben", monkeypatch)
        self.acme = with_account(self.ann.book, "Acme Secret")
        with_order(self.ann.book, self.acme, "2026-10-01")
        self.code = self.ann.sync(self.folder).code
        self.ben.join(self.folder, self.code)

    def round(self) -> None:
        """Both sync twice, so that both have everything."""
        for each in (self.ann, self.ben, self.ann, self.ben):
            each.sync(self.folder)

    def edit(self, laptop: Desk, column: str, value: str) -> None:
        with laptop.at_home() as book, act(book, "edit", f"{column} corrected", self.acme) as transaction:
            transaction.run(f"UPDATE account SET {column} = ? WHERE id = ?", (value, self.acme))
