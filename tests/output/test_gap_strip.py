"""The rhythm strip."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.output.order_strips import gap_strip

TODAY = date(2026, 11, 22)
NOW = TODAY.toordinal()
UNEVEN = [63 + 21 * back + back % 3 * 2 for back in range(18)]


def strip(days_ago: list[int], due_ago: int | None, width: int = 64) -> str:
    days = sorted({NOW - ago for ago in days_ago})
    return gap_strip(days, TODAY, None if due_ago is None else TODAY - timedelta(days=due_ago), width)


@pytest.mark.parametrize(
    ("days_ago", "due_ago", "width", "expected"),
    [
        (UNEVEN, 42, 64, "┼─┼─┼──┼─┼─┼──┼┼──┼─┼─┼──┼─┤·○ · ·┊ today; order expected 11 Oct"),
        (UNEVEN[:9], 42, 20, "├─┼─┼┼─┼─┼┼─┼─┤·○ ·┊"),
        ([400], 370, 64, "┤···○ expected 17 Nov 2025 · · · · · · · · · · · · · · · ┊ today"),
        ([0, 365, 730], -365, 64, "├─────────────┼─────────────┤┊            ○ expected 22 Nov 2027"),
        ([400], None, 40, "┤································┊ today"),
        ([-3], None, 20, "no order yet        "),
    ],
)
def test_golden(days_ago: list[int], due_ago: int | None, width: int, expected: str) -> None:
    assert strip(days_ago, due_ago, width) == expected


def test_a_long_history_is_cut_to_what_the_silence_needs() -> None:
    assert strip([5 + 21 * back for back in range(40)], -16).count("┼") == 12
    assert not strip([5 + 21 * back for back in range(40)], -16).startswith("├")
    assert strip([700 + 7 * back for back in range(300)], 693).index("┤") > 20


def test_too_narrow() -> None:
    with pytest.raises(ValueError, match="12 characters"):
        strip([5], None, 11)


@settings(max_examples=300)
@given(
    st.lists(st.integers(-60, 2000), max_size=60),
    st.none() | st.integers(-900, 2000),
    st.integers(12, 130),
)
def test_marks_stand_once_in_the_order_of_time(days_ago: list[int], due_ago: int | None, width: int) -> None:
    drawn = strip(days_ago, due_ago, width)
    assert len(drawn) == width
    past = {ago for ago in days_ago if ago >= 0}
    if not past:
        assert drawn.strip() == "no order yet"
        return
    assert drawn.count("┤") == drawn.count("┊") == 1
    assert drawn.count("├") + drawn.count("┼") + 1 <= len(past)
    assert drawn.count("○") == (due_ago is not None)
    assert drawn.index("┤") < drawn.index("┊")
    if due_ago is not None:
        assert drawn.index("┤") < drawn.index("○")
        assert (drawn.index("○") < drawn.index("┊")) == (due_ago >= 0)
    if width >= 40:
        assert ("expected" in drawn) == (due_ago is not None)
