"""Building the demo's book: the team's exports are imported and its acts are done, each on its own day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

from winback_tui.collector import collector_paused
from winback_tui.domain.days.clock import Clock
from winback_tui.domain.errors import Refused
from winback_tui.files.whole_file import make_private_folder, written_whole
from winback_tui.services.importing.import_file import import_file
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup_files import backup_folder, backups
from winback_tui.store.file.demo_mark import mark_as_demo
from winback_tui.store.file.site import drop_note, move_note
from winback_tui.store.write import one_connection

from .acts import SERVICES
from .books import accounts_csv, orders_csv
from .days import Days
from .past.acts import past_acts
from .past.customers import branch_seeds
from .readings import accounts_reading, orders_reading
from .story import StoryAct, story, typed_options
from .team import ACTOR

EXPORTS = (620, 200, 2)
"""Days ago on which the team imported what was new in its books, at first with the list of customers, at last with the
orders of the branch.
"""
CURRENCY = "EUR"
BRANCH = 1095
"""Days ago on which the list of customers of the branch came."""


def build_demo(path: Path, clock: Clock) -> Book:
    """Make the demo's book as of the clock's day, and put it at `path` when complete.

    Two windows opened at once each make their own, and never write to the same file.
    """
    make_private_folder(path.parent)
    with written_whole(path, durable=False) as fresh:
        try:
            _live_all(fresh, clock)
        except BaseException:
            drop_note(fresh)
            raise
    move_note(fresh, path)
    return Book(path, clock, ACTOR)


def _live_all(path: Path, clock: Clock) -> None:
    """Every act of the team, in the order of its days."""
    days = Days(clock.today())
    every_act = [
        *(StoryAct(ago, ACTOR, "import", "", {}) for ago in (BRANCH, *EXPORTS)),
        *past_acts(days),
        *story(),
    ]
    every_act.sort(key=lambda act: days.on(act.ago))
    history = _History(path, days)
    with collector_paused(), one_connection(history.book):
        for _, acts in groupby(every_act, key=lambda act: days.on(act.ago)):
            history.live(list(acts))
        history.end(clock)
    mark_as_demo(path)


def demo_at(path: Path, clock: Clock) -> Book:
    """The demo's book in a file of its own. Raises Refused where a file, or backups of one, already exist."""
    if path.exists():
        raise Refused(f"{path} already exists; give another name, or remove the file first.")
    if backups(path):
        raise Refused(f"{backup_folder(path)} holds the backups of another book; name another file.")
    drop_note(path)
    return build_demo(path, clock)


class _History:
    """What the team lived through: its book, and a clock that moves on from act to act."""

    def __init__(self, path: Path, days: Days) -> None:
        self._days = days
        self._now = Clock()
        self.book = Book(path, Clock(lambda: self._now.now()), ACTOR)

    def live(self, acts: list[StoryAct]) -> None:
        """Do the acts of one day, one after the other."""
        for turn, act in enumerate(acts):
            self._now = self._days.moment(act.ago, turn)
            if act.do == "import":
                self._import(act)
            else:
                options = typed_options(act.options, self._days)
                SERVICES[act.do](replace(self.book, actor=act.by), act.account, **options)

    def end(self, clock: Clock) -> None:
        """Today has come."""
        self._now = clock

    def _import(self, act: StoryAct) -> None:
        if act.ago == BRANCH:
            self._take_accounts("customers-branch.csv", accounts_csv(branch_seeds()))
            return
        if act.ago == EXPORTS[0]:
            self._take_accounts("customers.csv", accounts_csv())
        day, place = self._days.on(act.ago), EXPORTS.index(act.ago)
        after = self._days.on(EXPORTS[place - 1]) if place else date.min
        taken_over = act.ago == EXPORTS[-1]
        text = orders_csv(self._days, day, after, with_branch=taken_over)
        import_file(self.book, orders_reading(f"orders-{day.isoformat()}.csv", text, CURRENCY))

    def _take_accounts(self, name: str, text: str) -> None:
        import_file(self.book, accounts_reading(name, text, CURRENCY))
