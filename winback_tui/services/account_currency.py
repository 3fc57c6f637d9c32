"""The currency that an amount without one is meant in."""

from __future__ import annotations

from ..store.book import Book
from .find import find_account


def account_currency(book: Book, ref: str) -> str:
    """The currency of the account's orders, else the commonest of the book, else ''."""
    account = find_account(book, ref)
    with book.read() as connection:
        own = connection.execute(
            "SELECT currency FROM account_summary WHERE account_no = ? AND currency <> ''", (account.no,)
        ).fetchone()
        common = (
            own
            or connection.execute(
                "SELECT currency FROM account_summary WHERE currency <> '' GROUP BY currency ORDER BY count(*) DESC"
            ).fetchone()
        )
    return "" if common is None else str(common[0])
