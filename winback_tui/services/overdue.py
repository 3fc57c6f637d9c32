"""The lists of accounts: what the salesperson opens Winback for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.abc_class import CLASSES
from ..domain.errors import BadInput
from ..domain.sentence import sentence
from ..domain.text import clean_line, clean_name
from ..store.book import Book
from ..store.read.account_list import (
    SORTS,
    ListedAccount,
    ListQuery,
    View,
    counted,
    listed_accounts,
    listed_numbers,
    totals,
)
from ..store.read.grounds import grounds_of
from ..store.summary.frame import kept_frame

CHUNK = 500
RISING_SORTS = frozenset({"account", "owner", "segment", "class", "status", "next_step"})
"""Sort keys that run from A to Z, or from the nearest day, unless turned round."""

__all__ = [
    "BookFacts",
    "ListQuery",
    "ListRow",
    "View",
    "asked_for",
    "book_facts",
    "list_accounts",
    "numbers",
    "rows",
]


@dataclass(frozen=True, slots=True)
class ListRow:
    """One account of a list with its silence in days and the true sentence why it stands there."""

    account: ListedAccount
    silence_days: int | None
    sentence: str

    @property
    def next_step(self) -> str:
        """The next planned step as `2026-11-24 call`; empty where there is none."""
        on_day = self.account.next_on
        return "" if on_day is None else f"{on_day.isoformat()} {self.account.next_channel}"


@dataclass(frozen=True, slots=True)
class BookFacts:
    """The day told for, the day to which the books tell, and how many accounts each view holds."""

    today: date
    books_end: date | None
    counts: dict[View, int]
    at_stake: dict[str, int]


def asked_for(view: str, owner: str, segment: str, abc: str, search: str, sort: str) -> ListQuery:
    """The query of what a user typed; a sort key with `-` before it runs the other way than usual.

    Money, chances and days run from the most, names from A. Raises BadInput for an unknown view, class or key.
    """
    if view not in set(View):
        raise BadInput(f"There is no view '{view}'; take one of {', '.join(View)}.")
    if abc and abc.upper() not in CLASSES:
        raise BadInput(f"There is no class '{abc}'; take A, B or C.")
    key = sort.removeprefix("-")
    falling = (key not in RISING_SORTS) is not sort.startswith("-")
    return ListQuery(
        View(view), clean_name(owner), clean_name(segment), abc, clean_line(search), key, falling
    )


def list_accounts(book: Book, query: ListQuery, limit: int = 0) -> Iterator[ListRow]:
    """The rows of a list, best first, all when `limit` is 0. Raises BadInput for an unknown sort column."""
    wanted = numbers(book, query)
    if limit:
        wanted = wanted[:limit]
    for start in range(0, len(wanted), CHUNK):
        yield from rows(book, wanted[start : start + CHUNK])


def numbers(book: Book, query: ListQuery) -> list[int]:
    """The numbers of the accounts in a list, in its order. Raises BadInput for an unknown sort column."""
    if query.sort not in SORTS:
        raise BadInput(f"A list cannot be sorted by '{query.sort}'; sort by one of {', '.join(SORTS)}.")
    with book.read() as connection:
        return listed_numbers(connection, query)


def rows(book: Book, wanted: Sequence[int]) -> list[ListRow]:
    """The rows of these accounts, in this order."""
    with book.read() as connection:
        listed = listed_accounts(connection, wanted)
        grounds = grounds_of(connection, listed)
    told = []
    for account in listed:
        known = grounds.get(account.no)
        silence = None
        if known is not None and account.last_day is not None:
            end = known.facts.books_end or known.facts.today
            silence = max(0, (end - account.last_day).days)
        told.append(ListRow(account, silence, "" if known is None else sentence(known)))
    return told


def book_facts(book: Book) -> BookFacts:
    """What the head of the list says."""
    with book.read() as connection:
        frame = kept_frame(connection)
        counts = {view: counted(connection, ListQuery(view)) for view in View}
        stake = totals(connection, ListQuery())
    return BookFacts(book.today, frame.books_end if frame else None, counts, stake)
