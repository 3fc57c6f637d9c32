"""The currency that an amount without one is meant in."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.read.currencies import usual_currency

from .find import find_account


def account_currency(book: Book, ref: str) -> str:
    """The currency of the account's orders, else the commonest of the book, else ''."""
    account = find_account(book, ref)
    with book.read() as connection:
        own = connection.execute(
            "SELECT currency FROM account_summary WHERE account_no = ? AND currency <> ''", (account.no,)
        ).fetchone()
    return usual_currency(book) if own is None else str(own[0])
