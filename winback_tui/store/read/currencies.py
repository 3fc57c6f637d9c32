"""The currencies that a book works in."""

from __future__ import annotations

from winback_tui.store.book import Book


def usual_currency(book: Book) -> str:
    """The currency of most accounts; '' in a book without orders."""
    with book.read() as connection:
        row = connection.execute(
            "SELECT currency FROM account_summary WHERE currency <> '' GROUP BY currency ORDER BY count(*) DESC"
        ).fetchone()
    return "" if row is None else str(row[0])
