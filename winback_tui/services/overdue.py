"""The lists of accounts: what the salesperson opens Winback for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.abc_class import CLASSES
from ..domain.alarms import Alarm
from ..domain.errors import BadInput
from ..domain.lifecycle import Status
from ..domain.sentence import sentence
from ..domain.text import clean_line, clean_name
from ..store.book import Book
from ..store.read.account_list import ListedAccount, listed_accounts, listed_numbers
from ..store.read.grounds import grounds_of, histories
from ..store.read.list_query import SORTS, ListQuery, View
from ..store.read.told_until import silence_counts_to
from ..store.summary.frame import kept_frame
from .alarms import alarms_of
from .narrowing import spelled

CHUNK = 500
RISING_SORTS = frozenset({"account", "owner", "segment", "class", "status", "next_step"})
"""Sort keys that run from A to Z, or from the nearest day, unless turned round."""

USUAL = ListQuery()
"""What the list shows unless told otherwise: who is overdue, the most money at stake first."""

__all__ = [
    "USUAL",
    "ListQuery",
    "ListRow",
    "ListedAccount",
    "Seen",
    "View",
    "asked_for",
    "list_accounts",
    "numbers",
    "rows",
    "seen",
    "strongest_alarms",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """One account of a list with its silence in days, None without an order: what a screen shows at once."""

    account: ListedAccount
    silence_days: int | None

    @classmethod
    def of(cls, account: ListedAccount, until: date | None) -> Seen:
        """The account, silent until that day."""
        silent = None
        if account.last_day is not None and until is not None:
            silent = max(0, (until - account.last_day).days)
        return cls(account, silent)

    @property
    def standing(self) -> str:
        """Its status in words, nearer than the status where a case or a return says more."""
        account = self.account
        if account.status in ("lost", "in work"):
            return "twice lost" if account.twice_lost else account.stage or account.status
        return f"{account.status}, fragile" if account.fragile else account.status

    @property
    def glyph(self) -> str:
        """The sign of its status, which stands beside the word."""
        return Status(self.account.status).glyph

    @property
    def next_step(self) -> str:
        """The next planned step as `2026-11-24 call`; empty where there is none."""
        on_day = self.account.next_on
        return "" if on_day is None else f"{on_day.isoformat()} {self.account.next_channel}"


@dataclass(frozen=True, slots=True)
class ListRow(Seen):
    """The same with the true sentence why it stands there, and its most pressing alarm, if any."""

    sentence: str
    alarm: Alarm | None


def asked_for(
    view: str = "",
    owner: str = "",
    segment: str = "",
    abc: str = "",
    search: str = "",
    sort: str = "",
    base: ListQuery = USUAL,
) -> ListQuery:
    """The query of what a user typed; what is empty is taken from `base`, a saved filter or the usual list.

    Money, chances and days run from the most, names from A; a sort key with `-` before it runs the other way.
    Raises BadInput for an unknown view, class or key.
    """
    if view and view not in set(View):
        raise BadInput(f"There is no view '{view}'; take one of {', '.join(View)}.")
    if abc and abc.upper() not in CLASSES:
        raise BadInput(f"There is no class '{abc}'; take A, B or C.")
    key, falling = base.sort, base.descending
    if sort:
        key = sort.removeprefix("-")
        falling = (key not in RISING_SORTS) is not sort.startswith("-")
    _check_sort(key)
    return ListQuery(
        View(view or base.view),
        clean_name(owner) or base.owner,
        clean_name(segment) or base.segment,
        abc.upper() or base.abc,
        clean_line(search) or base.search,
        key,
        falling,
    )


def list_accounts(book: Book, query: ListQuery, limit: int = 0) -> Iterator[ListRow]:
    """The rows of a list, best first, all when `limit` is 0. Raises what `numbers` raises, before the first row."""
    wanted = numbers(book, query)
    if limit:
        wanted = wanted[:limit]
    starts = range(0, len(wanted), CHUNK)
    return (row for start in starts for row in rows(book, wanted[start : start + CHUNK]))


def numbers(book: Book, query: ListQuery) -> list[int]:
    """The numbers of the accounts in a list, in its order.

    Raises BadInput for an unknown sort column, NotFound for an owner or a segment that nobody has heard of.
    """
    _check_sort(query.sort)
    with book.read() as connection:
        return listed_numbers(connection, spelled(connection, query))


def seen(book: Book, wanted: Sequence[int]) -> list[Seen]:
    """The rows of these accounts, in this order, without what takes their orders to say."""
    with book.read() as connection:
        until = silence_counts_to(connection)
        return [Seen.of(account, until) for account in listed_accounts(connection, wanted)]


def rows(book: Book, wanted: Sequence[int]) -> list[ListRow]:
    """The rows of these accounts, in this order, each with its sentence and strongest alarm."""
    with book.read() as connection:
        frame = kept_frame(connection)
        if frame is None:
            return []
        listed = listed_accounts(connection, wanted)
        ordered = histories(connection, frame, wanted)
        grounds = grounds_of(connection, frame, listed, ordered)
        alarms = alarms_of(connection, frame, listed, ordered)
    return [
        ListRow(
            account,
            Seen.of(account, frame.books_end).silence_days,
            sentence(grounds[account.no]),
            next(iter(alarms.get(account.no, ())), None),
        )
        for account in listed
    ]


def strongest_alarms(book: Book, wanted: Sequence[int]) -> dict[int, Alarm]:
    """The most pressing alarm of each of these accounts that has one."""
    with book.read() as connection:
        frame = kept_frame(connection)
        if frame is None:
            return {}
        found = alarms_of(connection, frame, listed_accounts(connection, wanted))
    return {number: alarms[0] for number, alarms in found.items()}


def _check_sort(key: str) -> None:
    if key not in SORTS:
        raise BadInput(f"A list cannot be sorted by '{key}'; sort by one of {', '.join(SORTS)}.")
