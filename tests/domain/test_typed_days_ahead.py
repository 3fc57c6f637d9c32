"""Days as people type and read them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.days.typed_days import EARLIEST, LATEST, parse_day
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import near_day

SUNDAY = date(2026, 11, 22)
DAYS = st.dates(EARLIEST, LATEST)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("1.10.2026", date(2026, 10, 1)),
        ("01. 10. 2026", date(2026, 10, 1)),
        (" Today ", SUNDAY),
        ("tomorrow", date(2026, 11, 23)),
        ("yesterday", date(2026, 11, 21)),
        ("tue", date(2026, 11, 24)),
        ("Tuesday", date(2026, 11, 24)),
        ("sun", date(2026, 11, 29)),
        ("+3d", date(2026, 11, 25)),
        ("+2w", date(2026, 12, 6)),
        ("-1m", date(2026, 10, 22)),
        ("+0d", SUNDAY),
        ("-2y", date(2024, 11, 22)),
        ("6 weeks ago", date(2026, 10, 11)),
        ("3 Days  ago", date(2026, 11, 19)),
        ("a month ago", date(2026, 10, 22)),
    ],
)
def test_what_may_be_typed(text: str, day: date) -> None:
    assert parse_day(text, SUNDAY) == day


@pytest.mark.parametrize(("text", "day"), [("sat", 21), ("mon", 16), ("sun", 15), ("2026-11-30", 30)])
def test_a_weekday_gone_by_is_the_last_one(text: str, day: int) -> None:
    assert parse_day(text, SUNDAY, past=True) == date(2026, 11, day)


@pytest.mark.parametrize(
    "text",
    [
        "", "31.02.2026", "24.11.26",
        "11/24/2026", "20261124", "2026-W48-2", "2026-02-30", "2026-13-01", "0000-00-00",
        "9999-12-31", "1492-10-12", "+99999y", "+99999w", "+3", "3d", "++3d", "t", "next tuesday",
        "6 weeks", "ago", "99999 years ago", "٢٠٢٦-١١-٢٤",
    ],
)  # fmt: skip
def test_what_is_refused_says_how_to_write_it(text: str) -> None:
    with pytest.raises(BadInput, match=r"2026-11-24|years 1900 to 2200"):
        parse_day(text, SUNDAY)


def test_where_a_day_gone_by_is_wanted_the_examples_are_such_days() -> None:
    with pytest.raises(BadInput, match=r"2026-10-11, 11\.10\.2026, yesterday, mon, -6w or 6 weeks ago"):
        parse_day("lately", SUNDAY, past=True)


def test_slashes_are_refused_with_the_reason() -> None:
    with pytest.raises(BadInput, match="day first or month first"):
        parse_day("5/6/2026", SUNDAY)


def test_a_month_later_stays_in_the_month() -> None:
    assert parse_day("+1m", date(2026, 1, 31)) == date(2026, 2, 28)
    assert parse_day("+1y", date(2024, 2, 29)) == date(2025, 2, 28)


@given(DAYS, DAYS)
def test_iso_means_the_same_whenever_it_is_typed(day: date, today: date) -> None:
    assert parse_day(day.isoformat(), today) == day


@given(DAYS.filter(lambda day: EARLIEST < day < LATEST - timedelta(9)), st.integers(-1, 6))
def test_near_days_mean_when_typed_what_they_say_when_shown(today: date, away: int) -> None:
    day = today + timedelta(days=away)
    assert parse_day(near_day(day, today), today) == day


@pytest.mark.parametrize(
    ("text", "today", "ahead", "ago"),
    [
        ("8.9.", date(2026, 11, 22), date(2027, 9, 8), date(2026, 9, 8)),
        ("8.9", date(2026, 11, 22), date(2027, 9, 8), date(2026, 9, 8)),
        ("24. 12.", date(2026, 11, 22), date(2026, 12, 24), date(2025, 12, 24)),
        ("22.11.", date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 22)),
        ("29.2.", date(2026, 11, 22), date(2028, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_day_without_its_year_is_the_nearest(text: str, today: date, ahead: date, ago: date) -> None:
    assert parse_day(text, today) == ahead
    assert parse_day(text, today, past=True) == ago


def test_a_day_that_no_year_has_is_refused() -> None:
    with pytest.raises(BadInput, match="not a real date"):
        parse_day("31.6.", SUNDAY)
