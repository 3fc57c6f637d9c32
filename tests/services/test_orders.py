"""Typed orders: which of them bring an account back, and that undoing one takes the return back (playbook M11)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import LOST, TODAY, a_lost_account, an_account
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import redo, undo
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.lists.overdue import asked_for, list_accounts
from winback_tui.services.returns.returns import returns
from winback_tui.store.book import Book

AFTER = date(2026, 11, 20)


def status(book: Book) -> str:
    (row,) = list_accounts(book, asked_for("all", "", "", "", "", "account"))
    return row.account.status


@pytest.mark.parametrize(
    ("day", "minor", "kind"),
    [
        (AFTER, 50_000, "credit"),
        (AFTER, 50_000, "cancelled"),
        (AFTER, 50_000, "quote"),
        (AFTER, 50_000, "pending"),
        (AFTER, 0, "order"),
        (date(2026, 9, 30), 50_000, "order"),
        (LOST, 50_000, "order"),
    ],
    ids=["credit", "cancelled", "quote", "pending", "nothing", "before the loss", "day of the loss"],
)
def test_what_makes_no_return(tmp_path: Path, day: date, minor: int, kind: str) -> None:
    book, account, _ = a_lost_account(tmp_path)
    before = status(book)
    done = enter_order(book, account, day, Money(minor, "EUR"), kind)
    assert status(book) == before == "lost"
    assert returns(book) == []
    assert done.facts["returned"] is False
    assert "counts as a return" in done.warnings[0]


def test_a_promise_makes_no_return(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    log_contact(book, account, "They said yes, the order is coming")
    assert status(book) == "lost"
    assert returns(book) == []


def test_one_unit_does_and_undoing_it_takes_the_return_back(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    done = enter_order(book, account, AFTER, Money(1, "EUR"), number="A-1")
    assert (
        done.sentence
        == "Order of 0.01 EUR on Fri 20 Nov entered for Acme: returned; 5 steps of the watch planned"
    )
    assert done.facts["returned"] is True
    assert done.warnings == ()
    assert status(book) == "returned"
    (found,) = returns(book)
    assert (found.found.order.number, found.found.order.day) == ("A-1", AFTER)

    assert undo(book) == f"Undone: {done.sentence}"
    assert status(book) == "lost"
    assert returns(book) == []

    redo(book)
    assert status(book) == "returned"


def test_the_second_order_after_a_loss_is_no_second_return(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    enter_order(book, account, date(2026, 11, 2), Money(100, "EUR"))
    again = enter_order(book, account, AFTER, Money(100, "EUR"))
    assert again.facts["returned"] is False
    assert "returned" not in again.sentence
    assert len(returns(book)) == 1


def test_a_credit_counts_against_the_money_with_or_without_its_minus(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    for minor in (2_500, -2_500):
        done = enter_order(book, account, AFTER, Money(minor, "EUR"), "credit")
        assert done.facts["amount"] == "-25.00"
        assert done.sentence.startswith("Credit note of 25 EUR on Fri 20 Nov")


def test_an_order_of_an_account_without_loss_needs_no_warning(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    done = enter_order(book, account, TODAY, Money(1_000, "EUR"))
    assert done.warnings == ()
    assert status(book) == "active"


def test_trying_keeps_nothing(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    tried = enter_order(book, account, AFTER, Money(1, "EUR"), dry_run=True)
    assert tried.facts["returned"] is True
    assert status(book) == "lost"


@pytest.mark.parametrize(
    ("day", "amount", "kind", "says"),
    [
        (date(2026, 11, 23), Money(1, "EUR"), "order", "in the future"),
        (AFTER, Money(1, ""), "order", "Name the currency"),
        (AFTER, Money(1, "EUR"), "gift", "cannot be 'gift'"),
        (AFTER, Money(-1, "EUR"), "order", "is a credit note"),
    ],
)
def test_what_no_order_can_be(tmp_path: Path, day: date, amount: Money, kind: str, says: str) -> None:
    book, account = an_account(tmp_path)
    with pytest.raises(BadInput, match=says):
        enter_order(book, account, day, amount, kind)


def test_a_number_counts_once(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    enter_order(book, account, AFTER, Money(1, "EUR"), number="A-1")
    with pytest.raises(BadInput, match="already has an order A-1"):
        enter_order(book, account, AFTER, Money(2, "EUR"), number=" A-1 ")
