"""No sequence of acts makes a return without a real order after the loss that was not credited (playbook M11)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.case_books import LOST, TODAY, an_account
from winback_tui.domain.errors import WinbackError
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.cases.conditions import add_condition
from winback_tui.services.cases.edit_case import edit_case, reopen_case
from winback_tui.services.cases.opening import close_case, open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.decisions.decide import decide
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.returns.returns import returns
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.log.undo import redo, undo

HISTORIES, ACTS = 24, 16
KINDS = ("order", "order", "order", "credit", "credit", "quote", "cancelled", "pending", "unclear")
SUMS = (0, 5_000, 10_000)


def an_act(chance: random.Random, book: Book) -> Callable[[], Any]:
    day = TODAY - timedelta(days=chance.randrange(70))
    side = chance.choice(("", "before", "after"))
    number = chance.choice(("", "1", "2"))
    acts: tuple[Callable[[], Any], ...] = (
        lambda: open_case(book, "Acme", day, "Bob", same_day=side),
        lambda: edit_case(book, "Acme", day, same_day=side),
        lambda: close_case(book, "Acme", chance.choice(("closed", "let go", "returned")), "No margin"),
        lambda: reopen_case(book, "Acme"),
        lambda: decide(book, "Acme", "win-back"),
        lambda: make_plan(book, "Acme", "Carl"),
        lambda: log_contact(book, "Acme", "call", "Says an order is coming"),
        lambda: add_condition(book, "Acme", "deliver in 3 days"),
        lambda: edit_account(book, "Acme", {"gone_reason": chance.choice(("", "bankrupt"))}),
        lambda: choose(book, "smallest return", chance.choice((None, "60 EUR"))),
        lambda: undo(book),
        lambda: redo(book),
    )
    enters = lambda: enter_order(  # noqa: E731
        book, "Acme", day, Money(chance.choice(SUMS), "EUR"), chance.choice(KINDS), number
    )
    return enters if chance.random() < 0.45 else chance.choice(acts)


def proves(rows: list[tuple[str, int, str, str]], lost_on: date) -> bool:
    """Whether a real order after the loss stands that no credit of its sum or number could have taken back."""
    for day, amount, kind, number in rows:
        if kind != "order" or amount <= 0 or day <= lost_on.isoformat():
            continue
        credited = sum(
            -minor
            for when, minor, what, of in rows
            if what == "credit" and when >= day and ((of and of == number) or -minor == amount)
        )
        same = sum(1 for when, minor, what, of in rows if (minor, what) == (amount, "order"))
        if credited < amount or same > 1:
            return True
    return False


@pytest.mark.thorough
def test_only_an_uncredited_order_after_the_loss_makes_a_return(tmp_path: Path) -> None:
    seen: Counter[str] = Counter()
    for history in range(HISTORIES):
        chance = random.Random(history)
        book, _ = an_account(tmp_path / str(history))
        open_case(book, "Acme", LOST, "Bob", "Carl")
        for _ in range(ACTS):
            try:
                an_act(chance, book)()
                seen["done"] += 1
            except WinbackError:
                seen["refused"] += 1
            with book.read() as connection:
                rows = connection.execute("SELECT day, amount, kind, number FROM sales_order").fetchall()
                (status,) = connection.execute("SELECT status FROM account_summary").fetchone()
            orders = [tuple(row) for row in rows]
            counted = returns(book)
            for each in counted:
                assert proves(orders, each.found.loss.lost_on), (history, orders, each)
            latest = [each for each in counted if each.found.lost_again_on is None]
            if status in ("returned", "recovered"):
                assert latest, (history, status)
                seen["returned"] += 1
            seen["credited"] += any(kind == "credit" for _, _, kind, _ in orders)
    assert seen["done"] > 150 and seen["refused"] > 50, seen
    assert seen["returned"] > 30 and seen["credited"] > 30, seen
