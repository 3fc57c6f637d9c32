"""Days as people type them: dates, weekdays, and days ahead or ago. How days are written out is in `domain.wording`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from winback_tui.domain.errors import BadInput

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 12, 31)

_LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHIFT = re.compile(r"([+-])([0-9]{1,5})([dwmy])")
_AGO = re.compile(r"([0-9]{1,5}|an?) ?(day|week|month|year)s? ago")
_DAYS_BY_WORD = {"today": 0, "tomorrow": 1, "yesterday": -1}
_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
)
_NO_YEAR = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.?")
_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}){1,2}")


def parse_day(text: str, today: date, past: bool = False) -> date:
    """The day that `text` means: `2026-11-24`, `24.11.2026`, `today`, `tue`, `+3d`, `+2w`, `-1m`,
    `6 weeks ago`, `24.11.`.

    A weekday, or a day without its year, is the next one after `today`, or with `past` the last one before it.
    Raises BadInput, with examples of past days where `past` asks for one.
    """
    word = text.strip().lower()
    if word in _DAYS_BY_WORD:
        return today + timedelta(days=_DAYS_BY_WORD[word])
    if (weekday := _weekday(word)) is not None:
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead - 7 - 7 * (ahead == 7) if past else ahead)
    day = calendar_day(word) or _nearest(word, today, past)
    try:
        if shift := _SHIFT.fullmatch(word):
            sign, count, unit = shift.groups()
            day = _shifted(today, int(sign + count), unit)
        elif ago := _AGO.fullmatch(" ".join(word.split())):
            count, unit = ago.groups()
            day = _shifted(today, -int(count) if count.isdecimal() else -1, unit[0])
    except (ValueError, OverflowError):
        raise BadInput(f"'{text[:40]}' is not a real date; write it as 2026-11-24.") from None
    if day is None:
        raise BadInput(f"'{text[:40]}' is not a date; write it as {_examples(today, past)}.")
    if not EARLIEST <= day <= LATEST:
        raise BadInput(f"'{text[:40]}' is outside the years {EARLIEST.year} to {LATEST.year}.")
    return day


def calendar_day(text: str) -> date | None:
    """The day in `2026-11-24` or `24.11.2026`, where dots always mean day, month, year; None for other words.

    Raises BadInput for a day that the calendar lacks, and for slashes, which one country reads as day and
    month, another as month and day.
    """
    word = text.strip()
    if _SLASHED.fullmatch(word):
        raise BadInput(
            f"'{word}' can be read two ways, day first or month first; write it as 2026-11-24 or 24.11.2026."
        )
    for form in _FORMS:
        if found := form.fullmatch(word):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                raise BadInput(f"'{word}' is not a real date; write it as 2026-11-24.") from None
    return None


def _nearest(word: str, today: date, past: bool) -> date | None:
    """The day of `8.9.` in the year in which it comes next, or with `past` came last; None for other words."""
    found = _NO_YEAR.fullmatch(word)
    if not found:
        return None
    years = range(today.year, today.year - 9, -1) if past else range(today.year, today.year + 9)
    for year in years:  # a 29 February may be up to eight years away
        try:
            day = date(year, int(found[2]), int(found[1]))
        except ValueError:
            continue
        if day <= today if past else day >= today:
            return day
    raise BadInput(f"'{word}' is not a real date; write it as 2026-11-24.")


def _examples(today: date, past: bool) -> str:
    day = _shifted(today, -6, "w") if past else _shifted(today, 2, "d")
    rest = "yesterday, mon, -6w or 6 weeks ago" if past else "today, tue or +3d"
    return f"{day.isoformat()}, {day.day}.{day.month}.{day.year}, {rest}"


def _weekday(word: str) -> int | None:
    for place, long in enumerate(_LONG_WEEKDAYS):
        if word == long or word == long[:3]:
            return place
    return None


def _shifted(today: date, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 + count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))
