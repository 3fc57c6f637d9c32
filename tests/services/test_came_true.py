"""A condition of return that comes true raises its account to the top of the list, without any key (B9)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.services.case_books import LOST, ORDERS, TODAY, field
from tests.store.books import book_at, with_account, with_order, with_orders
from winback_tui.domain.account.status import Status
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.money.money import Money
from winback_tui.intake import inspect
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.cases.board import board
from winback_tui.services.cases.conditions import (
    add_condition,
    meet_condition,
    put_out_of_reach,
    record_certificate,
    record_delivery,
    record_price,
    record_product,
)
from winback_tui.services.cases.opening import assign_case, close_case, open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.decisions.decide import decide
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.lists.overdue import USUAL, asked_for, list_accounts
from winback_tui.store.book import Book
from winback_tui.store.file.check.summaries import summary_faults
from winback_tui.store.log.undoing.undo import redo, undo


@made_once()
def overdue_book(folder: Path) -> Book:
    """Zenith silent since September and worth much; Acme the same, and worth little; Yard ordered last week."""
    book = book_at(folder)
    for name, amount in (("Zenith", 900_000), ("Acme", 1_000)):
        account = with_account(book, name)
        with_orders(book, account, ORDERS, amount)
    with_order(book, with_account(book, "Yard"), "2026-11-20")
    return book


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Zenith overdue; Acme lost in October, and asked why."""
    return a_book(tmp_path)


@made_once()
def a_book(folder: Path) -> Book:
    book = overdue_book(folder)
    told(book, b"Customer,Salesperson\nAcme,Ann\n")
    open_case(book, "Acme", LOST, "Bob")
    return book


def listed(book: Book) -> list[tuple[str, str]]:
    return [(row.account.name, row.sentence.split(". ")[0]) for row in list_accounts(book, USUAL)]


def raised(book: Book) -> bool:
    return [name for name, _ in listed(book)] == ["Acme", "Zenith"]


def at(book: Book, day: date) -> Book:
    return replace(book, clock=fixed_clock(day))


def told(book: Book, file: bytes, name: str = "customers.csv") -> None:
    import_file(book, inspect(file, name=name, currency="EUR"))


def test_an_import_alone_raises_the_account_with_the_sentence_why(book: Book) -> None:
    add_condition(book, "Acme", 'contact person not "Ann"')
    assert listed(book) == [("Zenith", "Orders about every 5 weeks (7 days with an order)")]
    told(book, b"Customer,Salesperson\nZenith,Cara\nAcme,Dora\n")
    assert listed(book) == [
        ("Acme", "Condition met: Dora is the contact person now, not Ann"),
        ("Zenith", "Orders about every 5 weeks (7 days with an order)"),
    ]
    undo(book)
    assert not raised(book)
    redo(book)
    assert raised(book)


@pytest.mark.parametrize(
    ("term", "act"),
    [
        ("delivery <= 3 days", lambda book: record_delivery(book, 2)),
        ("price <= 12.50 EUR", lambda book: record_price(book, Money(1_200, "EUR"))),
        ('price "Oak" <= 9 EUR', lambda book: record_price(book, Money(900, "EUR"), "oak")),
        ('product "Oak" back', lambda book: record_product(book, "Oak", True)),
        ('certificate "ISO 9001"', lambda book: record_certificate(book, "iso 9001")),
        ('contact person not "Ann"', lambda book: assign_case(book, "Acme", "Carl")),
        ('contact person not "Ann"', lambda book: edit_account(book, "Acme", {"owner": "Dora"})),
    ],
)
def test_an_edit_raises_the_account_and_its_undoing_lets_it_sink(book: Book, term: str, act: object) -> None:
    add_condition(book, "Acme", term)
    assert not raised(book)
    act(book)  # type: ignore[operator]
    assert raised(book)
    undo(book)
    assert not raised(book)


def test_its_day_raises_the_account_by_itself(book: Book) -> None:
    add_condition(book, "Acme", "by 2026-11-25")
    assert not raised(at(book, date(2026, 11, 24)))
    assert listed(at(book, date(2026, 11, 25)))[0] == (
        "Acme",
        "Condition met: 25 Nov 2026 has come",
    )


def test_words_rise_when_somebody_calls_them_met_and_until_somebody_acts_on_it(book: Book) -> None:
    add_condition(book, "Acme", "treat us like people", words=True)
    meet_condition(book, "Acme")
    assert listed(book)[0][1] == "Condition met: Treat us like people (since 22 Nov 2026)"
    log_contact(book, "Acme", "Told them")
    assert not raised(book)


def test_a_contact_notes_what_came_true_and_the_account_sinks(book: Book) -> None:
    add_condition(book, "Acme", "delivery <= 3 days")
    record_delivery(book, 2)
    assert raised(book)
    done = log_contact(book, "Acme", "They will think about it", next_on=date(2026, 11, 24))
    assert done.warnings[-1] == "Condition met: Delivery takes 2 days, they asked for at most 3 days."
    assert not raised(book)
    assert field(book, "SELECT met_on FROM condition") == TODAY.isoformat()
    undo(book)
    assert raised(book)


def test_out_of_reach_closed_and_returned_never_rise(book: Book) -> None:
    add_condition(book, "Acme", "delivery <= 3 days")
    record_delivery(book, 2)
    put_out_of_reach(book, "Acme", "", "Not every week")
    assert not raised(book)
    undo(book)
    close_case(book, "Acme")
    assert not raised(book)
    undo(book)
    assert raised(book)
    enter_order(book, "Acme", TODAY, Money(100, "EUR"))
    assert not raised(book)
    assert board(book) == []


def test_a_wait_for_a_condition_is_over_when_it_comes_true(book: Book) -> None:
    decide(book, "Acme", "wait", wait_for="delivery <= 3 days")
    stage = board(book)[0].stage
    assert (stage.text, stage.waits_for) == ("waits for terms", "on hold for: delivery at most 3 days")
    record_delivery(book, 3)
    told_now = board(book)[0].stage
    assert told_now.text == "to interview"
    assert raised(book)


def test_only_the_usual_order_puts_it_first_and_the_summary_is_kept_right(book: Book) -> None:
    add_condition(book, "Acme", "delivery <= 3 days")
    record_delivery(book, 2)
    by_name = asked_for(sort="-account")
    assert [row.account.name for row in list_accounts(book, by_name)] == ["Zenith", "Acme"]
    assert [row.account.status for row in list_accounts(book, USUAL)] == [Status.LOST, Status.OVERDUE]
    with book.read() as connection:
        assert list(summary_faults(connection)) == []
