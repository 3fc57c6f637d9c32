"""Holiday rules give the days that calendars print."""

from __future__ import annotations

from datetime import date

import pytest

from winback_tui.domain.days.holidays import holidays
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.playbook.holidays import days_off


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", "2026-12-25"),
        ("2026-05-04", "2026-05-04"),
        ("easter", "2026-04-05"),
        (" Easter-2 ", "2026-04-03"),
        ("easter+50", "2026-05-25"),
        ("orthodox easter", "2026-04-12"),
        ("orthodox easter+1", "2026-04-13"),
        ("1 mon may", "2026-05-04"),
        ("last mon may", "2026-05-25"),
        ("last thu dec", "2026-12-31"),
        ("4 thu nov", "2026-11-26"),
    ],
)
def test_rule_names_the_day(rule: str, day: str) -> None:
    assert holidays([rule], [2026]) == {date.fromisoformat(day)}


def test_easter_of_known_years() -> None:
    known = ["1961-04-02", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2038-04-25"]
    assert holidays(["easter"], [int(day[:4]) for day in known]) == {date.fromisoformat(day) for day in known}
    orthodox = ["2000-04-30", "2024-05-05", "2025-04-20", "2027-05-02"]
    assert holidays(["orthodox easter"], [2000, 2024, 2025, 2027]) == {
        date.fromisoformat(d) for d in orthodox
    }


def test_leap_day_and_dated_rules_hold_only_in_their_years() -> None:
    assert holidays(["02-29", "2027-06-01"], [2026, 2028]) == {date(2028, 2, 29)}


@pytest.mark.parametrize(
    "rule", ["", "25.12.", "13-01", "02-30", "5 mon feb", "1 foo may", "1 mon foo", "easter+"]
)
def test_unreadable_rule_is_named_with_examples(rule: str) -> None:
    with pytest.raises(BadInput, match="is not a holiday rule; write '12-25'"):
        holidays([rule], [2026])


def test_a_teams_own_days_join_those_of_the_country() -> None:
    assert {date(2026, 1, 1), date(2026, 7, 7)} <= days_off("PL", ["2026-07-07"], [2026])
    assert days_off("", ["2026-07-07"], [2026]) == {date(2026, 7, 7)}


@pytest.mark.parametrize("country", ["AT", "CH", "DE", "ES", "FR", "GB", "IT", "NL", "PL", "RU", "US"])
def test_every_country_that_a_book_may_have_chosen_is_known(country: str) -> None:
    assert date(2026, 1, 1) in days_off(country, [], [2026])


def test_german_and_bavarian_days_of_2026() -> None:
    german = "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26"
    bavarian = f"{german} 01-06 06-04 11-01"
    for place, days in (("de", german), ("DE-BY", bavarian)):
        assert days_off(place, [], [2026]) == {date.fromisoformat(f"2026-{day}") for day in days.split()}


def test_unknown_country_is_named() -> None:
    with pytest.raises(NotFound, match="No holidays are known for 'XX'"):
        days_off("xx", [], [2026])
    with pytest.raises(NotFound, match=r"No region 'QQ' is known in DE; choose one of .*BB, BE, BW, BY"):
        days_off("DE-QQ", [], [2026])
