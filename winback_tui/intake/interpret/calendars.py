"""Days in the calendars that exports of Asia and the Middle East are written in, as Gregorian days.

Each is recognised by its years: 2569 is Buddhist, 115 Taiwanese, 1404 Persian, 1447 Islamic; a Japanese era is
named before its year. Years unlikely for orders (before 1990, after 2040) do not count.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

GREGORIAN = ""
BUDDHIST, TAIWAN, PERSIAN, ISLAMIC, JAPANESE = "buddhist", "roc", "persian", "islamic", "era"
WORDS = {
    BUDDHIST: "Buddhist calendar",
    TAIWAN: "calendar of Taiwan",
    PERSIAN: "Persian calendar",
    ISLAMIC: "Islamic calendar (Umm al-Qura)",
    JAPANESE: "Japanese era",
}
_BUDDHIST_YEARS, _BEFORE_BUDDHIST = range(2533, 2584), 543
_TAIWAN_YEARS, _BEFORE_TAIWAN = range(79, 130), 1911
_PERSIAN_YEARS = range(1369, 1416)
_ISLAMIC_YEARS = range(1416, 1464)
_ERAS = {
    "令和": 2018, "r": 2018, "reiwa": 2018, "平成": 1988, "h": 1988, "heisei": 1988, "昭和": 1925, "s": 1925,
    "㋿": 2018, "㍻": 1988, "民國": _BEFORE_TAIWAN, "民国": _BEFORE_TAIWAN, "中華民國": _BEFORE_TAIWAN,
    "中华民国": _BEFORE_TAIWAN,
}  # fmt: skip
_MONTHS = {
    PERSIAN: (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
    ISLAMIC: (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة", "رجب", "شعبان", "رمضان", "شوال",
        "ذو القعدة", "ذو الحجة",
    ),
}  # fmt: skip
_ERA = re.compile(
    r"(令和|平成|昭和|㋿|㍻|中華民國|中华民国|民國|民国|reiwa|heisei|[RHS])\s*(元|\d{1,3})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?.*",
    re.I,
)
_YEARS_OF_A_BOOK = range(1990, 2041)


def calendar_of(year: str) -> str:
    """The calendar that a written year belongs to; GREGORIAN for any year that no other calendar claims."""
    if not year.isascii() or not year.isdigit() or len(year) not in (3, 4):
        return GREGORIAN
    number = int(year)
    if len(year) == 3:
        return TAIWAN if number in _TAIWAN_YEARS else GREGORIAN
    if number in _BUDDHIST_YEARS:
        return BUDDHIST
    if number in _PERSIAN_YEARS:
        return PERSIAN
    return ISLAMIC if number in _ISLAMIC_YEARS else GREGORIAN


def month_of(name: str, year: str) -> tuple[str, int] | None:
    """Calendar and number of a month whose name only one calendar has, given as a phrase; None for any other."""
    calendar = calendar_of(year)
    months = _MONTHS.get(calendar)
    known = [_plain(month) for month in months] if months else []
    return (calendar, known.index(name) + 1) if name in known else None


def _plain(name: str) -> str:
    """A name without the signs above and below its letters."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def gregorian(calendar: str, year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a day in another calendar; None where there is no such day."""
    try:
        if calendar == BUDDHIST:
            return date(year - _BEFORE_BUDDHIST, month, day)
        if calendar == TAIWAN:
            return date(year + _BEFORE_TAIWAN, month, day)
        if calendar == PERSIAN:
            return _persian(year, month, day)
        if calendar == ISLAMIC:
            return _islamic(year, month, day)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def era_day(text: str) -> date | None:
    """The day of `令和8年3月2日`, `R8.3.2` or `民國115年3月2日`; None for anything else."""
    found = _ERA.fullmatch(text)
    if found is None:
        return None
    before, year = _ERAS[found[1].lower()], 1 if found[2] == "元" else int(found[2])
    if before + year not in _YEARS_OF_A_BOOK:
        return None
    return gregorian(GREGORIAN, before + year, int(found[3]), int(found[4]))


def _islamic(year: int, month: int, day: int) -> date:
    from hijridate import Hijri  # the tables of Umm al-Qura; loaded only where a file needs them

    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _persian(year: int, month: int, day: int) -> date:
    """By the cycle of 33 years, which is that of the official calendar from 1178 to 1633."""
    leap = (year * 8 + 29) % 33 < 8
    longest = 31 if month <= 6 else 30 if month <= 11 or leap else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        raise ValueError(f"no day {year}-{month}-{day}")
    years = year - 979
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4
    days += 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return date.fromordinal(date(1600, 3, 20).toordinal() + days + day - 1)
