"""Books whose last days hold far fewer orders than these weekdays usually have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from winback_tui.domain.account.thin_end import thin_end

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 20)


def working_days(orders: int, last: date = FRIDAY, weeks: int = 12) -> dict[date, int]:
    """So many orders on each of Monday to Friday."""
    days = (last - timedelta(days=back) for back in range(weeks * 7))
    return {day: orders for day in days if day.weekday() < 5}


def test_a_whole_book_is_not_called_incomplete() -> None:
    assert thin_end(working_days(20), TODAY) is None


def test_two_thin_days_are_told_with_their_figures() -> None:
    counts = working_days(20) | {FRIDAY: 1, date(2026, 11, 19): 2}
    found = thin_end(counts, TODAY)
    assert found is not None
    assert (found.since, found.until, found.orders, found.usual) == (date(2026, 11, 19), FRIDAY, 3, 40)
    assert found.sentence == "last 2 days look incomplete: 3 orders, usually 40"


def test_a_day_without_any_order_between_thin_days_counts() -> None:
    counts = working_days(20) | {FRIDAY: 1}
    del counts[date(2026, 11, 19)]
    found = thin_end(counts, TODAY)
    assert found is not None and (found.days, found.orders) == (2, 1)


@pytest.mark.parametrize(("on_saturday", "since", "days"), [(0, 13, 5), (1, 16, 2)])
def test_a_usual_day_off_is_no_end_of_thin_days_and_an_order_on_it_is(
    on_saturday: int, since: int, days: int
) -> None:
    """Thin from Friday the 13th on; a Saturday on which somebody ordered says that the book went on."""
    thin = {date(2026, 11, day): 1 for day in (13, 16, 17)}
    counts = working_days(20, last=date(2026, 11, 17)) | thin | {date(2026, 11, 14): on_saturday}
    found = thin_end(counts, TODAY)
    assert found is not None and (found.since, found.days) == (date(2026, 11, since), days)


@pytest.mark.parametrize(
    ("counts", "today"),
    [
        ({}, TODAY),
        (working_days(20) | {TODAY: 1}, TODAY),
        (working_days(20) | {date(2026, 11, 21): 1}, TODAY),
        (working_days(20, weeks=4) | {FRIDAY: 1}, TODAY),
        (working_days(1) | {FRIDAY: 0}, TODAY),
        (working_days(20) | {FRIDAY: 15}, TODAY),
    ],
    ids=["empty", "today still runs", "a Saturday", "too young", "too small", "a quiet day"],
)
def test_what_is_no_sign_of_it(counts: dict[date, int], today: date) -> None:
    assert thin_end(counts, today) is None
