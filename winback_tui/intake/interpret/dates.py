"""Days as exports write them: a closed list of formats, one per column, decided by all its rows.

Nothing is guessed row by row. `DateScan` keeps, for each format, how many distinct days of the column it can
read; when day/month and month/day both read them all and differ, the caller must ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from winback_tui.domain.errors import BadInput
from winback_tui.intake.recognise.headers import phrase

from . import calendars
from .calendars import GREGORIAN
from .cells import plain

_TIME = (
    r"(?:(?:[T_,]|\s)\s*(?:at\s+|um\s+|в\s+|[^\W\d_]{1,4}\.?\s*)?\d{1,2}[:.h時时시]\s?\d{2}.*"
    r"|\s*[T\s]\s*\d{1,2}\s*[ap]\.?m\.?.*)?"
)
_NUMERIC = re.compile(
    r"(\d{1,4})([-/. ]|\. |年\s?|년\s?|-)(\d{1,2})(?:\2|[-/.]|\. |月\s?|월\s?)(\d{4}|\d{1,2})(?:日|일|\.|\s*г\.?|\s*г)?"
    + _TIME,
    re.I,
)
_WORD = r"[^\W\d_](?:[^\d\s,/\-]*[^\W\d_])?[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]?"
"""A name, with the vowel signs that some scripts write as separate marks, and with points, as in `มี.ค.`"""
_WITH_MONTH_NAME = re.compile(
    rf"(?:{_WORD}\.?,?\s+)?(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s\-./]*(?:de\s+|d')?({_WORD})\.?[\s,\-./]*(?:de\s+|del\s+)?"
    r"(\d{4}|\d{2})(?:\s*[грr]\.?)?" + _TIME,
    re.I,
)
_NAMED_FIRST = re.compile(
    rf"(?:{_WORD}\.?,?\s+)?({_WORD})\.?[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+|-)(\d{{4}}|\d{{2}})"
    + _TIME,
    re.I,
)
_NAMED_LAST = re.compile(
    rf"(\d{{4}})(?:\s*m\.)?[\s\-./]+({_WORD})\.?[\s\-./]+(\d{{1,2}})(?:\.|\s*d\.)?" + _TIME, re.I
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})\.?\s*gada\s+(\d{{1,2}})\.?\s+({_WORD})" + _TIME, re.I)
_IN_HEBREW = "ב"
"""`In`, written at the beginning of a month's name: `2 במרץ 2026`."""

_PATTERNS = (
    (_WITH_MONTH_NAME, (3, 2, 1)),
    (_NAMED_FIRST, (3, 1, 2)),
    (_NAMED_LAST, (1, 2, 3)),
    (_YEAR_FIRST, (1, 3, 2)),
)
_COMPACT = re.compile(r"(\d{8})(?:T?(?:\d{4}|\d{6})Z?)?")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_SERIAL_ZERO = date(1899, 12, 30)
_EPOCH_ZERO = date(1970, 1, 1)
_SIX = re.compile(r"(\d{6})")
_SEVEN = re.compile(r"(1\d\d)(\d\d)(\d\d)")
_SCRIPT = re.compile(
    r"[^\W\d]{3}\s+([^\W\d]{3})\s+(\d{1,2})\s+(?:(\d{4})(?:\s.*)?|\d{1,2}:\d\d:\d\d.*?\s(\d{4}))"
)
"""`Mon Mar 02 2026 00:00:00 GMT+0100 (...)` of JavaScript, `Mon Mar  2 10:00:00 CET 2026` of Unix."""
_LONGEST = 90
_NO_ORDERS_YET = 2060
"""From this year on a day belongs to another calendar, such as 2082 in Nepal."""

_FEW_YEARS, _MANY_YEARS = 8, 15
SIX_DIGITS = "6"
_BUDDHIST_IN_TWO_DIGITS = range(53, 84)
_ORDERS = ("ymd", "dmy", "mdy", "name", "serial", "epoch", "era")


class DateFormat(NamedTuple):
    """`order` is ymd, dmy, mdy, name, serial, epoch or era; `mark` is what separates the parts.

    `calendar` is empty for the Gregorian one. The mark `6` means six digits without marks, such as 260302.
    """

    order: str
    mark: str = ""
    calendar: str = GREGORIAN

    @property
    def id(self) -> str:
        """The form kept in rules files: `dmy/`, `ymd-`, `name`, `serial`, `buddhist:dmy/`."""
        return f"{self.calendar}:{self.order}{self.mark}" if self.calendar else self.order + self.mark

    @property
    def words(self) -> str:
        """What a person calls it."""
        mark = "" if self.mark == SIX_DIGITS else self.mark
        names = {
            "ymd": f"year{mark}month{mark}day",
            "dmy": f"day{mark}month{mark}year",
            "mdy": f"month{mark}day{mark}year",
            "name": "day and month by name",
            "serial": "spreadsheet day number",
            "epoch": "Unix time",
            "era": "year, month and day",
        }[self.order]
        if self.mark == SIX_DIGITS:
            names += " in six digits"
        return f"{names}, {calendars.WORDS[self.calendar]}" if self.calendar else names


def date_format(text: str) -> DateFormat:
    """The format of an id such as `dmy/`; raises BadInput for an unknown one."""
    calendar, colon, rest = text.rpartition(":")
    if colon and calendar not in calendars.WORDS:
        calendar, rest = GREGORIAN, text
    for order in _ORDERS:
        if rest.startswith(order):
            return DateFormat(order, rest[len(order) :], calendar)
    raise BadInput(f"'{text[:20]}' is not a date format; use dmy/, mdy/, dmy., ymd- or name.")


@dataclass(slots=True)
class DateReader:
    """Reads one cell at a time; `months` maps month names in `wording.phrase` form to 1..12."""

    months: Mapping[str, int]

    def readings(self, text: str) -> dict[DateFormat, date]:
        """Every day that `text` can mean, by format; empty when it is not a day at all."""
        raw = plain(text).strip().lstrip("'")
        if not raw or len(raw) > _LONGEST:
            return {}
        if raw[0].isdigit():
            if found := _NUMERIC.fullmatch(raw):
                return _numeric(found[1], found[2].strip() or " ", found[3], found[4])
            if found_plain := _unmarked(raw):
                return found_plain
        elif made := calendars.era_day(raw):
            return {DateFormat("era", "", calendars.JAPANESE): made}
        elif written := _SCRIPT.fullmatch(raw):
            raw = f"{written[2]} {written[1]} {written[3] or written[4]}"
        return self._read_with_month_name(raw)

    def read(self, text: str, form: DateFormat) -> date | None:
        """The day that `text` means in `form`, or None."""
        return self.readings(text).get(form)

    def _read_with_month_name(self, raw: str) -> dict[DateFormat, date]:
        for pattern, places in _PATTERNS:
            if found := pattern.fullmatch(raw):
                year, name, day = (found[place] for place in places)
                month_word = phrase(name)
                if own := calendars.month_of(month_word, year):
                    calendar, month = own
                    made = calendars.gregorian(calendar, int(year), month, int(day))
                    return {DateFormat("name", "", calendar): made} if made else {}
                names = (month_word, month_word.replace(" ", ""), month_word.removeprefix(_IN_HEBREW))
                if month := next((self.months[name] for name in names if name in self.months), 0):
                    made = _named_day(year, month, int(day), "\u0e00" < month_word[:1] < "\u0e80")
                    return {DateFormat("name"): made} if made else {}
        return {}


def _named_day(year: str, month: int, day: int, thai: bool) -> date | None:
    """A day whose month is named as in Europe; its year may be Thai."""
    if len(year) == 2 and thai and int(year) in _BUDDHIST_IN_TWO_DIGITS:
        year = f"25{year}"
    if calendars.calendar_of(year) == calendars.BUDDHIST:
        return calendars.gregorian(calendars.BUDDHIST, int(year), month, day)
    return _day(year, month, day)


def _numeric(first: str, mark: str, second: str, third: str) -> dict[DateFormat, date]:
    found: dict[DateFormat, date] = {}
    year = first if len(first) >= 3 else third
    if calendar := calendars.calendar_of(year):
        return _in_calendar(calendar, first, mark, second, third)
    if len(first) >= 3:
        orders = [("ymd", first, second, third)] if len(first) == 4 and len(third) <= 2 else []
    elif len(third) == 4:
        orders = [("dmy", third, second, first), ("mdy", third, first, second)]
    else:
        orders = [("dmy", third, second, first), ("mdy", third, first, second)]
        if len(first) == 2 and mark != ".":
            orders.append(("ymd", first, second, third))
    if len(third) == 2 and int(third) in _BUDDHIST_IN_TWO_DIGITS:
        year = f"25{third}"
        found = _in_calendar(calendars.BUDDHIST, first, mark, second, year)
    for order, year, month, day in orders:
        if order == "mdy" and mark == ".":
            continue  # nobody writes month.day.year; day.month.year is the custom of every country with dots
        if made := _day(year, int(month), int(day)):
            found[DateFormat(order, mark)] = made
    return found


def _in_calendar(calendar: str, first: str, mark: str, second: str, third: str) -> dict[DateFormat, date]:
    """A day whose year is not Gregorian; outside the Americas the day comes before the month."""
    leads = len(first) >= 3
    if leads and len(third) > 2:
        return {}
    year, day = (first, third) if leads else (third, first)
    made = calendars.gregorian(calendar, int(year), int(second), int(day))
    return {DateFormat("ymd" if leads else "dmy", mark, calendar): made} if made else {}


def _unmarked(raw: str) -> dict[DateFormat, date]:
    found: dict[DateFormat, date] = {}
    if eight := _COMPACT.fullmatch(raw):
        d = eight[1]
        for order, year, month, day in (
            ("ymd", d[:4], d[4:6], d[6:]),
            ("dmy", d[4:], d[2:4], d[:2]),
            ("mdy", d[4:], d[:2], d[2:4]),
        ):
            if calendar := calendars.calendar_of(year):
                converted = calendars.gregorian(calendar, int(year), int(month), int(day))
                if converted and order != "mdy":
                    found[DateFormat(order, "", calendar)] = converted
                continue
            made = _day(year, int(month), int(day))
            if made and 1950 <= made.year < 2060:
                found[DateFormat(order)] = made
    elif six := _SIX.fullmatch(raw):
        d = six[1]
        for order, year, month, day in (("ymd", d[:2], d[2:4], d[4:]), ("dmy", d[4:], d[2:4], d[:2])):
            made = _day(year, int(month), int(day))
            if made and 1990 <= made.year < 2041:
                found[DateFormat(order, SIX_DIGITS)] = made
    elif seven := _SEVEN.fullmatch(raw):
        made = calendars.gregorian(calendars.TAIWAN, int(seven[1]), int(seven[2]), int(seven[3]))
        if made and calendars.calendar_of(seven[1]):
            found[DateFormat("ymd", "", calendars.TAIWAN)] = made
    elif (five := _SERIAL.fullmatch(raw)) and 18_000 <= int(five[1]) <= 73_050:
        found[DateFormat("serial")] = _SERIAL_ZERO + timedelta(days=int(five[1]))
    elif (ten := _EPOCH.fullmatch(raw)) and 300_000_000 <= int(ten[1]) < 3_000_000_000:
        found[DateFormat("epoch")] = _EPOCH_ZERO + timedelta(seconds=int(ten[1]))
    return found


def _day(year: str, month: int, day: int) -> date | None:
    number = int(year)
    if len(year) <= 2:
        number += 2000 if number < 69 else 1900
    if not 1900 <= number < _NO_ORDERS_YET:
        return None
    try:
        return date(number, month, day)
    except ValueError:
        return None


@dataclass(slots=True)
class DateScan:
    """Which formats can still be the column's, after `add` has seen all its rows."""

    reader: DateReader
    total: int = 0
    unread: int = 0
    covered: Counter[DateFormat] = field(default_factory=Counter)
    only: Counter[DateFormat] = field(default_factory=Counter)
    differ: int = 0
    years: dict[DateFormat, tuple[int, int]] = field(default_factory=dict)
    settled: DateFormat | None = None
    _seen: set[str] = field(default_factory=set)

    def add(self, cells: Iterable[str]) -> None:
        """Add cells, best as a set: each distinct day counts once."""
        for cell in set(cells) - self._seen:
            part = head_of(cell)
            if part in self._seen or not part or part.isspace():
                continue
            if len(self._seen) < 200_000:
                self._seen.add(part)
            self._count(part)

    def _count(self, part: str) -> None:
        found = self.reader.readings(part)
        if not found and not any(c.isdigit() for c in part):
            return  # a title or total that stands in the date column
        self.total += 1
        if not found:
            self.unread += 1
            return
        self.covered.update(found.keys())
        for form, day in found.items():
            low, high = self.years.get(form, (day.year, day.year))
            self.years[form] = (min(low, day.year), max(high, day.year))
        if len(found) == 1:
            self.only.update(found.keys())
        elif len(set(found.values())) > 1:
            self.differ += 1

    @property
    def undecided(self) -> bool:
        """Whether every row can be read in more than one way, and the ways differ."""
        return len(self.possible) > 1 and not any(self.only[form] for form in self.possible)

    @property
    def possible(self) -> list[DateFormat]:
        """The formats that the rows leave open, best first: one is certain, several must be asked, none: not a date.

        Day and month both stay open when some rows suggest the one order and some the other. Of two-digit years
        and days, those are the years that do not run through decades.
        """
        if not self.covered or self.unread * 2 > self.total:
            return []
        best = max(self.covered.values())
        strong = self._in_few_years([f for f, n in self.covered.items() if n == best])
        if len(strong) == 1:
            first = strong[0]
            rivals = [
                f
                for f, n in self.only.items()
                if f != first and f.mark == first.mark and n * 50 > self.only[first]
            ]
            return [first, *(f for f in rivals if f.order in ("dmy", "mdy", "ymd"))]
        return sorted(strong, key=_custom) if self.differ else [min(strong, key=_custom)]

    def _in_few_years(self, forms: list[DateFormat]) -> list[DateFormat]:
        narrow = min(_span(self.years[form]) for form in forms)
        return [form for form in forms if narrow > _FEW_YEARS or _span(self.years[form]) < _MANY_YEARS]


def _span(years: tuple[int, int]) -> int:
    return years[1] - years[0]


def _custom(form: DateFormat) -> int:
    return _ORDERS.index(form.order) + (len(_ORDERS) if form.calendar else 0)


def head_of(cell: str) -> str:
    """The day of a cell that carries a time too, `2026-02-03 09:11`; any other cell as it is."""
    if ":" in cell and cell[:1].isdigit() and cell.isascii():
        head, between, rest = cell.partition("T" if cell[10:11] == "T" else " ")
        if between and rest[:1].isdigit() and len(head) >= 6 and not head.isdigit():
            return head.removesuffix(",")
    return cell


class DayCache(dict[str, "str | None"]):
    """Cell -> ISO day in one format, None where the cell is no such day; each distinct cell is read once."""

    def __init__(self, reader: DateReader, form: DateFormat) -> None:
        super().__init__()
        self._reader = reader
        self._form = form
        self._days: dict[str, str | None] = {}
        self.failed = False

    def __missing__(self, cell: str) -> str | None:
        if len(self) > 100_000:
            self.clear()
            self._days.clear()
        head = head_of(cell)
        if head not in self._days:
            self._days[head] = self._read(head)
        day = self._days[head]
        self.failed = self.failed or day is None
        self[cell] = day
        return day

    def _read(self, cell: str) -> str | None:
        made = self._reader.read(cell, self._form)
        return made.isoformat() if made else None


_LIKE_A_DAY = re.compile(r"\s*'?(?:\d{1,4}\s?[-/.年 ]\s?(?:\d|[^\W\d]{3})|\d{5})")


class DaysSeen(dict[str, bool]):
    """Date cell -> whether it means a day, even one that does not exist, such as 31.02.2026."""

    def __init__(self, months: Mapping[str, int]) -> None:
        super().__init__()
        self._reader = DateReader(months)

    def __missing__(self, cell: str) -> bool:
        if len(self) > 50_000:
            self.clear()
        self[cell] = meant = bool(_LIKE_A_DAY.match(plain(cell))) or bool(self._reader.readings(cell))
        return meant
