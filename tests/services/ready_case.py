"""A case with nothing in the way: asked why, root known, planned, led by Carl; and what shuts each gate of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tests.made_once import made_once
from tests.services.case_books import a_lost_account
from tests.services.interview_books import LONG, a_chain, another_interview, answer_all
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.conditions import add_condition, put_out_of_reach
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.offers import make_offer
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.store.book import Book

ANSWERS = LONG | {
    "conditions": "",
    "root_class": "rival-persistence",
    "stated_class": "rival-persistence",
    "promise": "",
}


def lost(folder: Path, responsible: str = "Carl") -> Book:
    """Acme, lost on 1 October by Bob."""
    return a_lost_account(folder, responsible=responsible)[0]


def asked(book: Book) -> Book:
    """The interview is held, the root reason known: a rival's persistence, nothing of ours to repair."""
    with book.read() as connection:
        (account,) = connection.execute("SELECT id FROM account WHERE name = 'Acme'").fetchone()
    told = answer_all(
        book, another_interview(book, account, "Ana"), ANSWERS, a_chain("Their rep calls weekly")
    )
    finish_interview(book, told.head.id)
    return book


@made_once()
def _leaderless(folder: Path) -> Book:
    return asked(lost(folder, ""))


@made_once()
def _unasked(folder: Path) -> Book:
    book = lost(folder)
    make_plan(book, "Acme", "persistence")
    return book


@made_once()
def ready(folder: Path) -> Book:
    """Everything done that the playbook asks for before going out."""
    book = asked(lost(folder))
    make_plan(book, "Acme")
    return book


def on(book: Book, day: date) -> Book:
    """The same book on another day."""
    return replace(book, clock=fixed_clock(day))


@dataclass(frozen=True)
class Shut:
    """A gate that holds: how it comes to it, the act that is refused, and what clears it."""

    rule: str
    book: Callable[[Path], Book]
    act: str
    clear: Callable[[Book], Book]


def _done(book: Book, *_: object) -> Book:
    return book


@made_once()
def _uncaused(folder: Path) -> Book:
    book = ready(folder)
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    return book


@made_once()
def _beyond(folder: Path) -> Book:
    book = asked(lost(folder))
    add_condition(book, "Acme", "price <= 1 EUR")
    put_out_of_reach(book, "Acme", "", "Below cost")
    return book


def _flagged(flag: str) -> Callable[[Path], Book]:
    @made_once()
    def flagged(folder: Path) -> Book:
        book = ready(folder)
        edit_account(book, "Acme", {flag: True})
        return book

    return flagged


@made_once()
def twice_lost(folder: Path) -> Book:
    """Acme came back, and is lost again."""
    book = ready(folder)
    enter_order(book, "Acme", date(2026, 10, 20), Money(5_000, "EUR"))
    open_case(book, "Acme", date(2026, 11, 15), "Dora", "Carl")
    return book


SHUT = (
    Shut("B6", _unasked, "offer", asked),
    Shut(
        "B20",
        _uncaused,
        "offer",
        lambda book: _done(book, add_fix(book, "Acme", "New carrier", cause="delivery", done_on=book.today)),
    ),
    Shut("B7", _leaderless, "plan", lambda book: book),
    Shut("M10", _leaderless, "plan by Bob", lambda book: book),
    Shut("B9", _beyond, "plan", lambda book: _done(book, put_out_of_reach(book, "Acme", "", ""))),
    Shut(
        "B10",
        _flagged("pays_badly"),
        "offer",
        lambda book: _done(book, make_offer(book, "Acme", "revised-terms", text="Prepayment")),
    ),
    Shut("B16", _flagged("hunts_price"), "offer", lambda book: on(book, date(2026, 12, 30))),
    Shut("M13", twice_lost, "plan", lambda book: book),
)
"""Every gate of playbook section 5, with those of section 3. B8 is M10, M5 is B7, W5 is B20."""
