"""The lists of accounts with the reason why each is on it: what the salesperson opens Winback for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from winback_tui.domain.account.alarms import Alarm
from winback_tui.domain.account.sentence import SentenceInputs, headline, sentence
from winback_tui.services.accounts.alarms import alarms_of, weighed_against_past
from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import listed_accounts
from winback_tui.store.lists.sentence_inputs import compared_with_gaps, histories, sentence_inputs
from winback_tui.store.summary.scoring_context import read_context

from .listing import (
    USUAL,
    AccountLine,
    ListedAccount,
    ListQuery,
    View,
    account_lines,
    asked_for,
    numbers,
    silence_of,
)

CHUNK = 500
"""Rows that are read first, so that the first of them come soon."""
MANY = 5_000
"""Rows that are read at once after these: each time costs a look at the whole book besides."""

__all__ = [
    "USUAL",
    "AccountLine",
    "ListQuery",
    "ListRow",
    "ListedAccount",
    "View",
    "account_lines",
    "asked_for",
    "list_accounts",
    "numbers",
    "rows",
    "strongest_alarms",
]


@dataclass(frozen=True, slots=True)
class ListRow(AccountLine):
    """The same with the sentence that says why it is on the list, and its most pressing alarm, if any.

    `headline`: the most important sentence alone.
    """

    sentence: str
    alarm: Alarm | None
    inputs: SentenceInputs | None = None

    @property
    def headline(self) -> str:
        """Why it is on the list in one short sentence."""
        return headline(self.inputs) if self.inputs is not None else self.sentence


def list_accounts(book: Book, query: ListQuery, limit: int = 0) -> Iterator[ListRow]:
    """The rows of a list, best first, all when `limit` is 0. Raises what `numbers` raises, before the first row."""
    wanted = numbers(book, query, limit or -1)
    bounds = [*range(0, min(CHUNK, len(wanted)), CHUNK), *range(CHUNK, len(wanted), MANY), len(wanted)]
    return (row for start, end in pairwise(bounds) for row in rows(book, wanted[start:end]))


def rows(book: Book, wanted: Sequence[int]) -> list[ListRow]:
    """The rows of these accounts, in this order, each with its sentence and strongest alarm."""
    with book.read() as connection:
        frame = read_context(connection)
        if frame is None:
            return []
        listed = listed_accounts(connection, wanted)
        needed = compared_with_gaps(listed, frame).union(weighed_against_past(connection, listed, frame))
        ordered = histories(connection, frame, sorted(needed))
        grounds = sentence_inputs(connection, frame, listed, ordered)
        alarms = alarms_of(connection, frame, listed, ordered)
    return [
        ListRow(
            account,
            silence_of(account, frame.data_day),
            frame.data_day,
            sentence(grounds[account.no]),
            next(iter(alarms.get(account.no, ())), None),
            grounds[account.no],
        )
        for account in listed
    ]


def strongest_alarms(book: Book, wanted: Sequence[int]) -> dict[int, Alarm]:
    """The most pressing alarm of each of these accounts that has one."""
    with book.read() as connection:
        frame = read_context(connection)
        if frame is None:
            return {}
        found = alarms_of(connection, frame, listed_accounts(connection, wanted))
    return {number: alarms[0] for number, alarms in found.items()}
