"""The period that a review looks at: a year, a quarter, a month, or any days."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import MONTHS, full_day, short_day

_FORM = re.compile(r"(\d{4})(?:-(?:[Qq]([1-4])|(\d{2})))?")
_FIRST, _LAST = 1900, 2200
ALL, SINCE = "all", "since "


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included. `months` is 12, 3 or 1 for a year, a quarter, a month; 0 for days chosen freely.

    `running`: it ends today because the rest of it is still to come.
    """

    start: date
    end: date
    name: str
    months: int = 0
    running: bool = False

    @property
    def open_ended(self) -> bool:
        """Whether it always ends today: everything, or everything since a day."""
        return self.name == ALL or self.name.startswith(SINCE)

    @property
    def words(self) -> str:
        """`2026`, or `2026 so far` while it runs; `all since 1 Jan 2020` of what has no end."""
        if self.open_ended:
            return f"all since {full_day(self.start)}"
        return f"{self.name} so far" if self.running else self.name

    @property
    def phrase(self) -> str:
        """The same inside a sentence: `in 2026 so far`, `since 1 Jan 2020`, `from 15 Jan 2026 to 31 Mar 2026`, `in the
        whole book`."""
        if self.months:
            return f"in {self.words}"
        if self.name == ALL:
            return "in the whole book"
        if self.name.startswith(SINCE):
            return f"since {full_day(self.start)}"
        return f"from {full_day(self.start)} to {full_day(self.end)}"

    @property
    def dates(self) -> str:
        """Its days in few letters: `1 Jul-1 Sep 2026`, `1 Dec 2025-31 Jan 2026`."""
        first = short_day(self.start) if self.start.year == self.end.year else full_day(self.start)
        return f"{first}-{full_day(self.end)}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def holds(self, day: date | None) -> bool:
        """Whether a day is in it."""
        return day is not None and self.start <= day <= self.end

    def until(self, today: date) -> Period:
        """The part of it that has passed; the whole where it is over. A period still to come stays as it is."""
        if not self.start <= today < self.end:
            return self
        return Period(self.start, today, self.name, self.months, running=True)

    def before(self) -> Period:
        """The period of the same length before it; for a year so far, the same days a year earlier."""
        if self.months:
            return self._moved(-self.months)
        end = self.start - timedelta(days=1)
        return _days(end - timedelta(days=self.days - 1), end)

    def next(self) -> Period:
        """The period of the same kind after it."""
        if self.months:
            return _period_from(shifted(self.start, self.months), self.months)
        start = self.end + timedelta(days=1)
        return _days(start, start + timedelta(days=self.days - 1))

    def previous(self) -> Period:
        """The whole period of the same kind before it."""
        return _period_from(shifted(self.start, -self.months), self.months) if self.months else self.before()

    def year_before(self) -> Period:
        """The same days one year earlier."""
        return self._moved(-12)

    def _moved(self, months: int) -> Period:
        whole = _period_from(shifted(self.start, months), self.months) if self.months else None
        if whole is not None and self.end == _period_from(self.start, self.months).end:
            return whole
        start, end = shifted(self.start, months), shifted(self.end, months)
        return Period(start, end, f"{full_day(start)} to {full_day(end)}", self.months)


def read_period(typed: str, today: date, first_day: date | None = None) -> Period:
    """`2026`, `2026-Q3`, `2026-09`, `2026-01-15..2026-03-31`, `since 2026-01-15` up to today, or `all`: since the first
    day that the book knows of, `first_day`.

    This year where nothing is typed. Raises BadInput.
    """
    text = typed.strip()
    if not text:
        return _period_from(date(today.year, 1, 1), 12)
    if text.casefold() == ALL:
        return Period(min(first_day or today, today), today, ALL)
    since = text.removeprefix(SINCE).removesuffix("..").strip()
    if since != text:
        first = _day(since, text)
        if first > today:
            raise BadInput(f"{full_day(first)} is in the future; choose a first day that is not after today.")
        return Period(first, today, f"{SINCE}{first.isoformat()}")
    if ".." in text:
        first, last = (_day(part, text) for part in text.split("..", 1))
        if last < first:
            raise BadInput(f"The period {text} ends before it begins; write the earlier day first.")
        return _days(first, last)
    found = _FORM.fullmatch(text)
    if found is None or not _FIRST <= int(found[1]) <= _LAST:
        raise _unreadable(text)
    year = int(found[1])
    if found[2]:
        return _period_from(date(year, 3 * int(found[2]) - 2, 1), 3)
    if found[3]:
        if not 1 <= int(found[3]) <= 12:
            raise _unreadable(text)
        return _period_from(date(year, int(found[3]), 1), 1)
    return _period_from(date(year, 1, 1), 12)


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    return _period_from(day.replace(day=1), 1)


def last_months(until: date, months: int = 24) -> list[Period]:
    """The calendar months that end with that of `until`, the oldest first."""
    first = until.replace(day=1)
    return [_period_from(shifted(first, -back), 1) for back in reversed(range(months))]


def shifted(day: date, months: int) -> date:
    """The same day this many months later; the last of the month where that month is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _period_from(start: date, months: int) -> Period:
    end = shifted(start, months) - timedelta(days=1)
    name = {12: f"{start.year}", 3: f"{start.year}-Q{(start.month + 2) // 3}"}.get(
        months, f"{start.year}-{start.month:02}"
    )
    return Period(start, end, name, months)


def _days(start: date, end: date) -> Period:
    return Period(start, end, f"{start.isoformat()}..{end.isoformat()}")


def _day(text: str, whole: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise _unreadable(whole) from None
    if not _FIRST <= day.year <= _LAST:
        raise _unreadable(whole)
    return day


def _unreadable(text: str) -> BadInput:
    return BadInput(
        f"'{text[:40]}' is not a period; write 2026, 2026-Q3, 2026-09, 2026-01-15..2026-03-31,"
        " since 2026-01-15 or all."
    )


def month_words(start: date) -> str:
    """`Sep 2026`."""
    return f"{MONTHS[start.month - 1]} {start.year}"
