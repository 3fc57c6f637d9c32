"""Finding commands by a few typed letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def rank(items: Sequence[T], typed: str, words: Callable[[T], Sequence[str]]) -> list[T]:
    """Items that match `typed`, best first; all of them in their order where nothing is typed.

    Every typed word must occur: at the beginning of a word is best, inside next, letters in order last;
    the first of `words` counts most.
    """
    parts = typed.casefold().split()
    if not parts:
        return list(items)
    scored = []
    for place, item in enumerate(items):
        fields = [field.casefold() for field in words(item)]
        scores = [max(_score(part, field) / (1 + at) for at, field in enumerate(fields)) for part in parts]
        if all(scores):
            scored.append((-sum(scores), place, item))
    scored.sort(key=lambda entry: entry[:2])
    return [item for _score, _place, item in scored]


def _score(part: str, field: str) -> float:
    at = field.find(part)
    if at == 0:
        return 10
    if at > 0:
        return 8 if not field[at - 1].isalnum() else 4
    letters = iter(field)
    return 1 if len(part) > 1 and all(letter in letters for letter in part) else 0
