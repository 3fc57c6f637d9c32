"""Where a list gets its rows: only the visible ones, by offset, in the order of the present sort and filter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """A row object; `key` stays the same over sorts, filters and reloads."""

    @property
    def key(self) -> Hashable:
        """What marks and the cursor hold on to."""
        ...


K = TypeVar("K", bound=Keyed)
K_co = TypeVar("K_co", bound=Keyed, covariant=True)


class RowSource(Protocol[K_co]):
    """A fixed sort and filter over some rows. Called from the screen's thread: milliseconds only."""

    def count(self) -> int:
        """How many rows there are."""
        ...

    def rows(self, offset: int, limit: int) -> Sequence[K_co]:
        """Rows `offset` to `offset + limit`, fewer at the end."""
        ...

    def all_keys(self) -> Sequence[Hashable]:
        """Keys of all rows in order; asked only for marking all and for finding a row again."""
        ...


class ListRows(Generic[K]):
    """A row source over a list in memory, for short lists and tests."""

    def __init__(self, items: Sequence[K] = ()) -> None:
        self._items = items

    def count(self) -> int:
        """How many rows there are."""
        return len(self._items)

    def rows(self, offset: int, limit: int) -> Sequence[K]:
        """A slice of the list."""
        return self._items[offset : offset + limit]

    def all_keys(self) -> Sequence[Hashable]:
        """Keys in the list's order."""
        return [item.key for item in self._items]


class Paged(Generic[K]):
    """Row by index, read from the source in aligned blocks of which the last few are kept."""

    BLOCK = 64
    KEPT = 12

    def __init__(self, source: RowSource[K]) -> None:
        self.source = source
        self.total = source.count()
        self._blocks: dict[int, Sequence[K]] = {}

    def __getitem__(self, index: int) -> K | None:
        """The row, or None where the source has meanwhile shrunk."""
        number, place = divmod(index, self.BLOCK)
        block = self._blocks.get(number)
        if block is None:
            while len(self._blocks) >= self.KEPT:
                del self._blocks[next(iter(self._blocks))]
            block = self._blocks[number] = self.source.rows(number * self.BLOCK, self.BLOCK)
        return block[place] if place < len(block) else None

    def find(self, key: Hashable, near: int) -> int | None:
        """The index of the row with that key: looked for in the block around `near` first."""
        start = max(0, near - self.BLOCK // 2)
        for index in range(start, min(self.total, start + self.BLOCK)):
            row = self[index]
            if row is not None and row.key == key:
                return index
        try:
            return self.source.all_keys().index(key)
        except ValueError:
            return None
