from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from winback_tui.domain.account.month_levels import MONTHS, levels_until, month_levels


def days(*texts: str) -> list[int]:
    return [date.fromisoformat(text).toordinal() for text in texts]


def test_the_best_month_is_full_and_months_without_an_order_are_empty() -> None:
    known = days("2026-01-05", "2026-03-02", "2026-03-30", "2026-06-01")
    assert month_levels(known, [100, 100, 100, 50]) == "      408002"


def test_months_before_the_last_twelve_are_left_out_and_any_order_is_seen() -> None:
    known = days("2024-01-05", "2025-08-02", "2026-06-01")
    assert month_levels(known, [9_000, 10_000, 1]) == "0800" + "0000" + "0001"


def test_months_after_the_last_order_follow_it() -> None:
    levels = month_levels(days("2026-06-01"), [100])
    assert levels_until(levels, date(2026, 6, 1), date(2026, 6, 30)) == " " * 11 + "8"
    assert levels_until(levels, date(2026, 6, 1), date(2026, 9, 1)) == " " * 8 + "8000"
    assert levels_until(levels, date(2026, 6, 1), date(2028, 9, 1)) == "0" * 12
    assert levels_until("", date(2026, 6, 1), date(2026, 9, 1)) == ""


@given(
    st.lists(
        st.tuples(st.integers(735_000, 740_000), st.integers(1, 10**9)),
        min_size=1,
        unique_by=lambda one: one[0],
    )
)
def test_there_are_twelve_and_the_last_has_the_last_order(orders: list[tuple[int, int]]) -> None:
    orders.sort()
    levels = month_levels([day for day, _ in orders], [minor for _, minor in orders])
    assert len(levels) == MONTHS and levels[-1] in "12345678" and "8" in levels
