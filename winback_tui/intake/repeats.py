"""Finds the few values of a huge column that come back, in memory that does not grow with the file."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

_ALL = (1 << 64) - 1


class Repeats:
    """Order numbers that come back after others came between, in 16 to 32 bytes a row."""

    def __init__(self, expected: int) -> None:
        """`expected` is the estimated number of rows."""
        slots = 1 << max(14, (max(expected, 1) * 2).bit_length())
        self._mask = slots - 1
        self._codes = array("Q", bytes(8 * slots))
        self._room = slots * 3 // 4
        self._last = ""
        self.in_a_row = 0
        self.scattered: set[str] = set()

    def add(self, numbers: Iterable[str]) -> None:
        """Take in the numbers of the next rows, in their order; blank ones are passed over."""
        codes, mask, last = self._codes, self._mask, self._last
        for number in numbers:
            if number == last:
                if number:
                    self.in_a_row += 1
                continue
            last = number
            code = hash(number) & _ALL or 1
            slot = code & mask
            while known := codes[slot]:
                if known == code:
                    if number:
                        self.scattered.add(number)
                    break
                slot = slot + 1 & mask
            else:
                codes[slot] = code
                self._room -= 1
        self._last = last
        if self._room < 4096:
            self._grow()

    def _grow(self) -> None:
        """Twice the room; only when the estimate was too low."""
        old = self._codes
        slots = len(old) * 2
        self._codes, self._mask = array("Q", bytes(8 * slots)), slots - 1
        self._room += slots * 3 // 8
        for code in old:
            if code:
                slot = code & self._mask
                while self._codes[slot]:
                    slot = slot + 1 & self._mask
                self._codes[slot] = code


class Multiplicity:
    """Counts how often each content came, exactly, in 16 bytes a row."""

    def __init__(self) -> None:
        self._known: set[int] = set()
        self._again: dict[str, int] = {}

    def ordinal(self, content: str) -> int:
        """1 for the first time that `content` is seen, then 2, 3, ..."""
        code = hash(content)
        if code not in self._known:
            self._known.add(code)
            return 1
        self._again[content] = count = self._again.get(content, 1) + 1
        return count
