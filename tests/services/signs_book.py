"""A book of 200 accounts on Monday 23 November 2026: twelve kinds of signs, three of each, the rest faithful.

`monday_book` has seven kinds of other work beside them, three of each too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.made_once import made_once
from tests.services.ready_case import on
from tests.services.team_book import account, every, person
from tests.store.books import book_at
from winback_tui.domain.ids import derived_id
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import edit_person
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.conditions import add_condition, record_delivery
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.complaints import answer_complaint, log_complaint
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.offers import make_offer
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.decisions.decide import decide
from winback_tui.services.plans.steps import add_step
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction, act

MONDAY = date(2026, 11, 23)
ANN = derived_id("rep", "ann")
SIZE, EACH = 200, 3
LAST = MONDAY - timedelta(days=3)


def ago(days: int) -> date:
    return MONDAY - timedelta(days=days)


def _contract(book: Book, name: str) -> None:
    edit_account(book, name, {"contract_ends_on": MONDAY + timedelta(days=12)})


def _welcome(book: Book, name: str) -> None:
    edit_account(book, name, {"welcome_ends_on": MONDAY + timedelta(days=20)})


def _left(book: Book, name: str) -> None:
    edit_person(book, name, "Dana", {"left_on": MONDAY})


def _quote(book: Book, name: str) -> None:
    enter_order(book, name, ago(2), Money(90_000, "EUR"), "quote")


def _price_list(book: Book, name: str) -> None:
    log_contact(book, name, "Wants a price list", on_day=ago(1))


def _complaint(book: Book, name: str) -> None:
    log_complaint(book, name, "Wrong invoice", 2, on_day=MONDAY)


def _unresolved(book: Book, name: str) -> None:
    log_complaint(book, name, "Broken pallet", 3, on_day=ago(9))
    answer_complaint(book, name, on_day=ago(8))


def _so_so(book: Book, name: str) -> None:
    log_contact(book, name, "First impression: so-so", on_day=ago(1))


def _fragile(book: Book, name: str) -> None:
    open_case(book, name, ago(40), "Bob", "Carl")
    enter_order(book, name, ago(10), Money(40_000, "EUR"))
    log_contact(book, name, "Thanked them", on_day=ago(9))
    log_complaint(book, name, "Late again", 4, on_day=ago(1))


def _nothing(book: Book, name: str) -> None:
    """The orders and contacts of the account say it all."""


PLANTED: dict[str, tuple[str, Callable[[Book, str], None]]] = {
    "Contract": ("contract", _contract),
    "Welcome": ("welcome", _welcome),
    "Left": ("left", _left),
    "Quote": ("quote", _quote),
    "Pricelist": ("quote", _price_list),
    "Volume": ("volume", _nothing),
    "Silent": ("contact", _nothing),
    "Complaint": ("complaint", _complaint),
    "Unresolved": ("complaint", _unresolved),
    "New": ("feedback", _nothing),
    "Soso": ("feedback", _so_so),
    "Fragile": ("complaint", _fragile),
}
"""The beginning of the names of three accounts each -> the kind of their sign, and the act that plants it."""


def names(begins: str) -> list[str]:
    """`Quote 1`, `Quote 2`, `Quote 3`."""
    return [f"{begins} {number}" for number in range(1, EACH + 1)]


@made_once()
def signs_book(folder: Path) -> Book:
    """See the head of this file. Ann owns everything, and logs her contacts."""
    book = book_at(folder, MONDAY)
    with act(book, "demo", "Made up") as transaction:
        for rep in ("Ann", "Bob", "Carl"):
            transaction.insert("rep", id=derived_id("rep", rep.casefold()), name=rep)
        planted = [name for begins in PLANTED for name in names(begins)]
        for name in planted:
            _account(transaction, name)
        for number in range(SIZE - len(planted)):
            _account(transaction, f"Faithful {number:03}")
        transaction.touch_everything()
    for begins, (_, plant) in PLANTED.items():
        for name in names(begins):
            plant(book, name)
    return book


def _account(transaction: Transaction, name: str) -> None:
    begins = name.split()[0]
    if begins in ("New", "Soso"):
        days = [ago(12), LAST] if begins == "New" else [ago(12), ago(5)]
    elif begins == "Fragile":
        days = every(14, 50, ago(45))
    elif begins in ("Quote", "Pricelist"):
        days = every(14, 60, ago(4))
    else:
        days = every(14, 60, LAST)
    # Those nobody speaks to have most money at risk: what stands above them does so for another reason.
    ref = account(transaction, name, ANN, "", days, 50_000_000 if begins == "Silent" else 50_000)
    if begins == "Volume":
        transaction.run(
            "UPDATE sales_order SET amount = 20000 WHERE account_no = ? AND day > ?",
            (ref.no, ago(95).isoformat()),
        )
    person(transaction, name, "Dana Decker", decision_maker=True)
    if begins != "New":
        spoken = ago(170) if begins == "Silent" else ago(200) if begins == "Fragile" else ago(10)
        transaction.insert(
            "activity",
            account_id=ref.id,
            at=0,
            on_day=spoken.isoformat(),
            by_id=ANN,
            channel="call",
            outcome="Spoke with them, call again",
        )


def _promised(book: Book, name: str) -> None:
    make_promise(book, name, "Two sample boxes", MONDAY)


def _offered(book: Book, name: str) -> None:
    make_offer(book, name, "gift", Money(2_000, "EUR"), MONDAY, "A sample box")


def _planned(book: Book, name: str) -> None:
    add_step(book, name, MONDAY, "visit", "Bring the new range")


def _lost(book: Book, name: str) -> None:
    open_case(book, name, ago(2), "Bob", "Carl")


def _repaired(book: Book, name: str) -> None:
    _lost(book, name)
    add_cause(book, name, "delivery", "Late twice")
    add_fix(book, name, "New carrier", "", "Carl", MONDAY)


def _waited(book: Book, name: str) -> None:
    _lost(book, name)
    decide(on(book, ago(1)), name, "wait", "They asked for peace", wait_until=MONDAY)


def _wished(book: Book, name: str) -> None:
    _lost(book, name)
    add_condition(book, name, "delivery <= 3 days")
    record_delivery(book, 2)


BEHIND: dict[str, tuple[str, Callable[[Book, str], None]]] = {
    "Promised": ("promise", _promised),
    "Offered": ("offer", _offered),
    "Planned": ("step", _planned),
    "Repaired": ("fix", _repaired),
    "Waited": ("decision", _waited),
    "Wished": ("condition", _wished),
    "Lost": ("no contact planned", _lost),
}
"""What else is due today: the kind of its row, and the act that plants it; three more accounts each."""


@made_once()
def monday_book(folder: Path) -> Book:
    """The book of signs, and three accounts for each kind of other work that is due today."""
    book = signs_book(folder)
    planted = [name for begins in BEHIND for name in names(begins)]
    for number, name in enumerate(planted):
        edit_account(book, f"Faithful {number:03}", {"name": name})
        BEHIND[name.split()[0]][1](book, name)
    return book
