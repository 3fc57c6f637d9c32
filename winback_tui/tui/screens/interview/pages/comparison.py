"""What the last page compares: this interview as it is on the screen, and the others of its case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from winback_tui.services.cases.voices import Comparison, compare
from winback_tui.services.interviews.finish import missing_answers
from winback_tui.services.interviews.interviews import InterviewRecord, case_interviews

from .page import PageContext

if TYPE_CHECKING:
    from winback_tui.store.book import Book


def comparison(
    book: Book, told: InterviewRecord, known: PageContext, own: Path | None
) -> tuple[Comparison, tuple[str, ...]]:
    """All voices of the case, and what this interview lacks."""
    others = [
        each
        for each in case_interviews(book, told.head.account_id, own).interviews
        if each.head.id != told.head.id
    ]
    mine = sorted([*others, told], key=lambda each: (each.head.started_at, each.head.id))
    return compare(mine, known.data, known.reasons), missing_answers(told)
