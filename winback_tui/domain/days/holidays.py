"""Public holidays from plain rules, so that a team writes down its own without a table of years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import MONTHS, WEEKDAYS

_WEEKDAYS = [name.lower() for name in WEEKDAYS]
_MONTHS = [name.lower() for name in MONTHS]
_FIXED = re.compile(r"(\d\d)-(\d\d)")
_EASTER = re.compile(r"(orthodox )?easter([+-]\d{1,3})?")
_NTH = re.compile(r"(\d|last) (\w{3}) (\w{3})")

EXAMPLES = "'12-25', '2026-05-04', 'easter+1', 'orthodox easter', '1 mon may' or 'last mon aug'"


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian computus)."""
    century, of_century = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, as a Gregorian date (right from 1900 to 2099)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def holidays(rules: Iterable[str], years: Iterable[int]) -> frozenset[date]:
    """The days that the rules name in these years. Raises BadInput for a rule that cannot be read."""
    wanted = list(years)
    found: set[date] = set()
    for rule in rules:
        try:
            found.update(day for year in wanted for day in _days(" ".join(rule.lower().split()), year))
        except ValueError as fault:
            raise BadInput(f"'{rule[:40]}' is not a holiday rule; write {EXAMPLES}.") from fault
    return frozenset(found)


def _days(rule: str, year: int) -> list[date]:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", rule):
        once = date.fromisoformat(rule)
        return [once] if once.year == year else []
    if fixed := _FIXED.fullmatch(rule):
        month, number = int(fixed[1]), int(fixed[2])
        leap_only = (month, number) == (2, 29) and not _leap(year)
        return [] if leap_only else [date(year, month, number)]
    if feast := _EASTER.fullmatch(rule):
        sunday = orthodox_easter(year) if feast[1] else easter(year)
        return [sunday + timedelta(days=int(feast[2] or 0))]
    if nth := _NTH.fullmatch(rule):
        return [_nth(nth[1], _WEEKDAYS.index(nth[2]), _MONTHS.index(nth[3]) + 1, year)]
    raise ValueError(rule)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _nth(which: str, weekday: int, month: int, year: int) -> date:
    if which == "last":
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    offset = (weekday - first.weekday()) % 7 + 7 * (int(which) - 1)
    return first.replace(day=1 + offset)
