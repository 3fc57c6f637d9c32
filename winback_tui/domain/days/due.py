"""Which dated things to do now: late, today, this week, later (playbook B7)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from winback_tui.domain.wording.wording import count, near_day

WEEK_AHEAD = 6
"""Days ahead that are 'this week': those that a bare weekday names without doubt, even on a Friday."""


class When(StrEnum):
    """The four groups of the follow-ups view, in their order."""

    LATE = "late"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"


def when(day: date, today: date) -> When:
    """The group of something planned for `day`."""
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
