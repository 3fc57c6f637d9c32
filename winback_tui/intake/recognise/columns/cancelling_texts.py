"""Remarks, and texts next to numbers, that say a row was cancelled: searched in all rows."""

from __future__ import annotations

import string
from collections.abc import Collection, Sequence
from typing import Final

from winback_tui.intake.interpret.kinds.state_in_name import may_hold_state, split_state
from winback_tui.intake.interpret.kinds.state_stems import state_stems
from winback_tui.intake.recognise.headers import phrase

_MOST_TEXTS, _MOST_KEPT = 20_000, 3
_MOST_CUSTOMERS = 200_000
_LONGEST = 200
_SHORTEST = 4
"""At least this many letters next to a number may be a word; fewer are a series."""

_NO_LETTERS: Final = str.maketrans("", "", string.digits + string.punctuation)


class CancellingTexts:
    """Give it every block of cells; `found` then holds, by column, texts that mention cancelling.

    `number` is the column of order numbers: `F-12 (ANULADA)`; `unsold` are whole texts, as phrases, that say so too.
    `customer` is the column of names: `Acme - CANCELLED`.
    """

    def __init__(
        self,
        remarks: Sequence[int],
        number: int | None = None,
        unsold: Collection[str] = frozenset(),
        customer: int | None = None,
    ) -> None:
        self.found: dict[int, list[str]] = {}
        self._remarks = remarks
        self._number = number
        self._customer = customer
        self._unsold = unsold
        self._seen: set[str] = set()
        self._words: set[str] = set()
        self._names: set[str] = set()
        """Names without such a word, so that they are not checked again further down."""

    def add(self, cells: Sequence[Sequence[str]]) -> None:
        """Add the columns of a block."""
        for column in self._remarks:
            for text in set(cells[column]) - self._seen:
                if len(self._seen) < _MOST_TEXTS:
                    self._seen.add(text)
                self._weigh(column, text)
        if self._number is not None:
            self._look_beside_numbers(self._number, cells[self._number])
        if self._customer is not None and self._customer not in self.found:
            self._look_behind_names(self._customer, cells[self._customer])

    def _look_beside_numbers(self, column: int, numbers: Sequence[str]) -> None:
        if "".join(numbers).isdecimal():
            return
        bare = set("\n".join(numbers).translate(_NO_LETTERS).split("\n")) - self._words
        words = {word for word in bare if len(word) >= _SHORTEST}
        if words and len(self._words) < _MOST_TEXTS:
            self._words |= words
            for number in numbers if any(map(_tells, words)) else ():
                self._weigh(column, number)

    def _look_behind_names(self, column: int, names: Sequence[str]) -> None:
        if not may_hold_state(names):
            return
        fresh = set(names) - self._names
        if len(self._names) < _MOST_CUSTOMERS:
            self._names |= fresh
        if stated := [name for name in fresh if split_state(name)[1]]:
            self.found[column] = sorted(stated)[:_MOST_KEPT]

    def _weigh(self, column: int, text: str) -> None:
        if text and len(self.found.get(column, ())) < _MOST_KEPT:
            wording = phrase(text[:_LONGEST])
            stems = state_stems()
            if wording in self._unsold or stems.tells_cancelling(wording) or stems.names_credit(wording):
                self.found.setdefault(column, []).append(text)


def _tells(text: str) -> bool:
    wording = phrase(text)
    return state_stems().tells_cancelling(wording) or state_stems().names_credit(wording)
