"""What was read of the book for one list of accounts; holds until the book changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from winback_tui.services.lists.list_head import at_stake, count_done_today, count_in, data_end
from winback_tui.services.lists.listing import ListQuery, Numbers, View

if TYPE_CHECKING:
    from winback_tui.domain.account.thin_end import ThinEnd
    from winback_tui.services.accounts.glance import Glance
    from winback_tui.services.accounts.name_index import Found, NameIndex
    from winback_tui.services.lists.sorting import Orders
    from winback_tui.store.book import Book


class ListCache:
    """One list in its current order, with what the next sort and the next search need."""

    def __init__(self, book: Book) -> None:
        """Reads nothing yet."""
        self._book = book
        self.query: ListQuery | None = None
        """Of the list, without the text searched for."""
        self.numbers: Numbers | None = None
        self.at_stake: Mapping[str, int] = {}
        self.ends: tuple[date | None, ThinEnd | None] | None = None
        """The data day and the thin end, once they were read."""
        self.worked: tuple[int, int] | None = None
        """How many of the known list are done today, and how many accounts are put aside, once they were read."""
        self._index: NameIndex | None = None
        self._search: tuple[str, Found] | None = None
        self._orders: Orders | None = None
        self._totals: dict[View, int] = {}
        self._glance: tuple[int, Glance] | None = None

    def glance(self, number: int) -> Glance:
        """The account of this number at a glance, read once while the cursor stays on it: a screen that opens or gets
        another size draws it three times. Raises NotFound where it is gone, BookUnavailable.
        """
        if self._glance is None or self._glance[0] != number:
            from winback_tui.services.accounts.glance import glance

            self._glance = number, glance(self._book, number)
        return self._glance[1]

    def list_of(self, query: ListQuery, first: int) -> Numbers:
        """The accounts of this list, which becomes the known one; `first` as in `Numbers`. Raises what that raises."""
        if self.numbers is None or self.query != query:
            ready = self._orders.numbers(query) if self._orders else None
            self.numbers = Numbers(self._book, query, first, ready)
            if self.query is None or self.query.unsorted != query.unsorted:
                self.at_stake = at_stake(self._book, query)
                self._search = None
                self.worked = None
            self.query = query
        return self.numbers

    def holding(self, numbers: Numbers, text: str) -> Found:
        """Those of the known list that hold the text: looked for once, however they are sorted afterwards."""
        if self._search is not None and self._search[0] == text:
            found = self._search[1].in_order_of(numbers.whole())
        else:
            from winback_tui.services.accounts.name_index import NameIndex

            self._index = self._index or NameIndex(self._book)
            found = self._index.among(numbers.whole(), text)
        self._search = (text, found)
        return found

    def unprepared(self, sorts: Sequence[str]) -> str | None:
        """The first of these columns by which the known list was not read yet. Reads nothing."""
        if self.query is None or not sorts:
            return None
        ready = self._orders is not None and self._orders.holds(self.query)
        return self._orders.next_of(sorts) if self._orders and ready else sorts[0]

    def prepare(self, sort: str) -> None:
        """Reads the known list by this column, so that it can be sorted so at once. Raises what reading it raises."""
        query, orders = self.query, self._orders
        if query is None:
            return
        if orders is None or not orders.holds(query):
            from winback_tui.services.lists.sorting import Orders

            orders = self._orders = Orders(self._book, query)
        orders.prepare(sort)

    def total(self, view: View) -> int:
        """How many accounts the view holds, unfiltered."""
        if view not in self._totals:
            self._totals[view] = count_in(self._book, view)
        return self._totals[view]

    def read_ends(self) -> None:
        """Reads `ends` and `worked`, unless they were read."""
        if self.ends is None:
            self.ends = data_end(self._book)
        if self.worked is None and self.query is not None and self.query.view is View.OVERDUE:
            self.worked = count_done_today(self._book, self.query), count_in(self._book, View.ASIDE)
