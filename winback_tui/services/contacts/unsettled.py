"""What the team still owes its customers: open promises and complaints of all accounts."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.contacts.unsettled import UnsettledComplaint, UnsettledPromise
from winback_tui.store.contacts.unsettled import open_complaints as read_complaints
from winback_tui.store.contacts.unsettled import open_promises as read_promises

__all__ = ["UnsettledComplaint", "UnsettledPromise", "open_complaints", "open_promises"]


def open_promises(book: Book) -> list[UnsettledPromise]:
    """Every promise that is neither kept nor broken, the first due first; those without a day last."""
    with book.read() as connection:
        return read_promises(connection)


def open_complaints(book: Book) -> list[UnsettledComplaint]:
    """Every complaint that is not resolved, the longest waiting first."""
    with book.read() as connection:
        return read_complaints(connection)
