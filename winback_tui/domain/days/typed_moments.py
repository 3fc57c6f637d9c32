"""A day with a time of day as people type it while they are on the phone: `15:30`, `tomorrow 9`, `thu 14:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from winback_tui.domain.errors import BadInput

from .typed_days import parse_day

_TIME = re.compile(
    r"(?:^|\s)(?:at\s+)?(\d{1,2})(?:[:.](\d{2}))\s*(am|pm)?$|(?:^|\s)(?:at\s+)?(\d{1,2})\s*(am|pm)$"
)
_HOUR = re.compile(r"\s(?:at\s+)?(\d{1,2})$")


@dataclass(frozen=True, slots=True)
class TypedMoment:
    """A day, and the time of day where one was given."""

    day: date
    at: time | None = None

    @property
    def clock(self) -> str:
        """`15:30`; empty without a time."""
        return self.at.strftime("%H:%M") if self.at else ""


def parse_moment(text: str, now: datetime) -> TypedMoment:
    """The moment that `text` means; a time alone is today, or tomorrow where it has passed at `now` (local time).

    Raises BadInput for what is neither, for a time that no clock shows and for a moment in the past.
    """
    words = " ".join(text.lower().split())
    today = now.date()
    found = _TIME.search(words)
    if found:
        hour, minute, half = found[1] or found[4], found[2] or "0", found[3] or found[5] or ""
    elif (bare := _HOUR.search(words)) and not words[: bare.start()].strip().isdecimal():
        found, hour, minute, half = bare, bare[1], "0", ""
    else:
        return TypedMoment(_future(parse_day(words, today), today))
    at = _clock(text, int(hour), int(minute), half)
    rest = words[: found.start()].strip()
    if rest:
        return TypedMoment(_future(parse_day(rest, today), today), at)
    return TypedMoment(today if at > now.time() else today + timedelta(days=1), at)


def _clock(text: str, hour: int, minute: int, half: str) -> time:
    if half:
        if not 1 <= hour <= 12:
            raise BadInput(f"'{text[:40]}' is not a time of day; write it as 15:30.")
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise BadInput(f"'{text[:40]}' is not a time of day; write it as 15:30.") from None


def _future(day: date, today: date) -> date:
    if day < today:
        raise BadInput("That day is past; give today or a later one, such as 15:30 or tomorrow 9.")
    return day
