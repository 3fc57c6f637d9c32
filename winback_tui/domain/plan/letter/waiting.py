"""How long an account is left alone after a letter, so that nobody gets the same one twice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from .facts import LetterFacts, WrittenLetter
from .kinds import LetterKind, spec_of

LETTER_GAP_DAYS = 14
"""At least this many days between two letters that nobody asked for, of any kind (our own figure)."""

_NO_GAP = frozenset(
    {LetterKind.UNFINISHED_1, LetterKind.UNFINISHED_2, LetterKind.UNFINISHED_3, LetterKind.AFTER_CALL}
)
"""Kinds that wait for no gap: reminders of an order have their own dates, and a call is confirmed at once."""


def waits_until(kind: LetterKind, facts: LetterFacts, letters: Iterable[WrittenLetter]) -> date | None:
    """The first day on which the account may get this kind again, going by `letters`; None where nothing waits.

    An order ends the wait for letters about silence: any silence after it is a new one. A newer quote ends the wait
    for reminders of an older one.
    """
    spec = spec_of(kind)
    days = [
        each.on_day + timedelta(days=spec.waits)
        for each in letters
        if each.kind == kind and not _settled(kind, facts, each)
    ]
    until = max(days, default=None)
    return until if until and until > facts.today else None


def gap_until(kind: LetterKind, facts: LetterFacts) -> date | None:
    """The first day on which any unasked letter may follow the last one; None where nothing waits.

    A reminder of a quote is a letter too: whoever got one today does not get a letter saying that we miss them on
    the same day.
    """
    if kind in _NO_GAP:
        return None
    last = max(
        (each.on_day for each in facts.letters if each.kind is not LetterKind.AFTER_CALL), default=None
    )
    until = last + timedelta(days=LETTER_GAP_DAYS) if last else None
    return until if until and until > facts.today else None


def _settled(kind: LetterKind, facts: LetterFacts, letter: WrittenLetter) -> bool:
    spec = spec_of(kind)
    if spec.sleeping:
        return facts.last_order is not None and facts.last_order > letter.on_day
    if spec.unfinished:
        return facts.quote is not None and facts.quote.on_day > letter.on_day
    return False
