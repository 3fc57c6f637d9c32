"""The main job on made-up data without a screen: each step does something, then checks the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from winback_tui.domain.days.clock import Clock
from winback_tui.domain.errors import Refused, WinbackError
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.services.book import history
from winback_tui.services.cases import fixes, opening
from winback_tui.services.contacts import contacts
from winback_tui.services.decisions.assumptions import Assumptions
from winback_tui.services.decisions.decide import decide
from winback_tui.services.importing import import_file as imports
from winback_tui.services.importing.report import ImportReport
from winback_tui.services.importing.understand import understand
from winback_tui.services.interviews import filled_script
from winback_tui.services.lists import overdue
from winback_tui.services.plans import followups
from winback_tui.services.plans import make_plan as plans
from winback_tui.services.returns.returns import returns
from winback_tui.store.book import Book
from winback_tui.store.file.site import forget_site

from .acts import answers
from .books import accounts_csv, orders_csv
from .days import Days
from .team import ACTOR

ACCOUNT = "North Mill Ltd"
MANAGER = "Ben Osei"
BOOK = "smoke.db"
LOST_AGO = 40
FIRST_ORDER = "H-90001;1001;North Mill Ltd;Invoice;45.00;14.00;EUR"


@dataclass(frozen=True, slots=True)
class SmokeStep:
    """One step: its name, its result in a sentence, and whether the result is right."""

    name: str
    result: str
    passed: bool


def main_job(folder: Path, clock: Clock) -> Iterator[SmokeStep]:
    """Do the main job in a new book in `folder`, step by step; it stops at the first step that fails."""
    try:
        for name, do in _MainJob(folder / BOOK, clock).steps():
            yield SmokeStep(name, do(), True)
    except WinbackError as fault:
        yield SmokeStep(name, str(fault), False)
    finally:
        forget_site(folder / BOOK)


def _require(right: bool, otherwise: str) -> None:
    if not right:
        raise Refused(otherwise)


class _MainJob:
    def __init__(self, path: Path, clock: Clock) -> None:
        self._folder = path.parent
        self._days = Days(clock.today())
        self._today = clock.today()
        self._ann = Book(path, clock, ACTOR)
        self._ben = Book(path, clock, MANAGER)

    def steps(self) -> list[tuple[str, Callable[[], str]]]:
        return [
            ("import", self.take_books),
            ("list", self.find_on_list),
            ("case", self.open_case),
            ("interview", self.interview),
            ("decide", self.decide),
            ("plan", self.plan),
            ("due", self.due),
            ("log", self.log),
            ("return", self.order),
            ("undo", self.undo),
            ("redo", self.redo),
        ]

    def take_books(self) -> str:
        customers = self._take("customers.csv", accounts_csv())
        report = self._take("orders.csv", orders_csv(self._days, self._today))
        _require(report.new > 1000 and not report.refused, f"Rows are missing: {report.sentence}.")
        again = self._take("orders.csv", orders_csv(self._days, self._today))
        _require(again.new == again.changed == 0, "Importing the same file again changed something.")
        return (
            f"{customers.accounts_new} customers, {report.new:,} orders; the same file again changes nothing"
        )

    def find_on_list(self) -> str:
        rows = list(overdue.list_accounts(self._ann, overdue.USUAL))
        found = next((row for row in rows if row.account.name == ACCOUNT), None)
        _require(found is not None, f"{ACCOUNT} is not on the list.")
        assert found is not None
        return f"{count(len(rows), 'account')} overdue; {ACCOUNT}: {found.sentence}"

    def open_case(self) -> str:
        lost_on = self._today - timedelta(days=LOST_AGO)
        try:
            opening.open_case(self._ann, ACCOUNT, lost_on, ACTOR, responsible=ACTOR)
        except Refused as fault:
            _require(fault.rule in ("M10", "B8"), str(fault))
            done = opening.open_case(self._ann, ACCOUNT, lost_on, ACTOR, responsible=MANAGER)
            return f"{done.sentence} ({ACTOR}, who lost it, was refused)"
        raise Refused("The rep who lost the account was allowed to lead its return.")

    def interview(self) -> str:
        done = filled_script.take_filled(self._ben, ACCOUNT, answers("lost/north-mill"))
        _require(bool(done.facts["finished"]), done.sentence)
        fixes.add_fix(self._ben, ACCOUNT, "Announce the cut-off to every customer", done_on=self._today)
        return f"{done.sentence}, {done.facts['answers']} answers; its cause is fixed"

    def decide(self) -> str:
        known = Assumptions(offer=0, fixes=12_000, hours=4, hour_cost=4_500, others="They will not mind")
        reason = "A good account, and the cause was ours"
        return decide(self._ben, ACCOUNT, "win-back", reason, assumptions=known).sentence

    def plan(self) -> str:
        return plans.make_plan(self._ben, ACCOUNT).sentence

    def due(self) -> str:
        mine = [each for each in followups.due(self._ben) if each.item.account == ACCOUNT]
        days = [each.item.on_day for each in mine if each.item.on_day is not None]
        _require(bool(days), f"Nothing is due for {ACCOUNT}.")
        return f"{count(len(mine), 'follow-up')} for {ACCOUNT}, the first on {full_day(min(days))}"

    def log(self) -> str:
        done = contacts.log_contact(self._ben, ACCOUNT, "Says an order is coming", person="Ana Silva")
        _require(not self._returned(), "A promised order counted as a return.")
        return f"{done.sentence}; not a return yet, since nobody has ordered"

    def order(self) -> str:
        newer = orders_csv(self._days, self._today) + f"{self._today.isoformat()};{FIRST_ORDER}\n"
        report = self._take("orders-newer.csv", newer)
        _require(report.new == 1, f"One order should be new, but: {report.sentence}.")
        _require(self._returned(), f"The order of {ACCOUNT} made no return.")
        return f"one order of 45.00 EUR imported: {ACCOUNT} is back without anybody marking it"

    def undo(self) -> str:
        sentence = history.undo(self._ann)
        _require(not self._returned(), "The import is undone, but the return remains.")
        return f"{sentence}; {ACCOUNT} is lost again"

    def redo(self) -> str:
        sentence = history.redo(self._ann)
        _require(self._returned(), "The import is redone, but the return is missing.")
        return sentence

    def _take(self, name: str, text: str) -> ImportReport:
        file = self._folder / name
        file.write_text(text, encoding="utf-8")
        return imports.import_file(self._ann, understand(self._ann, str(file), currency="EUR"))

    def _returned(self) -> bool:
        return any(each.account == ACCOUNT for each in returns(self._ben))
