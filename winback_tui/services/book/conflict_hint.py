"""How many conflicts are open, for a screen that shows it in its head: without loading the rest of the team."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.sync.conflicts.groups import open_groups


def count_conflicts(book: Book) -> int:
    """The number of open conflicts; takes milliseconds where no merge has ever found any."""
    with book.read() as connection:
        return sum(1 for _ in open_groups(connection))
