"""What the letters to accounts that stopped ordering brought, compared with the accounts held out."""

from __future__ import annotations

from winback_tui.domain.plan.letter_results import LetterResult
from winback_tui.store.book import Book
from winback_tui.store.contacts.letter_outcomes import letter_outcomes


def letter_result(book: Book) -> LetterResult:
    """The result of all letters so far that were sent long enough ago."""
    with book.read() as connection:
        return LetterResult.of(letter_outcomes(connection, book.today))
