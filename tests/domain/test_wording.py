"""Durations, days, chances and money in words."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.money.money import exponent
from winback_tui.domain.wording.wording import (
    count,
    distance,
    duration,
    duration_short,
    every,
    money_column,
    money_exact,
    money_words,
    near_day,
    percent,
    percent_short,
)

SUNDAY = date(2026, 11, 22)
UNIT_DAYS = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}


@pytest.mark.parametrize(
    ("days", "said", "short"),
    [
        (0, "0 days", "0 d"),
        (1, "1 day", "1 d"),
        (20, "20 days", "20 d"),
        (20.5, "3 weeks", "3 wk"),
        (22.5, "3 weeks", "3 wk"),
        (63, "9 weeks", "9 wk"),
        (91, "3 months", "3 mo"),
        (150, "5 months", "5 mo"),
        (731, "2 years", "2 yr"),
        (913, "2.5 years", "2.5 yr"),
        (36525, "100 years", "100 yr"),
    ],
)
def test_durations_in_the_unit_that_tells_enough(days: float, said: str, short: str) -> None:
    assert duration(days) == said
    assert duration_short(days) == short


@settings(max_examples=200)
@given(st.floats(min_value=1, max_value=40_000))
def test_a_duration_is_never_off_by_more_than_a_fifth(days: float) -> None:
    amount, unit = duration(days).split()
    told = float(amount) * UNIT_DAYS[unit.removesuffix("s")]
    assert abs(told - days) <= max(0.5, days / 5)


@settings(max_examples=200)
@given(st.integers(0, 5_000), st.integers(0, 5_000))
def test_a_longer_time_never_reads_shorter(one: int, other: int) -> None:
    def told(days: int) -> float:
        amount, unit = duration(days).split()
        return float(amount) * UNIT_DAYS[unit.removesuffix("s")]

    less, more = sorted((one, other))
    assert told(less) <= told(more) + 0.5


def test_no_time_below_nothing() -> None:
    with pytest.raises(ValueError, match="not a length"):
        duration(-1)


def test_plurals_and_how_often() -> None:
    assert count(1, "order") == "1 order"
    assert count(0, "order") == "0 orders"
    assert count(1200, "reply", "replies") == "1,200 replies"
    assert every(0.5) == every(1) == "every day"
    assert every(21) == "every 3 weeks"


@pytest.mark.parametrize(
    ("ahead", "away", "near"),
    [
        (0, "today", "today"),
        (1, "tomorrow", "tomorrow"),
        (-1, "yesterday", "yesterday"),
        (2, "in 2 days", "Tue"),
        (6, "in 6 days", "Sat"),
        (7, "in 7 days", "Sun 29 Nov"),
        (-2, "2 days ago", "Fri 20 Nov"),
        (-63, "9 weeks ago", "Sun 20 Sep"),
        (60, "in 9 weeks", "Thu 21 Jan"),
        (-700, "23 months ago", "22 Dec 2024"),
    ],
)
def test_days_seen_from_a_sunday(ahead: int, away: str, near: str) -> None:
    day = SUNDAY + timedelta(days=ahead)
    assert distance(day, SUNDAY) == away
    assert near_day(day, SUNDAY) == near


def test_a_bare_weekday_means_one_day_only() -> None:
    bare = [near_day(SUNDAY + timedelta(days=n), SUNDAY) for n in range(-400, 400)]
    weekdays = [said for said in bare if len(said) == 3]
    assert len(weekdays) == len(set(weekdays)) == 5


@pytest.mark.parametrize(
    ("chance", "figure"),
    [(0.62, "62 %"), (0.001, "under 1 %"), (0.9999, "over 99 %"), (0.949, "95 %"), (0.051, "5 %")],
)
def test_chances(chance: float, figure: str) -> None:
    assert percent(chance) == figure


@settings(max_examples=200)
@given(st.floats(min_value=0, max_value=1))
def test_nothing_is_ever_certain(chance: float) -> None:
    for said in (percent(chance), percent_short(chance)):
        assert 1 <= int(re.findall(r"\d+", said)[0]) <= 99


@pytest.mark.parametrize(
    ("minor", "currency", "said"),
    [
        (1_420_000, "EUR", "14,200 EUR"),
        (1250, "EUR", "12.50 EUR"),
        (1200, "EUR", "12 EUR"),
        (-1_000_050, "EUR", "-10,001 EUR"),
        (99_999, "JPY", "99,999 JPY"),
        (9_999, "EUR", "99.99 EUR"),
        (-9_999, "EUR", "-99.99 EUR"),
        (10_000, "EUR", "100 EUR"),
        (10_049, "EUR", "100 EUR"),
        (10_050, "EUR", "101 EUR"),
        (0, "EUR", "0 EUR"),
        (500, "", "5"),
        (123_456_789, "KWD", "123,457 KWD"),
    ],
)
def test_money(minor: int, currency: str, said: str) -> None:
    assert money_words(minor, currency) == said


@pytest.mark.parametrize(
    ("minor", "currency", "column", "exact"),
    [
        (239_849, "EUR", "2,398 EUR", "2,398.49 EUR"),
        (6_367, "EUR", "64 EUR", "63.67 EUR"),
        (6_350, "EUR", "64 EUR", "63.50 EUR"),
        (-6_340, "EUR", "-63 EUR", "-63.40 EUR"),
        (12, "EUR", "<1 EUR", "0.12 EUR"),
        (0, "EUR", "0 EUR", "0.00 EUR"),
        (67_094_549, "EUR", "670,945 EUR", "670,945.49 EUR"),
        (268_646, "JPY", "268,646 JPY", "268,646 JPY"),
        (1_234_567, "KWD", "1,235 KWD", "1,234.567 KWD"),
        (67_094_549, "", "670,945", "670,945.49"),
    ],
)
def test_money_of_a_column_has_one_precision_and_money_to_compare_has_every_cent(
    minor: int, currency: str, column: str, exact: str
) -> None:
    assert money_column(minor, currency) == column
    assert money_exact(minor, currency) == exact


@settings(max_examples=300)
@given(st.integers(-(10**12), 10**12), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_a_column_of_money_never_has_decimals_and_is_off_by_half_a_unit_at_most(
    minor: int, currency: str
) -> None:
    said = money_column(minor, currency)
    assert "." not in said
    if "<" not in said:
        unit = 10 ** exponent(currency)
        assert abs(int(said.split()[0].replace(",", "")) * unit - minor) * 2 <= unit
