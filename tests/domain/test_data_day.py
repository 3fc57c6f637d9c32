from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.days.data_day import OrderImport, data_day, is_old, known_until, usual_pause

MONDAY = date(2026, 11, 23)


def working_days(until: date) -> Sequence[date]:
    days = (until - timedelta(days=back) for back in reversed(range(200)))
    return [day for day in days if day.weekday() < 5]


def monthly(until: date) -> Sequence[date]:
    return [until - timedelta(days=30 * back) for back in reversed(range(12))]


@pytest.mark.parametrize(
    ("imported", "last_order", "known"),
    [
        (MONDAY, MONDAY, MONDAY),
        (MONDAY, MONDAY - timedelta(days=1), MONDAY),
        (MONDAY, MONDAY - timedelta(days=3), MONDAY),  # over a weekend
        (
            MONDAY,
            MONDAY - timedelta(days=4),
            MONDAY - timedelta(days=4),
        ),  # no order on a Friday: an old export
        (
            MONDAY,
            MONDAY + timedelta(days=9),
            MONDAY,
        ),  # an order dated ahead tells nothing of the days until then
    ],
)
def test_an_import_is_as_good_as_its_day_where_its_newest_order_is_as_fresh_as_usual(
    imported: date, last_order: date, known: date
) -> None:
    assert known_until(OrderImport(imported, last_order), working_days) == known


def test_a_book_of_few_orders_is_judged_by_its_own_pauses() -> None:
    assert known_until(OrderImport(MONDAY, MONDAY - timedelta(days=25)), monthly) == MONDAY
    late = MONDAY - timedelta(days=45)
    assert known_until(OrderImport(MONDAY, late), monthly) == late


def test_a_book_too_young_to_show_its_pauses_is_taken_to_order_weekly() -> None:
    assert usual_pause([]) == usual_pause(monthly(MONDAY)[:5]) == 7


def test_the_latest_known_day_counts_but_never_a_day_to_come() -> None:
    assert data_day(MONDAY, [date(2026, 11, 1), date(2026, 11, 20)]) == date(2026, 11, 20)
    assert data_day(date(2026, 11, 10), [date(2026, 11, 1), date(2026, 11, 20)]) == date(2026, 11, 10)
    assert data_day(MONDAY, []) == MONDAY


def test_data_older_than_a_week_is_old() -> None:
    assert not is_old(MONDAY - timedelta(days=7), MONDAY)
    assert is_old(MONDAY - timedelta(days=8), MONDAY)


@given(st.integers(0, 60), st.integers(1, 60))
def test_a_fresher_order_never_moves_the_day_back(pause: int, fresher: int) -> None:
    older = OrderImport(MONDAY, MONDAY - timedelta(days=pause + fresher))
    newer = OrderImport(MONDAY, MONDAY - timedelta(days=pause))
    assert known_until(newer, monthly) >= known_until(older, monthly)
