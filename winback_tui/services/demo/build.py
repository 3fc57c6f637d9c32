"""Builds the demo's book: the team's exports are imported and its acts are done, each on its own day."""

from __future__ import annotations

import shutil
from itertools import groupby
from pathlib import Path

from winback_tui.domain.days.clock import Clock
from winback_tui.intake import ImportChoices, inspect
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.importing.import_file import import_file
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup_files import backup_folder
from winback_tui.store.summary.daily import score_day
from winback_tui.store.write import one_connection

from .acts import DO
from .books import accounts_csv, orders_csv
from .days import Days
from .story import StoryAct, meant, story

ACTOR = "Ann Keller"
"""Who looks at the demo."""
EXPORTS = (620, 200, 2)
"""Days ago on which the team imported its books, at first with the list of customers."""


def build_demo(path: Path, clock: Clock) -> Book:
    """Make the demo's book at `path`, where no file may be yet, as it stands on the clock's day."""
    days = Days(clock.today())
    told = [*(StoryAct(ago, ACTOR, "import", "", {}) for ago in EXPORTS), *story()]
    told.sort(key=lambda act: days.on(act.ago))
    book = Book(path, clock, ACTOR)
    with one_connection(book):
        for _, acts in groupby(told, key=lambda act: days.on(act.ago)):
            _Day(book, days).live(list(acts))
    score_day(path, clock.today())
    shutil.rmtree(backup_folder(path), ignore_errors=True)
    return Book(path, clock, ACTOR)


class _Day:
    """One day of the team: everybody's book, and a clock that moves from act to act."""

    def __init__(self, book: Book, days: Days) -> None:
        self._team = book
        self._days = days
        self._now = Clock()
        self._books: dict[str, LiveBook] = {}

    def live(self, acts: list[StoryAct]) -> None:
        """Do the acts of the day, one after the other."""
        for turn, told in enumerate(acts):
            self._now = self._days.moment(told.ago, turn)
            if told.do == "import":
                self._import(told)
            else:
                DO[told.do](self._book(told.by), told.account, **meant(told.words, self._days))
        for book in self._books.values():
            book.let_go()

    def _book(self, actor: str) -> LiveBook:
        if actor not in self._books:
            self._books[actor] = LiveBook(
                self._team.path,
                Clock(lambda: self._now.now()),
                actor,
                writing=self._team.writing,
            )
        return self._books[actor]

    def _import(self, told: StoryAct) -> None:
        day = self._days.on(told.ago)
        if told.ago == EXPORTS[0]:
            self._take("customers.csv", accounts_csv(), {"Role": "role"})
        self._take(f"orders-{day.isoformat()}.csv", orders_csv(self._days, day))

    def _take(self, name: str, text: str, columns: dict[str, str] | None = None) -> None:
        known = inspect(
            text.encode(), name=name, choices=ImportChoices(columns=columns or {}), currency="EUR"
        )
        import_file(self._book(ACTOR), known)
