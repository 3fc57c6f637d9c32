"""The sort orders of a list, prepared before somebody asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import whole_list
from winback_tui.store.lists.list_query import ListQuery

from .narrowing import resolve_spelling


class Orders:
    """One list in every order that was prepared; holds until the book changes."""

    def __init__(self, book: Book, query: ListQuery) -> None:
        """Nothing is read yet."""
        self._book = book
        self._query = query
        self._ready: dict[ListQuery, Sequence[int]] = {}

    def holds(self, query: ListQuery) -> bool:
        """Whether it is this list, in any sort order."""
        return query.unsorted == self._query.unsorted

    def prepare(self, sort: str) -> None:
        """Reads the list by this column, both ways. Raises what reading the list raises."""
        rising, falling = (replace(self._query, sort=sort, descending=way) for way in (False, True))
        with self._book.read() as connection:
            meant = resolve_spelling(connection, rising)
            order = whole_list(connection, meant)
            if falling.usual:
                turned = whole_list(connection, replace(meant, descending=True)).numbers
            else:
                turned = order.turned()
        self._ready |= {rising: order.numbers, falling: turned}

    def next_of(self, sorts: Sequence[str]) -> str | None:
        """The first of these columns that is not prepared yet."""
        known = {query.sort for query in self._ready}
        return next((sort for sort in sorts if sort not in known), None)

    def numbers(self, query: ListQuery) -> Sequence[int] | None:
        """The accounts in the requested order; None where that has to be read first."""
        return self._ready.get(query)
