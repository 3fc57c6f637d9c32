"""Days in full, exact shares and rows of names inside a sentence, the same in every locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def said_day(day: date) -> str:
    """A day as a reader says it, without the locale's say: `1 Dec 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def said_percent(share: float) -> str:
    """A share of 1 as percent: `37 %`, and `0.4 %` where a whole number would read as none."""
    percent = share * 100
    return f"{percent:.1f} %" if 0 < abs(percent) < 0.95 else f"{percent:.0f} %"


def said_list(names: Sequence[str], joint: str = "and") -> str:
    """Names in a row: `a`, `a and b`, `a, b and c`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"
