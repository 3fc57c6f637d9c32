"""A day of the calendar as a user writes it, wherever days are typed."""

from __future__ import annotations

import re
from datetime import date

from winback_tui.domain.errors import BadInput

_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?(?P<year>[0-9]{4})"),
)
_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{2}){1,2}")


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
                raise BadInput(f"'{word}' is not a day of the calendar; write it as 2026-11-24.") from None
    return None
