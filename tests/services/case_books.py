"""Books for the tests of cases: accounts with orders, on Sunday 22 November 2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.made_once import made_once
from tests.store.books import TODAY, book_at, with_account, with_order
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.cases.opening import open_case
from winback_tui.store.book import Book

LOST = date(2026, 10, 1)
ORDERS = ("2026-03-02", "2026-04-01", "2026-05-04", "2026-06-01", "2026-07-06", "2026-08-03", "2026-09-07")

__all__ = ["LOST", "ORDERS", "TODAY", "a_lost_account", "an_account", "field", "with_order"]


@made_once()
def an_account(folder: Path, name: str = "Acme", today: date = TODAY) -> tuple[Book, str]:
    """A book with one account that ordered each month until September."""
    book = book_at(folder, today)
    account = with_account(book, name)
    for day in ORDERS:
        with_order(book, account, day)
    return book, account


@made_once()
def a_lost_account(
    folder: Path, name: str = "Acme", responsible: str = "Carl", today: date = TODAY
) -> tuple[Book, str, ActionResult]:
    """The same account, lost on 1 October by Bob; Carl leads."""
    book, account = an_account(folder, name, today)
    return book, account, open_case(book, account, LOST, "Bob", responsible)


def field(book: Book, sql: str, *values: object) -> object:
    """The first field that a query finds; None without a row."""
    with book.read() as connection:
        row = connection.execute(sql, values).fetchone()
    return None if row is None else row[0]
