"""Month bars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.output.order_strips import BARS, month_strip, month_totals, months_width

UNTIL = date(2026, 11, 22)


def test_two_years_under_their_labels() -> None:
    amounts = [(date(2025, month, 5), month * 100) for month in range(1, 13)]
    amounts += [(date(2026, 1, 9), 600), (date(2026, 1, 30), 600), (date(2026, 8, 1), 1)]
    assert month_strip(amounts, UNTIL) == "2024     2025 ▁▂▂▃▄▄▅▆▆▇██   2026 █······▁···"


def test_a_year_that_ends_in_december_has_two_labels_and_the_same_months_width() -> None:
    strip = month_strip([(date(2025, 1, 1), 1)], date(2026, 12, 31))
    assert strip.rstrip() == "2025 █···········   2026 ············"
    assert len(strip) == months_width()


def test_no_orders_is_a_strip_too() -> None:
    assert "·" * 12 in month_strip([], UNTIL)


@settings(max_examples=200)
@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2028, 1, 1)), st.integers(1, 10**9)), max_size=30),
    st.dates(date(2021, 1, 1), date(2027, 12, 31)),
    st.integers(1, 40),
)
def test_width_is_fixed_and_bars_follow_the_money(
    amounts: list[tuple[date, int]], until: date, months: int
) -> None:
    strip, totals = month_strip(amounts, until, months), month_totals(amounts, until, months)
    assert len(strip) == months_width(months)
    first = date(totals[0].year, totals[0].month, 1)
    assert sum(total.minor for total in totals) == sum(
        minor for day, minor in amounts if first <= day <= until
    )
    shown = [char for char in strip if char in BARS]
    money = [total.minor for total in totals if total.minor > 0]
    assert len(shown) == len(money)
    for one, other, bar, next_bar in zip(money, money[1:], shown, shown[1:], strict=False):
        assert (one <= other) <= (bar <= next_bar)
    if money:
        assert "█" in shown


@pytest.mark.parametrize("months", [1, 2, 11, 12, 13, 14, 24, 25, 26])
def test_the_width_is_reached_and_never_exceeded(months: int) -> None:
    widths = set()
    for ahead in range(24):
        until = UNTIL + timedelta(days=30 * ahead)
        widths.add(len(month_strip([], until, months).rstrip()))
    assert max(widths) == months_width(months)
