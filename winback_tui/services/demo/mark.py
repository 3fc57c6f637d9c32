"""Whether a book is that of the made-up team, so that nobody takes it for their own."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.settings.settings import FIRM, setting

DEMO = "demo"
"""The setting that says so."""
FIRM_NAME = "Harbour Packaging"
"""The firm that the made-up team works for."""


def is_demo(book: Book) -> bool:
    """Whether `mark_demo` was done in it; a book that is not there yet is none. Raises BookUnavailable."""
    if not book.path.exists():
        return False
    with book.read() as connection:
        return bool(setting(connection, DEMO, False))


def mark_demo(book: Book) -> None:
    """Write down that the book is the demo's, and for which firm its team works."""
    from winback_tui.services.settings.team_settings import write_setting
    from winback_tui.store.write import act

    with act(book, "setting", "A made-up team's book") as transaction:
        write_setting(transaction, DEMO, True)
        write_setting(transaction, FIRM, FIRM_NAME)
