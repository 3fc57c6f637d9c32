"""The case of a second loss in the branch, whose orders came into the book only when the team had taken it over."""

from __future__ import annotations

from datetime import date

from winback_tui.services.accounts.reps import resolve_rep
from winback_tui.services.book.account_action import account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.store.book import Book
from winback_tui.store.cases.writes import insert_case


def open_second_case(book: Book, name: str, lost_on: date, lost_by: str, responsible: str) -> None:
    """As the service opens a case; but that asks for the order in between, which is not in the book yet."""
    account = find_account(book, name)
    with account_action(book, "case open", account) as transaction:
        loser, leader = resolve_rep(transaction, lost_by), resolve_rep(transaction, responsible)
        insert_case(transaction, account.id, lost_on, loser, leader, "")
        transaction.sentence = (
            f"Case opened for {name}: lost again on {day_words(lost_on, transaction.today)} by {lost_by},"
            f" {responsible} leads"
        )
