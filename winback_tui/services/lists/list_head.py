"""What stands above a list: how many, how much is at stake, and how far the books tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.thin_end import ThinEnd
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import distance
from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import any_account_in, count_accounts_listed, totals
from winback_tui.store.lists.list_query import ListQuery, View
from winback_tui.store.lists.stakes import GROUPS, Stake, stakes
from winback_tui.store.orders.data_horizon import newest_order_day, thin_end_kept
from winback_tui.store.summary.horizon import FRESH_DAYS

from .narrowing import resolve_spelling


@dataclass(frozen=True, slots=True)
class ListHead:
    """`at_stake`: minor units a year by currency, the greatest sum first. `newest`: day of the newest order.

    `thin`: the last days of the book, where they hold far fewer orders than usual.
    `stale`: the books end more than a week before `today`, so silence is counted to their end only.
    """

    count: int
    at_stake: Mapping[str, int]
    newest: date | None
    today: date
    thin: ThinEnd | None = None

    @property
    def stale(self) -> bool:
        """Whether newer books should be brought in before the list is believed."""
        return self.newest is not None and (self.today - self.newest).days > FRESH_DAYS


def list_head(book: Book, query: ListQuery) -> ListHead:
    """The head of this list."""
    with book.read() as connection:
        meant = resolve_spelling(connection, query)
        ends, thin = newest_order_day(connection), thin_end_kept(connection)
        return ListHead(
            count_accounts_listed(connection, meant), totals(connection, meant), ends, book.today, thin
        )


def at_stake(book: Book, query: ListQuery) -> dict[str, int]:
    """Money at stake a year in this list by currency, minor units, the greatest sum first."""
    with book.read() as connection:
        return totals(connection, resolve_spelling(connection, query))


def book_ends(book: Book) -> tuple[date | None, ThinEnd | None]:
    """The day of the newest order in the book, and its last days where they look incomplete."""
    with book.read() as connection:
        return newest_order_day(connection), thin_end_kept(connection)


def list_end(book: Book) -> list[str]:
    """What makes a list less than sure: books that end long ago, or whose last days look incomplete."""
    newest, thin = book_ends(book)
    told = []
    if newest is not None and (book.today - newest).days > FRESH_DAYS:
        told.append(
            f"the book ends {distance(newest, book.today)}, on {newest.isoformat()}, so silence is counted to that day;"
            " import newer orders."
        )
    if thin is not None:
        told.append(f"the {thin.sentence} on these days; import them again when they are whole.")
    return told


def count_in(book: Book, view: View) -> int:
    """How many accounts a view holds, unfiltered."""
    with book.read() as connection:
        return count_accounts_listed(connection, ListQuery(view))


def count_overdue(book: Book) -> int:
    """How many accounts are overdue."""
    return count_in(book, View.OVERDUE)


def count_accounts(book: Book) -> int:
    """How many accounts there are."""
    return count_in(book, View.ALL)


def any_account(book: Book) -> bool:
    """Whether the book has anybody to make a list of."""
    with book.read() as connection:
        return any_account_in(connection)


__all__ = ["GROUPS", "Stake", "stakes_by"]


def stakes_by(book: Book, query: ListQuery, by: str) -> list[Stake]:
    """The accounts of a list added up by owner, segment or class, the most money first in each currency.

    Raises BadInput for anything else to add up by, NotFound for an owner or a segment that nobody has heard of.
    """
    if by not in GROUPS:
        raise BadInput(f"Accounts cannot be added up by '{by}'; take one of {', '.join(GROUPS)}.")
    with book.read() as connection:
        return stakes(connection, resolve_spelling(connection, query), by)
