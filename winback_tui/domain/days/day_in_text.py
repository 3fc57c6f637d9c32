"""The day that a sentence names, such as a promise: `I will call on Friday with the new price`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from winback_tui.domain.errors import BadInput

from .typed_days import calendar_day

_WEEKDAYS = (
    ("monday", "montag"),
    ("tuesday", "dienstag"),
    ("wednesday", "mittwoch"),
    ("thursday", "donnerstag"),
    ("friday", "freitag"),
    ("saturday", "samstag", "sonnabend"),
    ("sunday", "sonntag"),
)
_DAYS_BY_WORD = {"today": 0, "heute": 0, "tomorrow": 1, "übermorgen": 2}
_WRITTEN = re.compile(r"\b(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4})\b")
_AHEAD = re.compile(r"\b(?:in|within|binnen)\s+([0-9]{1,3})\s+(days?|weeks?|tagen?|wochen?)\b")
_UNSURE = re.compile(r"\b(?:next|following|nächste[nr]?|kommende[nr]?|or|oder|every|jeden)\b")


def day_in_text(text: str, today: date) -> date | None:
    """The one day from `today` on that `text` names; None where it names none, two, or an ambiguous one.

    Understands `2026-11-27`, `27.11.2026`, `Friday`, `tomorrow`, `in 3 days`, also in German. A weekday is the next
    one after `today`; next to words like `next` it is ambiguous.
    """
    line = text.casefold()
    days = set(_days(line, today))
    if len(days) != 1 or (_UNSURE.search(line) and not _WRITTEN.search(line)):
        return None
    (day,) = days
    return day if day >= today else None


def _days(line: str, today: date) -> Iterator[date]:
    for written in _WRITTEN.findall(line):
        try:
            day = calendar_day(written)
        except BadInput:
            continue
        if day is not None:
            yield day
    for number, unit in _AHEAD.findall(line):
        yield today + timedelta(days=int(number) * (7 if unit.startswith("w") else 1))
    words = set(re.findall(r"\w+", line))
    for name, ahead in _DAYS_BY_WORD.items():
        if name in words:
            yield today + timedelta(days=ahead)
    for weekday, names in enumerate(_WEEKDAYS):
        if words & set(names):
            yield today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
