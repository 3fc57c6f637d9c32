"""Searching accounts while somebody types: their texts are kept in memory and searched in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from winback_tui.store.accounts.find import searchable
from winback_tui.store.book import Book

LIKE_FROM = 3
"""For a text of at least this many characters, names that only resemble it are searched too."""
LIKE_SCORE = 80
MOST_LIKE = 50


class Found(NamedTuple):
    """Numbers of accounts in the order they were given in, or best match first; money at stake by currency."""

    numbers: Sequence[int]
    at_stake: dict[str, int]
    only_alike: bool

    def in_order_of(self, numbers: Sequence[int]) -> Found:
        """The same accounts in the order of a re-sorted list; near matches stay best match first."""
        if self.only_alike:
            return self
        if len(self.numbers) == len(numbers):
            return self._replace(numbers=numbers)
        held = set(self.numbers)
        return self._replace(numbers=[number for number in numbers if number in held])


class NameIndex:
    """The texts that a search looks through, as the book was when it was read; case-folded."""

    def __init__(self, book: Book) -> None:
        self._texts: dict[int, str] = {}
        self._stakes: dict[int, tuple[int, str]] = {}
        self._lined: tuple[Sequence[int], list[tuple[int, str]]] = ((), [])
        with book.read() as connection:
            for number, text, stake, currency in searchable(connection):
                self._texts[number] = text.casefold()
                self._stakes[number] = (stake, currency)

    def among(self, numbers: Sequence[int], typed: str) -> Found:
        """The accounts of `numbers` that hold every typed word; where none does, those with a name like it."""
        words = typed.casefold().split()
        found = self._lined_up(numbers)
        for word in words:
            found = [line for line in found if word in line[1]]
        if not found and len(typed) >= LIKE_FROM:
            alike = self._like(numbers, " ".join(words))
            return Found(alike, self._stake(alike), bool(alike))
        held = [number for number, _ in found]
        return Found(held, self._stake(held), False)

    def _lined_up(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """The texts in the order of the list; kept, because the next letter asks about the same list."""
        if self._lined[0] is not numbers:
            texts = self._texts
            lines = [(number, texts[number]) for number in numbers if number in texts]
            self._lined = (numbers, lines)
        return self._lined[1]

    def _like(self, numbers: Sequence[int], typed: str) -> list[int]:
        from rapidfuzz import fuzz, process

        texts = self._texts
        names = {number: texts[number].partition("\n")[0] for number in numbers if number in texts}
        best = process.extract(
            typed, names, scorer=fuzz.partial_ratio, limit=MOST_LIKE, score_cutoff=LIKE_SCORE
        )
        return [number for _, _, number in best]

    def _stake(self, numbers: Sequence[int]) -> dict[str, int]:
        sums: dict[str, int] = {}
        for number in numbers:
            stake, currency = self._stakes[number]
            if stake > 0:
                sums[currency] = sums.get(currency, 0) + stake
        return dict(sorted(sums.items(), key=lambda entry: -entry[1]))
