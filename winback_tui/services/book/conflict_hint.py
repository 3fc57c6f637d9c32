"""A quick look whether conflicts may be open, for a screen that shows their number in its head."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.log.disputed import any_disputed


def may_have_conflicts(book: Book) -> bool:
    """False where no merge has ever found any: then nothing of the team need be loaded to count them."""
    with book.read() as connection:
        return any_disputed(connection)
