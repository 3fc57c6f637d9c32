"""The segments of a book and their rules."""

from __future__ import annotations

from winback_tui.store.book import Book
from winback_tui.store.read.segments import SegmentRow, segment_rows

__all__ = ["SegmentRow", "segments"]


def segments(book: Book) -> list[SegmentRow]:
    """Every segment that accounts belong to or that has a rule, by name."""
    with book.read() as connection:
        return segment_rows(connection)
