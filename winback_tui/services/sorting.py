"""A list put into another order from memory, as the same list read anew would be, but at once."""

from __future__ import annotations

from collections.abc import Sequence

from ..store.book import Book
from ..store.read.list_query import ListQuery
from ..store.read.sort_values import sort_values
from .narrowing import spelled


class Orders:
    """Everything that one list can be sorted by; holds until the book changes."""

    def __init__(self, book: Book, query: ListQuery, keys: Sequence[str]) -> None:
        """Reads the values of these sort keys. Raises what reading the list raises."""
        self._unsorted = query.unsorted
        self._keys = {key: place for place, key in enumerate(keys, 1)}
        with book.read() as connection:
            self._rows = sort_values(connection, spelled(connection, query), keys)

    def holds(self, query: ListQuery) -> bool:
        """Whether it is this list, in whatever order."""
        return query.unsorted == self._unsorted

    def numbers(self, query: ListQuery) -> list[int] | None:
        """The accounts in the order asked for; None where that takes reading: another list, or its usual order."""
        place = self._keys.get(query.sort)
        if place is None or not self.holds(query) or query.usual:
            return None
        falling = query.falling
        known = sorted(
            ((row[place], row[0]) for row in self._rows if row[place] is not None), reverse=falling
        )
        rest = sorted((row[0] for row in self._rows if row[place] is None), reverse=falling)
        return [number for _, number in known] + rest
