"""Due, overdue, asleep: by rhythm and by fixed rule."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.lateness import Lateness, lateness
from winback_tui.domain.account.rhythm import rhythm_of

FIRST = date(2025, 1, 1)


def late(gaps: list[int], silence: int, **more: object) -> Lateness:
    days = [FIRST.toordinal()]
    for gap in gaps:
        days.append(days[-1] + gap)
    until = date.fromordinal(days[-1]) + timedelta(days=silence)
    return lateness(rhythm_of(days), until, **more)  # type: ignore[arg-type]


def test_three_weeks_rhythm() -> None:
    steady = [21] * 8
    assert (late(steady, 20).due, late(steady, 21).due) == (False, True)
    assert (late(steady, 21).late_by, late(steady, 24).late_by) == (0, 3)
    assert not late(steady, late(steady, 0).overdue_after or 0).overdue_by_rhythm
    assert late(steady, 33).overdue_by_rhythm
    assert not late(steady, 300).sleeping
    assert late(steady, 361).sleeping


def test_an_uneven_account_is_excused_for_longer() -> None:
    assert late([5, 40, 12, 33, 20, 60], 0).overdue_after == round(26.5 + 2 * 14)


def test_no_account_is_excused_beyond_its_longest_gap() -> None:
    assert late([5, 40, 12, 33, 20], 0).overdue_after == 40
    assert late([20, 200], 0).overdue_after == 200
    assert late([20, 21], 0).overdue_after == round(20.5 * 1.5)


def test_a_daily_account_gets_a_weekend() -> None:
    assert not late([1] * 30, 4).overdue_by_rhythm
    assert late([1] * 30, 5).overdue_by_rhythm


def test_once_a_year_is_normal_for_some() -> None:
    assert not late([365, 365, 365], 400).overdue_by_rhythm
    assert late([365, 365, 365], 600).overdue_by_rhythm
    assert not late([365, 365, 365], 1095).sleeping
    assert late([365, 365, 365], 1096).sleeping


def test_the_segment_rule_stands_beside_the_rhythm() -> None:
    yearly = [365, 365]
    assert not late(yearly, 44, fixed_days=45).overdue_by_rule
    assert late(yearly, 45, fixed_days=45).overdue_by_rule
    assert not late(yearly, 45, fixed_days=45).overdue_by_rhythm


def test_overdue_counts_from_the_limit_that_came_first() -> None:
    def since(gaps: list[int], silence: int, **more: object) -> int | None:
        found = late(gaps, silence, **more).since(FIRST)
        return None if found is None else (found - FIRST).days

    steady, by_rhythm = [21] * 8, (late([21] * 8, 0).overdue_after or 0) + 1
    assert since(steady, by_rhythm - 1) is None
    assert since(steady, by_rhythm) == since(steady, 100) == by_rhythm
    for fixed in (by_rhythm - 1, by_rhythm, by_rhythm + 1):
        assert since(steady, 100, fixed_days=fixed) == min(fixed, by_rhythm)
    assert since([365, 365], 45, fixed_days=45) == 45
    assert since([365, 365], 44, fixed_days=45) is None


def test_fragile_means_no_allowance() -> None:
    assert late([21] * 8, 22, fragile=True).overdue_by_rhythm


def test_one_order_is_judged_by_a_borrowed_gap_or_not_at_all() -> None:
    assert late([], 40).late_by == 0 and not late([], 400).due
    assert late([], 40, expected_gap=30.0).late_by == 10


def test_buckets_are_a_setting() -> None:
    assert late([7] * 9, 61, buckets=(30, 60)).sleeping


@settings(max_examples=200)
@given(
    st.lists(st.integers(1, 500), max_size=12),
    st.integers(0, 3000),
    st.integers(0, 400),
    st.none() | st.integers(1, 400),
)
def test_more_silence_never_makes_less_late(
    gaps: list[int], silence: int, more: int, rule: int | None
) -> None:
    now, then = late(gaps, silence, fixed_days=rule), late(gaps, silence + more, fixed_days=rule)
    for name in ("due", "overdue_by_rhythm", "overdue_by_rule", "sleeping", "late_by"):
        assert getattr(now, name) <= getattr(then, name)
    assert now.due or not now.overdue_by_rhythm
    assert now.overdue_by_rhythm or now.overdue_by_rule or not now.sleeping
