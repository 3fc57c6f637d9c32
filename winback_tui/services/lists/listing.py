"""The lists of accounts as first shown: which accounts, in which order, and their facts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.account.list_columns import ACCOUNT_COLUMNS, ColumnContent
from winback_tui.domain.account.risk_sign import RiskSign, unpack_signs
from winback_tui.domain.account.status import Status
from winback_tui.domain.case.stage import stage_in_words
from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.domain.wording.marks import RowMark
from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import count_accounts_listed, listed_accounts, listed_numbers
from winback_tui.store.lists.columns import SORTS, ListedAccount
from winback_tui.store.lists.list_query import ListQuery, View
from winback_tui.store.orders.data_day import kept_data_day

from .narrowing import resolve_spelling

RISING_SORTS = frozenset(each.key for each in ACCOUNT_COLUMNS if each.content is ColumnContent.TEXT)
"""Sort keys that run from A to Z, or from the nearest day, unless reversed."""

USUAL = ListQuery()
"""What the list shows by default: who is overdue, the most money at stake first."""

__all__ = [
    "USUAL",
    "AccountLine",
    "ListQuery",
    "ListedAccount",
    "Numbers",
    "View",
    "account_lines",
    "asked_for",
    "numbers",
]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account of a list with its silence in days up to `data_until`; None without an order.

    That is what a screen shows at once.
    """

    account: ListedAccount
    silence_days: int | None
    data_until: date | None

    @classmethod
    def of(cls, account: ListedAccount, until: date | None) -> AccountLine:
        """The row of this account, with its silence counted to the data day."""
        return cls(account, silence_of(account, until), until)

    @property
    def standing(self) -> str:
        """Its status in words, more precise where a case or a return says more."""
        account = self.account
        if account.status in ("lost", "in work"):
            return "twice lost" if account.twice_lost else account.stage or account.status
        return f"{account.status}, fragile" if account.fragile else account.status

    @property
    def glyph(self) -> str:
        """The sign shown with `standing`: of its stage where that says more, as in the list of cases."""
        account = self.account
        if account.status in ("lost", "in work"):
            if account.twice_lost:
                return str(RowMark.TWICE_LOST)
            if stage := stage_in_words(account.stage):
                return stage.glyph
        return Status(self.account.status).glyph

    @property
    def signs(self) -> tuple[RiskSign, ...]:
        """The signs that it may be lost, the most pressing first."""
        return unpack_signs(self.account.signs)

    @property
    def next_step(self) -> str:
        """The next planned step as `2026-11-24 call`, ` (on hold)` behind it while a gate holds it; empty for none."""
        on_day = self.account.next_on
        held = " (on hold)" if self.account.next_held else ""
        return "" if on_day is None else f"{on_day.isoformat()} {self.account.next_channel}{held}"


def silence_of(account: ListedAccount, until: date | None) -> int | None:
    """Days from the last order of this account to the data day; None without an order."""
    if account.last_day is None or until is None:
        return None
    return max(0, (until - account.last_day).days)


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

    Numbers are sorted from the greatest, names from A; a `-` before the sort key reverses the order.
    Raises BadInput for an unknown view, class or key.
    """
    if view and view not in set(View):
        raise BadInput(f"There is no view '{view}'; choose one of {', '.join(View)}.")
    if abc and abc.upper() not in CLASSES:
        raise BadInput(f"There is no class '{abc}'; choose A, B or C.")
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


def numbers(book: Book, query: ListQuery, first: int = -1) -> list[int]:
    """The numbers of the accounts in a list, in its order: only the `first` ones, all of them where it is negative.

    Raises BadInput for an unknown sort column, NotFound for an unknown owner or segment.
    """
    _check_sort(query.sort)
    with book.read() as connection:
        return listed_numbers(connection, resolve_spelling(connection, query), first)


class Numbers(Sequence[int]):
    """The numbers of a list: the first are read at once, the rest when somebody scrolls past them."""

    def __init__(
        self, book: Book, query: ListQuery, first: int = -1, whole: Sequence[int] | None = None
    ) -> None:
        """`first`: how many are known at once, all of them when it is negative. Raises what `numbers` raises.

        `whole`: all of them, where they are known already.
        """
        self._book, self._query = book, query
        self._known: Sequence[int]
        _check_sort(query.sort)
        if whole is not None:
            self._known, self._total, self._whole = whole, len(whole), True
            return
        with book.read() as connection:
            meant = resolve_spelling(connection, query)
            self._known = listed_numbers(connection, meant, first)
            few = len(self._known) == first
            self._total = count_accounts_listed(connection, meant) if few else len(self._known)
        self._whole = len(self._known) == self._total

    @property
    def complete(self) -> bool:
        """Whether all of them were read."""
        return self._whole

    def whole(self) -> Sequence[int]:
        """All of them, read now where they were not; the length is then that of the present list."""
        if not self._whole:
            self._known = numbers(self._book, self._query)
            self._total, self._whole = len(self._known), True
        return self._known

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, place: int) -> int: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...

    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        end = place.stop if isinstance(place, slice) else None
        inside = end is not None and (0 <= end <= len(self._known) or self._whole)
        return self._known[place] if inside else self.whole()[place]

    def index(self, value: int, start: int = 0, stop: int = sys.maxsize) -> int:
        """The place of a number. Raises ValueError."""
        return self.whole().index(value, start, stop)

    def __iter__(self) -> Iterator[int]:
        return iter(self.whole())


def account_lines(book: Book, wanted: Sequence[int]) -> list[AccountLine]:
    """The rows of these accounts, in this order, without what needs their orders."""
    with book.read() as connection:
        until = kept_data_day(connection)
        return [AccountLine.of(account, until) for account in listed_accounts(connection, wanted)]


def _check_sort(key: str) -> None:
    if key not in SORTS:
        raise BadInput(f"A list cannot be sorted by '{key}'; sort by one of {', '.join(SORTS)}.")
