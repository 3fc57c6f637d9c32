"""Which dated things to do now: late, today, this week, later (playbook B7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from .wording import count, near_day

WEEK_AHEAD = 6
"""Days ahead that are 'this week': those that a bare weekday names without doubt, on a Friday too."""

T = TypeVar("T")


class When(StrEnum):
    """The four heaps of the follow-ups view, in their order."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"


def when(day: date, today: date) -> When:
    """The heap of something planned for `day`."""
    ahead = (day - today).days
    if ahead < 0:
        return When.LATE
    if ahead == 0:
        return When.TODAY
    return When.THIS_WEEK if ahead <= WEEK_AHEAD else When.LATER


def when_words(day: date, today: date) -> str:
    """The day of a step in its row: `3 days late`, `today`, `tomorrow`, `Tue`, `Fri 4 Dec`."""
    late = (today - day).days
    return f"{count(late, 'day')} late" if late > 0 else near_day(day, today)


def by_when(items: Iterable[T], day_of: Callable[[T], date], today: date) -> dict[When, list[T]]:
    """`items` in their heaps, each heap by day, the longest waiting first; all four heaps are there."""
    heaps: dict[When, list[T]] = {heap: [] for heap in When}
    for item in sorted(items, key=day_of):
        heaps[when(day_of(item), today)].append(item)
    return heaps
