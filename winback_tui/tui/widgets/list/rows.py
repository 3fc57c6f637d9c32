"""Where a list gets its rows: only the visible ones, by offset, in the order of the present sort and filter."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Generic, Protocol, TypeVar


class Keyed(Protocol):
    """A row object; `key` stays the same over sorts, filters and reloads."""

    @property
    def key(self) -> Hashable:
        """The key by which marks and the cursor find the row again."""
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
        """Keys of all rows in order, for marking all and for finding a row again. A part of them may cost less."""
        ...


class ListRows(Generic[K]):
    """A row source over a list in memory, for short lists and tests."""

    def __init__(self, items: Sequence[K] = ()) -> None:
        self.items = items

    def count(self) -> int:
        """How many rows there are."""
        return len(self.items)

    def rows(self, offset: int, limit: int) -> Sequence[K]:
        """A slice of the list."""
        return self.items[offset : offset + limit]

    def all_keys(self) -> Sequence[Hashable]:
        """Keys in the list's order."""
        return [item.key for item in self.items]


class Paged(Generic[K]):
    """Row by index, read from the source in blocks of which the last few are kept."""

    BLOCK = 64
    PAGES_KEPT = 12

    def __init__(self, source: RowSource[K]) -> None:
        self.source = source
        self.total = source.count()
        self._blocks: dict[int, Sequence[K]] = {}
        self._shift = 0

    def begin_at(self, index: int) -> None:
        """Lets a block begin at this row, so that the page from there on is read at once."""
        self._shift = index % self.BLOCK
        self._blocks.clear()

    def __getitem__(self, index: int) -> K | None:
        """The row, or None where the source has meanwhile shrunk."""
        first = (index - self._shift) // self.BLOCK * self.BLOCK + self._shift
        start = max(first, 0)
        block = self._blocks.get(start)
        if block is None:
            while len(self._blocks) >= self.PAGES_KEPT:
                del self._blocks[next(iter(self._blocks))]
            block = self._blocks[start] = self.source.rows(start, first + self.BLOCK - start)
        return block[index - start] if index - start < len(block) else None

    def find(self, key: Hashable, near: int) -> int | None:
        """The index of the row with that key: looked for around `near` first."""
        keys = self.source.all_keys()
        start = max(0, near - self.BLOCK // 2)
        around = keys[start : start + self.BLOCK]
        try:
            return start + around.index(key) if key in around else keys.index(key)
        except ValueError:
            return None
