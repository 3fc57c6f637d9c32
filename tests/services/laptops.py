"""Laptops of a team in one test: each with a home of its own, and a folder between them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
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
    """Ann's laptop with a team, Ben's joined, and the folder between them.

    Made once in a process. What a laptop knows of itself hangs on the path of its book, so that each stands at the
    same place, as it was when it was made: the newest takes the place of the one before.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        place = _common_place()
        if not _made:
            _made.append(_make_stick(place, monkeypatch))
            shutil.copytree(place, place.with_name("kept"))
        shutil.rmtree(place)
        shutil.copytree(place.with_name("kept"), place)
        shutil.copytree(place / "outside", os.environ["XDG_STATE_HOME"], dirs_exist_ok=True)
        self.acme, self.code = _made[0]
        self.folder = place / "stick"
        self.ann, self.ben = (Desk(name, place / name, monkeypatch) for name in ("Ann", "Ben"))

    def round(self) -> None:
        """Both sync twice, so that both have everything."""
        for each in (self.ann, self.ben, self.ann, self.ben):
            each.sync(self.folder)

    def edit(self, laptop: Desk, column: str, value: str) -> None:
        with laptop.at_home() as book, act(book, "edit", f"{column} corrected", self.acme) as transaction:
            transaction.run(f"UPDATE account SET {column} = ? WHERE id = ?", (value, self.acme))


_made: list[tuple[str, str]] = []
"""Of the stick that is made already: the id of Acme, and the team's code."""


@cache
def _common_place() -> Path:
    whole = tempfile.mkdtemp(prefix="winback-stick-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
    atexit.register(shutil.rmtree, whole, ignore_errors=True)
    return Path(whole) / "here"


def _make_stick(place: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    stick = place / "stick"
    stick.mkdir(parents=True)
    ann, ben = desk(place, "Ann", monkeypatch), desk(place, "Ben", monkeypatch)
    with monkeypatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(place / "outside"))
        acme = with_account(ann.book, "Acme Secret")
        with_order(ann.book, acme, "2026-10-01")
        code = ann.sync(stick).code
        ben.join(stick, code)
    return acme, code
