"""Three laptops of the made-up team with a folder between them, on the morning before the lead syncs."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from winback_tui.domain.days.clock import Clock
from winback_tui.domain.errors import Refused
from winback_tui.files.whole_file import make_private_folder, save_text
from winback_tui.intake import inspect
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.plans.steps import move_step
from winback_tui.services.team import introduce, join, sync
from winback_tui.store.book import Book

from .books import orders_csv
from .build import build_demo
from .days import Days
from .team import ACTOR

PEOPLE = (ACTOR, "Ben Osei", "Carla Ruiz")
"""Who sits at the laptops, the lead first."""
ANN, BEN, CARLA = PEOPLE
FOLDER = "shared"
NOTE_OF, MOVED, ERASED, BACK = "Hollis & Grey", "Lindqvist", "Rosa & Figli", "Marais & Fils"
ANNS_NOTE = (
    "Deliver to the yard behind the print hall, before seven only. The foreman counts every pallet himself; call him"
    " a day ahead."
)
BENS_NOTE = (
    "Deliver to the yard behind the print hall, before nine only. The foreman counts every pallet himself; call Mrs"
    " Grey a day ahead, she pays."
)
FIRST_ORDER = "{day};H-30000;1047;Marais & Fils;Invoice;96.00;28.00;EUR\n"
"""The line of Ben's newest export that brings an account back."""


@dataclass(frozen=True, slots=True)
class DemoLaptop:
    """A laptop of the demo: who sits there, its home, and the file that opens it."""

    person: str
    home: Path
    opener: Path


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """What was made: the laptops, the lead's first; the folder between them; the team's code."""

    laptops: tuple[DemoLaptop, ...]
    folder: Path
    code: str


def demo_team(to: Path, clock: Clock) -> DemoTeam:
    """Make the three laptops below `to`, an empty or new folder. Raises Refused for any other.

    Ann has a note that contradicts Ben's, Ben and Carla moved one call to different days, Carla erased an account, and
    Ben imported an export that brings another one back. Ben and Carla have synced, Ann has not.
    """
    to = to.absolute()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise Refused(f"{to} is not empty; name an empty folder or a new one.")
    make_private_folder(to / FOLDER)
    try:
        return _Morning(to, Days(clock.today())).lived()
    except BaseException:
        shutil.rmtree(to, ignore_errors=True)
        raise


class _Morning:
    """Everybody's acts of the morning, four minutes apart, each at the laptop of whoever acts."""

    def __init__(self, to: Path, days: Days) -> None:
        self._to = to
        self._days = days
        self._turn = 0

    def lived(self) -> DemoTeam:
        folder = str(self._to / FOLDER)
        with self._at(ANN) as book:
            build_demo(book.path, book.clock)
            introduce(book, ANN)
            code = sync(book, [folder])[0].code
        for person in (BEN, CARLA):
            with self._at(person) as book:
                introduce(book, person)
                join(book, folder, code)
        with self._at(ANN) as book:
            edit_account(book, NOTE_OF, {"note": ANNS_NOTE})
        with self._at(BEN) as book:
            edit_account(self._later(book), NOTE_OF, {"note": BENS_NOTE})
            move_step(self._later(book), MOVED, "1", self._days.on(-8))
            self._import_newest(self._later(book))
            log_contact(self._later(book), "Studio Kowalczyk", "Wants the price list for January")
        with self._at(CARLA) as book:
            move_step(self._later(book), MOVED, "1", self._days.on(-10))
            log_contact(self._later(book), "Pasteleria Luna", "All well, new manager from January")
            erase_account(self._later(book), ERASED, with_backups=True)
            sync(self._later(book), [folder])
        with self._at(BEN) as book:
            sync(self._later(book), [folder])
        laptops = tuple(
            DemoLaptop(person, self._home(person), _opener(self._home(person), self._to)) for person in PEOPLE
        )
        return DemoTeam(laptops, self._to / FOLDER, code)

    def _home(self, person: str) -> Path:
        return self._to / person.split()[0].casefold()

    @contextmanager
    def _at(self, person: str) -> Iterator[Book]:
        """At the laptop of this person: the user's folders are those of its home."""
        home = self._home(person)
        given = surroundings(home)
        before = {name: os.environ.get(name) for name in (*given, "WINBACK_ACTOR")}
        os.environ.update(given)
        os.environ.pop("WINBACK_ACTOR", None)
        path = Path(given["XDG_DATA_HOME"]) / "winback" / "winback.db"
        make_private_folder(path.parent)
        try:
            yield self._later(Book(path, actor=person))
        finally:
            for name, value in before.items():
                os.environ.pop(name, None)
                if value is not None:
                    os.environ[name] = value

    def _later(self, book: Book) -> Book:
        self._turn += 1
        return replace(book, clock=self._days.moment(0, self._turn))

    def _import_newest(self, book: Book) -> None:
        """The export of today, with one order that nobody else has seen."""
        today = self._days.today
        line = FIRST_ORDER.format(day=today - timedelta(days=1))
        text = f"{orders_csv(self._days, today)}{line}"
        import_file(book, inspect(text.encode(), name="orders-newest.csv", currency="EUR"))


def surroundings(home: Path) -> dict[str, str]:
    """The environment variables that make a program use `home` as the user's home."""
    return {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "WINBACK_MACHINE": f"{home.name}-laptop",
    }


def _opener(home: Path, to: Path) -> Path:
    """A small script that runs Winback as at this laptop; what follows its name is passed on."""
    path = to / f"{home.name}.sh"
    set_names = " ".join(shlex.quote(f"{name}={value}") for name, value in surroundings(home).items())
    run = f"{shlex.quote(sys.executable)} -m winback_tui"
    save_text(path, f'#!/bin/sh\nunset WINBACK_DB WINBACK_ACTOR\nexec env {set_names} {run} "$@"\n')
    return path
