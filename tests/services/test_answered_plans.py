"""The order that brings an account back ends what was planned to win it back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.services.case_books import TODAY, a_lost_account
from winback_tui.domain.money.money import Money
from winback_tui.intake import inspect
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import undo
from winback_tui.services.importing.import_file import import_file
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.plan_desk import plan_desk
from winback_tui.services.plans.steps import add_step
from winback_tui.store.book import Book


def planned(folder: Path) -> tuple[Book, int]:
    """Acme, lost, with a plan; and how many steps are to be done."""
    book, _, _ = a_lost_account(folder)
    make_plan(book, "Acme", "repair")
    return book, len(plan_desk(book, "Acme").open_steps)


WATCH = [
    "internal task: Follow the order through every stage",
    "call: Ask how the delivery went",
    "call: Ask what we should do better and note it",
    "call: Check that the former volume is back",
    "call: Thank them for the year and ask for a testimonial",
]


def to_do(book: Book) -> list[str]:
    return [row.what for row in due(book)]


def test_an_order_by_hand_ends_the_plan_until_it_is_undone(tmp_path: Path) -> None:
    book, steps = planned(tmp_path)
    assert len(due(book)) == steps == 5
    done = enter_order(book, "Acme", TODAY, Money(5_000, "EUR"))
    assert done.sentence.endswith(": returned; 5 planned steps dropped; 5 steps of the watch planned")
    assert to_do(book) == WATCH
    add_step(book, "Acme", TODAY + timedelta(2), purpose="ask how the delivery went")
    assert sorted(to_do(book)) == sorted([*WATCH, "call: ask how the delivery went"])
    enter_order(book, "Acme", TODAY, Money(5_000, "EUR"))
    assert len(due(book)) == 6
    for _ in range(3):
        undo(book)
    assert len(due(book)) == 5


def test_an_imported_order_does_the_same(tmp_path: Path) -> None:
    book, _ = planned(tmp_path)
    raw = f"Customer,Order date,Amount,Order number\nAcme,{TODAY},50.00,A-1\n".encode()
    report = import_file(book, inspect(raw, name="orders.csv", currency="EUR"))
    assert report.returned == [f"Acme (order of {TODAY})"]
    assert report.notes[-1] == "5 planned steps dropped after the return."
    assert to_do(book) == WATCH
    undo(book)
    assert len(due(book)) == 5


def test_an_order_before_the_loss_ends_nothing(tmp_path: Path) -> None:
    book, steps = planned(tmp_path)
    enter_order(book, "Acme", TODAY - timedelta(100), Money(5_000, "EUR"))
    assert len(due(book)) == steps
