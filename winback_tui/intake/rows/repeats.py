"""Finds the few recurring values of a huge column, in memory that hardly grows with the file."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from operator import gt, lt
from typing import Any

_ALL = (1 << 64) - 1
_FIRST_SLOTS = 14


class Codes:
    """A set of 64-bit codes in an open table: 16 to 32 bytes each."""

    def __init__(self, expected: int) -> None:
        slots = 1 << max(_FIRST_SLOTS, (max(expected, 1) * 2).bit_length())
        self._table = array("Q", bytes(8 * slots))
        self._mask = slots - 1
        self._free = slots * 3 // 4

    def find_repeats(self, values: Collection[str]) -> list[str]:
        """Add values; returns those that were already there."""
        while self._free < len(values):
            self._grow()
        table, mask, again, before = self._table, self._mask, [], self._free
        for value in values:
            code = hash(value) & _ALL or 1
            slot = code & mask
            while known := table[slot]:
                if known == code:
                    again.append(value)
                    break
                slot = slot + 1 & mask
            else:
                table[slot] = code
                before -= 1
        self._free = before
        return again

    def _grow(self) -> None:
        """Twice the slots; only when the estimate was too low."""
        old = self._table
        slots = len(old) * 2
        self._table, self._mask = array("Q", bytes(8 * slots)), slots - 1
        self._free += slots * 3 // 8
        for code in filter(None, old):
            slot = code & self._mask
            while self._table[slot]:
                slot = slot + 1 & self._mask
            self._table[slot] = code


class Repeats:
    """Order numbers that recur after others in between.

    Most files are in the order of their numbers. As long as they are, rising or falling, nothing is stored;
    at the first break `behind` says how many rows were not counted, and they must be given to `catch_up`.
    """

    def __init__(self, expected: int) -> None:
        """`expected` is the estimated number of rows."""
        self._expected = expected
        self._codes: Codes | None = None
        self._last = ""
        self._rising: bool | None = None
        self._rows = 0
        self.behind = 0
        self.in_a_row = 0
        self.scattered: set[str] = set()

    def add(self, numbers: Sequence[str]) -> None:
        """Add the numbers of the next rows, in order; blank ones are skipped."""
        if self._codes is None:
            if self._continues_the_order(numbers):
                self._rows += len(numbers)
                self._last = numbers[-1]
                return
            self._codes, self.behind = Codes(self._expected), self._rows
        blocks = []
        last = self._last
        for number in numbers:
            if number != last:
                last = number
                if number:
                    blocks.append(number)
            elif number:
                self.in_a_row += 1
        self._last = last
        self.scattered.update(self._codes.find_repeats(blocks))

    def catch_up(self, numbers: Sequence[str]) -> None:
        """Add the next of the rows that are `behind`; they were in order, so each of them is new."""
        rows = numbers[: self.behind]
        self.behind -= len(rows)
        if self._codes is not None:
            self.scattered.update(self._codes.find_repeats(dict.fromkeys(rows)))

    def _continues_the_order(self, numbers: Sequence[str]) -> bool:
        """Whether the numbers only rise, or only fall, also from the previous ones; a longer one counts as higher."""
        lengths = set(map(len, numbers))
        if 0 in lengths:
            return False
        first, last = _place(numbers[0]), _place(numbers[-1])
        before = _place(self._last) if self._last else first
        rising = self._rising if self._rising is not None else before < last
        beyond = lt if rising else gt
        if self._last and not beyond(before, first):
            return False
        places: Sequence[Any] = numbers if len(lengths) == 1 else list(map(_place, numbers))
        if not all(map(beyond, places, islice(places, 1, None))):
            return False
        self._rising = rising
        return True


def _place(number: str) -> tuple[int, str]:
    return len(number), number


class Multiplicity:
    """Counts exactly how often each content occurred."""

    def __init__(self, expected: int) -> None:
        self._known = Codes(expected)
        self._again: dict[str, int] = {}

    def keys(self, contents: Sequence[str]) -> list[str]:
        """Each content as a key: itself the first time that it is seen, then with `#2`, `#3`, ..."""
        keys = list(contents)
        repeated = Counter(self._known.find_repeats(contents))
        if not repeated:
            return keys
        here = Counter(content for content in contents if content in repeated)
        for place, content in enumerate(contents):
            if content in repeated:
                if (
                    here[content] > repeated[content]
                ):  # the very first one is among these rows, and it is this
                    here[content] = repeated[content]
                    continue
                self._again[content] = count = self._again.get(content, 1) + 1
                keys[place] = f"{content}#{count}"
        return keys
