"""Counted returns: each with the order that proves it, and nothing else counts (playbook M11)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.returns.lives import Life, lives
from winback_tui.domain.returns.returns import Return, ReturnStage
from winback_tui.domain.wording.wording import count, money_words, near_day
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.returns.returns import (
    CountedReturn,
    accounts_back,
    answers_of_all,
    counted_returns,
    silent_again,
)

__all__ = ["CountedReturn", "returns"]


def returns(book: Book) -> list[CountedReturn]:
    """Every return known on the book's day, the newest first."""
    with book.read() as connection:
        found = list(counted_returns(connection, book.today))
    return sorted(found, key=lambda each: (each.found.order.day, each.account), reverse=True)


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One counted return. `silent_again`: back, but already overdue by its usual interval (playbook M12).

    `new`: this is the return of an account that came back just now.
    """

    counted: CountedReturn
    silent_again: bool
    today: date
    new: bool = False

    @property
    def key(self) -> str:
        """The case that was answered."""
        return self.counted.found.loss.case_id

    @property
    def found(self) -> Return:
        """The return itself."""
        return self.counted.found

    @property
    def watch(self) -> str:
        """What the watch says: `fragile`, `overdue again`, `clean year`, `lost again`."""
        found = self.found
        if found.lost_again_on is not None:
            return "lost again"
        if self.silent_again:
            return "overdue again"
        if found.stage is ReturnStage.CLEAN:
            return "clean year"
        return "fragile"

    @property
    def fragile_until(self) -> date | None:
        """The day the clean year ends; None where it is over, was broken off, or is not known yet."""
        return self.found.clean_on if self.found.fragile and self.found.lost_again_on is None else None


def returned_rows(book: Book, just_back: Collection[str] = ()) -> list[ReturnedRow]:
    """Every counted return, the newest first; accounts that are `just_back` have their latest one marked as new."""
    with book.read() as connection:
        counted = list(counted_returns(connection, book.today))
        silent = silent_again(connection)
    rows = [
        ReturnedRow(
            each,
            each.found.fragile and each.account_no in silent,
            book.today,
            each.account_id in just_back and each.found.lost_again_on is None,
        )
        for each in counted
    ]
    return sorted(rows, key=lambda row: (row.found.order.day, row.counted.account), reverse=True)


def count_returns(book: Book) -> int:
    """How many returns are counted, also of accounts that were lost again."""
    with book.read() as connection:
        return sum(1 for _ in counted_returns(connection, book.today))


def who_is_back(book: Book) -> dict[str, AccountRef]:
    """The accounts whose latest loss an order has answered, by id."""
    with book.read() as connection:
        return {account.id: account for account in accounts_back(connection)}


def both_lives(book: Book, counted: CountedReturn) -> tuple[Life | None, Life]:
    """What the account brought before the loss and since the return (playbook K2). Raises what `lives` raises."""
    with book.read() as connection:
        orders = orders_of(connection, [counted.account_no]).get(counted.account_no, [])
    return lives(orders, counted.found, book.today)


def latest_proofs(book: Book, account_ids: set[str]) -> list[str]:
    """For each of these accounts that is back, the sentence with the order that proves it."""
    with book.read() as connection:
        newest: dict[str, CountedReturn] = {}
        for each in counted_returns(connection, book.today, account_ids):
            newest[each.account_id] = each
    return [proof(each, book.today) for each in newest.values()]


def proof(counted: CountedReturn, today: date) -> str:
    """`Acme is back: order 4711 of Fri 20 Nov, 1,250 EUR, 50 days after the loss`."""
    order = counted.found.order
    number = f" {order.number}" if order.number else ""
    return (
        f"{counted.account} is back: order{number} of {near_day(order.day, today)},"
        f" {money_words(order.amount, order.currency)}, {count(counted.found.days, 'day')} after the loss"
    )


def answered_cases(connection: sqlite3.Connection, today: date) -> dict[str, str]:
    """The cases with a counted return, by id: the account's name with the order that proves it."""
    found = answers_of_all(connection, today)
    return {case_id: f"{name} (order of {day})" for case_id, (name, day) in found.items()}
