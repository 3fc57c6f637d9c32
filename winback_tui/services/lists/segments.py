"""The segments of a book and their rules."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import derived_id
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.wording import count
from winback_tui.store.accounts.segments import SegmentRow, segment_rows
from winback_tui.store.book import Book
from winback_tui.store.write import act

__all__ = ["SegmentRow", "segments"]


def segments(book: Book) -> list[SegmentRow]:
    """Every segment that accounts belong to or that has a rule, by name."""
    with book.read() as connection:
        return segment_rows(connection)


LONGEST = 3_660


def set_segment_rule(book: Book, name: str, days: int | None, dry_run: bool = False) -> SegmentRow:
    """Call accounts of the segment after `days` without an order, whatever their usual interval; None drops the rule.

    A segment that no account belongs to yet may have a rule beforehand. Every summary is computed again.
    Raises BadInput for an empty name or an unreasonable number of days.
    """
    segment = clean_name(name)
    if not segment:
        raise BadInput("Name the segment.")
    if days is not None and not 1 <= days <= LONGEST:
        raise BadInput(f"A segment's rule takes 1 to {LONGEST:,} days, not {days:,}.")
    with act(book, "segment", "", dry_run=dry_run) as transaction:
        known = {row.name.casefold(): row for row in segment_rows(transaction.connection)}
        row = known.get(segment.casefold(), SegmentRow(segment, 0, None))
        if row.id:
            transaction.update("segment", row.id, fixed_days=days)
        elif days is not None:
            own = derived_id("segment", row.name)
            transaction.insert("segment", id=own, name=row.name, fixed_days=days)
        transaction.touch_everything()
        rule = f"call after {count(days, 'day')} without an order" if days else "no fixed rule"
        transaction.sentence = f"Segment {row.name}: {rule}"
    return SegmentRow(row.name, row.accounts, days)
