"""Counted returns: each with the order that proves it, and nothing else counts (playbook M11)."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.read.counted_returns import CountedReturn, counted_returns

__all__ = ["CountedReturn", "returns"]


def returns(book: Book) -> list[CountedReturn]:
    """Every return known on the book's day, the newest first."""
    with book.read() as connection:
        found = list(counted_returns(connection, book.today))
    return sorted(found, key=lambda each: (each.found.order.day, each.account), reverse=True)
