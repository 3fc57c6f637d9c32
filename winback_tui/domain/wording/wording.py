"""How counts, durations, days, chances and money are written for a reader, the same in every locale."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from math import floor

from winback_tui.domain.money.money import decimal_string, exponent

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Weekdays from Monday on, and months, as every sentence writes them."""
_MONTH_DAYS = 30.4375
_YEAR_DAYS = 365.25
_DAYS_BELOW, _WEEKS_BELOW, MONTHS_BELOW = 21, 91, 730
_SHORT = {"day": "d", "week": "wk", "month": "mo", "year": "yr"}


def count(number: int, one: str, many: str = "") -> str:
    """A count with its noun: `1 order`, `17 orders`; `many` where adding an s is wrong."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def capitalised(text: str) -> str:
    """The text as a sentence begins: its first letter in upper case, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}"


def duration(days: float) -> str:
    """A length of time in the largest telling unit: `20 days`, `9 weeks`, `5 months`, `2.5 years`.

    Days below 21, weeks below 91, months below 730, then half years; halves round up. Raises ValueError
    below 0.
    """
    amount, unit = _in_units(days)
    return f"{amount} {unit}" if amount == "1" else f"{amount} {unit}s"


def duration_short(days: float) -> str:
    """`duration` for a narrow column: `20 d`, `9 wk`, `5 mo`, `2.5 yr`."""
    amount, unit = _in_units(days)
    return f"{amount} {_SHORT[unit]}"


def every(days: float) -> str:
    """How often, for a usual gap in days: `every day`, `every 3 weeks`."""
    words = duration(max(1.0, days))
    return "every day" if words == "1 day" else f"every {words}"


def distance(day: date, today: date) -> str:
    """How far a day is from today: `today`, `tomorrow`, `in 3 days`, `yesterday`, `9 weeks ago`."""
    ahead = (day - today).days
    day_word = _DAY_WORDS.get(ahead)
    if day_word is not None:
        return day_word
    return f"in {duration(ahead)}" if ahead > 0 else f"{duration(-ahead)} ago"


def near_day(day: date, today: date) -> str:
    """A day as people say it from today: `today`, `Tue`, `Fri 20 Nov`, `20 Nov 2024`.

    A bare weekday is one of the next six days; the year is left out inside the same calendar year or within
    half a year.
    """
    ahead = (day - today).days
    if ahead in _DAY_WORDS:
        return _DAY_WORDS[ahead]
    if 1 < ahead <= 6:
        return WEEKDAYS[day.weekday()]
    return calendar_day(day, today)


def dated_day(day: date, today: date) -> str:
    """`near_day` where other days stand above and below it, so never a bare weekday: `Mon 30 Nov`, `tomorrow`."""
    words = near_day(day, today)
    return f"{words} {short_day(day)}" if words in WEEKDAYS else words


def calendar_day(day: date, today: date) -> str:
    """A day by its date alone, where it is compared with others: `Mon 23 Nov` also of yesterday, `20 Nov 2024`."""
    if day.year == today.year or abs((day - today).days) <= 183:
        return f"{WEEKDAYS[day.weekday()]} {short_day(day)}"
    return full_day(day)


def column_day(day: date, today: date) -> str:
    """`near_day` for a narrow column: `today`, `Tue`, `20 Nov`, `20 Nov 2024`."""
    return near_day(day, today).removeprefix(f"{WEEKDAYS[day.weekday()]} ")


def due_words(day: date, today: date) -> str:
    """When something is due, or was: `due Tue`, `was due 3 Sep`."""
    return f"{'was due' if day < today else 'due'} {near_day(day, today)}"


def short_day(day: date) -> str:
    """`20 Nov`."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def full_day(day: date) -> str:
    """`20 Nov 2024`."""
    return f"{short_day(day)} {day.year}"


def percent(chance: float) -> str:
    """A probability in whole percent, `62 %`, but never 0 or 100: `under 1 %`, `over 99 %`."""
    if chance < 0.01:
        return "under 1 %"
    if chance > 0.99:
        return "over 99 %"
    return f"{_rounded(chance * 100)} %"


def percent_short(chance: float) -> str:
    """`percent` for a narrow column: `62 %`, `<1 %`, `>99 %`."""
    return percent(chance).replace("under ", "<").replace("over ", ">")


def money_words(minor: int, currency: str) -> str:
    """Money for a sentence: whole units, `14,200 EUR`; below 100 units with cents, `12.50 EUR`."""
    places = exponent(currency)
    unit = 10**places
    if abs(minor) < 100 * unit and minor % unit:
        return f"{decimal_string(minor, currency)} {currency}".rstrip()
    whole = (abs(minor) + unit // 2) // unit
    return f"{'-' if minor < 0 else ''}{whole:,} {currency}".rstrip()


def money_column(minor: int, currency: str) -> str:
    """Money for a column of a table, all of one precision: whole units, `14,200 EUR`, `64 EUR`, `<1 EUR`."""
    unit = 10 ** exponent(currency)
    if 0 < abs(minor) < unit:
        return f"{'-' if minor < 0 else ''}<1 {currency}".rstrip()
    return money_words(whole_units(minor, currency), currency)


def whole_units(minor: int, currency: str) -> int:
    """Minor units rounded to a whole unit, half up, as a column shows them."""
    unit: int = 10 ** exponent(currency)
    return (minor + unit // 2) // unit * unit


PLUS = " + "
"""Between the amounts of a sum in several currencies."""


def money_sums(sums: Mapping[str, int]) -> str:
    """Money of several currencies in one cell, the order as given: `3,276 EUR + 2,871 CHF`; '' for none."""
    return PLUS.join(money_column(minor, currency) for currency, minor in sums.items() if minor)


def money_exact(minor: int, currency: str) -> str:
    """Money to compare with another program, to the last cent: `670,945.49 EUR`."""
    whole, point, rest = decimal_string(abs(minor), currency).partition(".")
    return f"{'-' if minor < 0 else ''}{int(whole):,}{point}{rest} {currency}".rstrip()


_DAY_WORDS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def _rounded(value: float) -> int:
    return floor(value + 0.5)


def _in_units(days: float) -> tuple[str, str]:
    if days < 0:
        raise ValueError(f"{days} days is not a length of time")
    if _rounded(days) < _DAYS_BELOW:
        return str(_rounded(days)), "day"
    if days < _WEEKS_BELOW:
        return str(_rounded(days / 7)), "week"
    if days < MONTHS_BELOW:
        return str(_rounded(days / _MONTH_DAYS)), "month"
    return f"{_rounded(days / _YEAR_DAYS * 2) / 2:g}", "year"
