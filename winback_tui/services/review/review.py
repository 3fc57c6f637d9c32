"""The review as the leader asks for it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from winback_tui.domain.errors import BadInput
from winback_tui.domain.review.causes import BY, VOICES, WORDING, CauseRow, cause_rows
from winback_tui.domain.review.facts import GROUPS, ReviewFacts
from winback_tui.domain.review.period import Period, read_period
from winback_tui.domain.review.review import Review, make_reviews
from winback_tui.store.book import Book

from .facts import review_facts

__all__ = ["BY", "GROUPS", "VOICES", "causes", "period_of", "reviews"]


def period_of(book: Book, typed: str) -> Period:
    """The period typed, this year where nothing is. Raises BadInput."""
    return read_period(typed, book.today)


def reviews(book: Book, typed: str = "", by: str = "") -> list[Review]:
    """A review for each currency, in each group by rep, segment or class where asked. Raises BadInput."""
    if by and by not in GROUPS:
        raise BadInput(f"A review is not told by '{by[:40]}'; take one of {', '.join(GROUPS)}.")
    period = period_of(book, typed)
    with _collector_paused():
        return make_reviews(review_facts(book, period), period, by)


def causes(book: Book, typed: str = "", by: str = "", voice: str = "") -> list[tuple[str, CauseRow]]:
    """The reasons of the cases lost in a period with their currency: of one voice, or of all that anybody told.

    Raises BadInput for a period, a group or a voice that is none.
    """
    if by and by not in (*BY, WORDING):
        raise BadInput(f"Causes are not told by '{by[:40]}'; take one of {', '.join(BY)}, {WORDING}.")
    if voice and voice not in VOICES:
        raise BadInput(f"'{voice[:40]}' is no voice; take one of {', '.join(VOICES)}.")
    period = period_of(book, typed)
    facts = review_facts(book, period)
    return [
        (part.currency, row)
        for part in facts.by_currency()
        for each in ([voice] if voice else VOICES)
        for row in _rows(part, period, each, by)
    ]


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Of 100,000 accounts nothing is garbage: looking for it took 0.4 of 1.8 seconds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _rows(facts: ReviewFacts, period: Period, voice: str, by: str) -> Sequence[CauseRow]:
    return cause_rows([case for case in facts.cases if period.holds(case.lost_on)], voice, by)
