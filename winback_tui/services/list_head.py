"""What stands above a list: how many, how much is at stake, and how far the books tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..store.book import Book
from ..store.read.account_list import counted, totals
from ..store.read.list_query import ListQuery, View
from ..store.read.told_until import newest_order_day
from ..store.summary.horizon import FRESH_DAYS
from .narrowing import spelled


@dataclass(frozen=True, slots=True)
class ListHead:
    """`at_stake`: minor units a year by currency, the greatest sum first. `newest`: day of the newest order.

    `stale`: the books end more than a week before `today`, so silence is counted to their end only.
    """

    count: int
    at_stake: Mapping[str, int]
    newest: date | None
    today: date

    @property
    def stale(self) -> bool:
        """Whether newer books should be brought in before the list is believed."""
        return self.newest is not None and (self.today - self.newest).days > FRESH_DAYS


def list_head(book: Book, query: ListQuery) -> ListHead:
    """The head of this list."""
    with book.read() as connection:
        meant = spelled(connection, query)
        newest = newest_order_day(connection)
        return ListHead(counted(connection, meant), totals(connection, meant), newest, book.today)


def at_stake(book: Book, query: ListQuery) -> dict[str, int]:
    """Money at stake a year in this list by currency, minor units, the greatest sum first."""
    with book.read() as connection:
        return totals(connection, spelled(connection, query))


def book_ends(book: Book) -> date | None:
    """The day of the newest order in the book."""
    with book.read() as connection:
        return newest_order_day(connection)


def count_in(book: Book, view: View) -> int:
    """How many accounts a view holds, unfiltered."""
    with book.read() as connection:
        return counted(connection, ListQuery(view))


def count_overdue(book: Book) -> int:
    """How many accounts are overdue."""
    return count_in(book, View.OVERDUE)


def count_accounts(book: Book) -> int:
    """How many accounts there are."""
    return count_in(book, View.ALL)


def any_account(book: Book) -> bool:
    """Whether the book has anybody to make a list of."""
    with book.read() as connection:
        return connection.execute("SELECT 1 FROM account LIMIT 1").fetchone() is not None
