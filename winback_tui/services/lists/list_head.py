"""The head of a list: how many accounts, how much money is at risk, and up to which day there is data."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from winback_tui.domain.days.data_day import is_old
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.group_sums import GroupSums, group_sums
from winback_tui.domain.money.rates import rates_of
from winback_tui.domain.wording.wording import distance, near_day
from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import (
    any_account_in,
    count_accounts_listed,
    count_contacted,
    totals,
)
from winback_tui.store.lists.list_query import ListQuery, View
from winback_tui.store.lists.money_order import money_places
from winback_tui.store.lists.stakes import GROUPS, Stake, stakes
from winback_tui.store.settings.settings import setting

from .narrowing import resolve_spelling

if TYPE_CHECKING:
    from winback_tui.domain.account.thin_end import ThinEnd


@dataclass(frozen=True, slots=True)
class ListHead:
    """`at_stake`: minor units a year by currency, the greatest sum first. `data_until`: the data day.

    `thin`: the last days of the book, where they hold far fewer orders than usual. `done_today`: those of the list
    with whom somebody talked today; `aside`: how many accounts are put aside and so not in it.
    `old`: the data ends more than a week before `today`; silence is counted to its end.
    """

    count: int
    at_stake: Mapping[str, int]
    data_until: date | None
    today: date
    thin: ThinEnd | None = None
    done_today: int = 0
    aside: int = 0

    @property
    def old(self) -> bool:
        """Whether newer data should be imported before anybody relies on the list."""
        return self.data_until is not None and is_old(self.data_until, self.today)


def list_head(book: Book, query: ListQuery) -> ListHead:
    """The head of this list."""
    with book.read() as connection:
        meant = resolve_spelling(connection, query)
        until, thin = _data_end(connection)
        return ListHead(
            count_accounts_listed(connection, meant), totals(connection, meant), until, book.today, thin
        )


def at_stake(book: Book, query: ListQuery) -> dict[str, int]:
    """Money at risk a year in this list by currency, minor units, the greatest sum first."""
    with book.read() as connection:
        return totals(connection, resolve_spelling(connection, query))


def data_end(book: Book) -> tuple[date | None, ThinEnd | None]:
    """The data day, and the last days of the data where they look incomplete."""
    with book.read() as connection:
        return _data_end(connection)


def _data_end(connection: sqlite3.Connection) -> tuple[date | None, ThinEnd | None]:
    from winback_tui.store.orders.data_day import data_until, thin_end_kept  # the first rows do without

    return data_until(connection), thin_end_kept(connection)


def data_words(until: date, today: date) -> str:
    """`data up to Fri 20 Nov, 4 days ago`, `data up to yesterday`."""
    day, ago = near_day(until, today), distance(until, today)
    return f"data up to {day}" if day == ago else f"data up to {day}, {ago}"


def list_end(book: Book) -> list[str]:
    """Up to which day there is data, with its age, and whether its last days look incomplete."""
    until, thin = data_end(book)
    sentences = []
    if until is not None:
        ask = "; import newer orders" if is_old(until, book.today) else ""
        sentences.append(f"{data_words(until, book.today)}{ask}.")
    if thin is not None:
        sentences.append(f"the {thin.sentence} on these days; import them again when they are complete.")
    return sentences


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


def count_done_today(book: Book, query: ListQuery) -> int:
    """How many accounts of this list somebody on the team talked to today."""
    with book.read() as connection:
        return count_contacted(connection, resolve_spelling(connection, query), book.today)


def any_account(book: Book) -> bool:
    """Whether the book has any account."""
    with book.read() as connection:
        return any_account_in(connection)


__all__ = ["GROUPS", "Stake", "stakes_by"]


def money_order_words(book: Book, query: ListQuery) -> str:
    """How the amounts of a list in several currencies stand: `compared at your rates`, `each currency by itself`; ''
    where it is not sorted by money or all of it is in one currency."""
    with book.read() as connection:
        places = money_places(connection, query)
    if not places:
        return ""
    apart = len({place.group for place in places.values()}) > 1
    return "each currency by itself" if apart else "compared at your rates"


def stakes_by(book: Book, query: ListQuery, by: str) -> tuple[GroupSums, list[Stake]]:
    """The accounts of a list added up by owner, segment or class over all currencies, and the same in each currency.

    Who has the most comes first: by money where it is in one currency or the team has set rates, else by accounts.
    Raises BadInput for anything else to add up by, NotFound for an unknown owner or segment.
    """
    if by not in GROUPS:
        raise BadInput(f"Accounts cannot be added up by '{by}'; choose one of {', '.join(GROUPS)}.")
    with book.read() as connection:
        found = stakes(connection, resolve_spelling(connection, query), by)
        rates = rates_of(setting(connection, "rates"))
    sums = group_sums(found, rates, book.today.isoformat())
    place = {group.name: at for at, group in enumerate(sums.groups)}
    return sums, sorted(found, key=lambda one: place[one.name])
