"""Splitting the data at a past day into what was known and what followed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.chance import OrderHistory

WINDOW = 90
"""An order within this many days after the cut shows that the account had not gone."""
LEAST_ORDER_DAYS = 3
LEAST_ACCOUNTS = 30
_LEAST_BEFORE = 180
_APART = 90


@dataclass(frozen=True, slots=True)
class TooLittle:
    """Why the data cannot be replayed at this cut, in one sentence."""

    cut: date
    sentence: str


@dataclass(frozen=True, slots=True)
class Split:
    """The data at a cut. `today` is the newest order day before it, which would have been the data day.

    `known` and `coming` run parallel: each account's history before the cut, and from the cut on. `end` is the
    newest order day of the whole book.
    """

    today: int
    end: int
    known: list[OrderHistory]
    coming: list[OrderHistory]


def split(histories: Iterable[OrderHistory], cut: date) -> Split | TooLittle:
    """The data at `cut`: orders of that day and later count as not yet known."""
    day = cut.toordinal()
    known, coming, end = [], [], 0
    for history in histories:
        if not history.days:
            continue
        end = max(end, history.days[-1])
        before = bisect_left(history.days, day)
        if before:
            known.append(OrderHistory(history.days[:before], history.amounts[:before], history.segment))
            coming.append(OrderHistory(history.days[before:], history.amounts[before:], history.segment))
    if not known:
        return TooLittle(cut, f"The data has no orders before {cut.isoformat()}; choose a later day.")
    today = max(history.days[-1] for history in known)
    if end < today + WINDOW:
        latest = date.fromordinal(max(1, end - WINDOW)).isoformat()
        return TooLittle(
            cut,
            f"The data ends on {date.fromordinal(end).isoformat()}, less than {WINDOW} days after "
            f"{date.fromordinal(today).isoformat()}, so nobody knows yet who came back; choose {latest} or earlier.",
        )
    rhythmic = sum(len(history.days) >= LEAST_ORDER_DAYS for history in known)
    if rhythmic < LEAST_ACCOUNTS:
        return TooLittle(
            cut,
            f"Only {rhythmic} of {len(known)} accounts had {LEAST_ORDER_DAYS} order days before {cut.isoformat()}; "
            f"a replay needs {LEAST_ACCOUNTS}.",
        )
    return Split(today, end, known, coming)


def possible_cuts(first: date, last: date, most: int = 4) -> Sequence[date]:
    """Days at which data from `first` to `last` can be replayed, newest first, a quarter apart.

    Each leaves half a year before it and 90 days after it; empty where the book is too short for one.
    """
    newest = last.toordinal() - WINDOW
    oldest = first.toordinal() + _LEAST_BEFORE
    return [date.fromordinal(day) for day in range(newest, oldest - 1, -_APART)][:most]
