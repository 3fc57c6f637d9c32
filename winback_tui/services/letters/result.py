"""What the letters about silence brought, compared with the accounts held out."""

from __future__ import annotations

from winback_tui.domain.plan.letter_results import LetterResult
from winback_tui.store.book import Book
from winback_tui.store.contacts.letter_outcomes import letter_outcomes


def letter_result(book: Book) -> LetterResult:
    """Of all letters so far that lie long enough back."""
    with book.read() as connection:
        return LetterResult.of(letter_outcomes(connection, book.today))
