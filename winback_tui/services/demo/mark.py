"""Whether a book is the made-up one of the demo."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.file.demo_mark import marked_as_demo


def is_demo(book: Book) -> bool:
    """Whether its customers are made up; a book that is not there yet has none. Raises BookUnavailable."""
    if not book.exists():
        return False
    with book.read() as connection:
        return marked_as_demo(connection)
