"""Other calendars: their years are told apart, and their days follow each other without a gap."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.intake.interpret.calendars import (
    BUDDHIST,
    GREGORIAN,
    ISLAMIC,
    PERSIAN,
    TAIWAN,
    calendar_of,
    era_day,
    gregorian,
)


@pytest.mark.parametrize("calendar", [BUDDHIST, TAIWAN])
def test_years_that_a_book_may_have_belong_to_a_calendar_and_no_others(calendar: str) -> None:
    digits = 3 if calendar == TAIWAN else 4
    for year in range(1, 10**digits):
        day = gregorian(calendar, year, 6, 1)
        likely = day is not None and 1990 <= day.year <= 2040
        assert (calendar_of(f"{year:0{digits}}") == calendar) is likely, year


@pytest.mark.parametrize(
    ("year", "calendar"),
    [
        ("1368", GREGORIAN), ("1369", PERSIAN), ("1415", PERSIAN), ("1416", ISLAMIC), ("1463", ISLAMIC),
        ("1464", GREGORIAN), ("1990", GREGORIAN), ("2040", GREGORIAN), ("15", GREGORIAN), ("25690", GREGORIAN),
    ],
)  # fmt: skip
def test_neighbouring_years_of_two_calendars_are_told_apart(year: str, calendar: str) -> None:
    assert calendar_of(year) == calendar


@pytest.mark.parametrize(
    ("calendar", "first", "years", "longest"),
    [
        (PERSIAN, date(1990, 3, 21), range(1369, 1416), 31),
        (ISLAMIC, date(1995, 5, 30), range(1416, 1464), 30),
    ],
)
def test_the_days_of_a_calendar_follow_each_other(
    calendar: str, first: date, years: range, longest: int
) -> None:
    """From the first day of a year that almanacs give; a day that a month has not got is none."""
    expected = first
    for year in years:
        for month in range(1, 13):
            days = [gregorian(calendar, year, month, day) for day in range(longest + 2)]
            real = [day for day in days if day is not None]
            assert days[0] is None and days[longest + 1] is None
            assert real == [expected + timedelta(days=n) for n in range(len(real))], (year, month)
            assert len(real) in (29, 30, 31)
            expected += timedelta(days=len(real))
        assert gregorian(calendar, year, 13, 1) is None


def test_leap_years_of_iran_are_those_of_its_almanacs() -> None:
    leap = [year for year in range(1369, 1416) if gregorian(PERSIAN, year, 12, 30)]
    assert leap == [1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("平成2年1月1日", date(1990, 1, 1)), ("平成31年4月30日", date(2019, 4, 30)), ("H31.4.30", date(2019, 4, 30)),
        ("㍻31年4月30日", date(2019, 4, 30)), ("Heisei 31-4-30", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和8年3月2日", date(2026, 3, 2)), ("R8.3.2", date(2026, 3, 2)), ("㋿8年3月2日", date(2026, 3, 2)),
        ("reiwa 8/3/2", date(2026, 3, 2)), ("民國115年3月2日", date(2026, 3, 2)), ("民国115年3月2日", date(2026, 3, 2)),
        ("中華民國115年3月2日", date(2026, 3, 2)), ("中华民国115年3月2日", date(2026, 3, 2)),
        ("昭和65年1月1日", date(1990, 1, 1)), ("S65.1.1", date(1990, 1, 1)), ("昭和64年1月7日", None),
        ("令和22年12月31日", date(2040, 12, 31)), ("令和23年1月1日", None), ("令和8年2月30日", None),
        ("8年3月2日", None),
    ],
)  # fmt: skip
def test_a_year_of_an_era_counts_from_its_beginning(written: str, day: date | None) -> None:
    assert era_day(written) == day
