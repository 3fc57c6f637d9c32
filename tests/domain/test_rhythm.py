from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.account.rhythm import rhythm_of

START = date(2024, 1, 1)

order_days = st.sets(st.integers(1, 3_000), min_size=1, max_size=60).map(
    lambda offsets: sorted(START.toordinal() + offset for offset in offsets)
)


def after(*offsets: int) -> list[int]:
    return [START.toordinal() + offset for offset in offsets]


def test_the_gaps_of_an_account_and_their_spread() -> None:
    rhythm = rhythm_of(after(0, 30, 58, 90, 180))

    assert (rhythm.order_days, rhythm.first_day, rhythm.last_day) == (5, START, START + timedelta(180))
    assert (rhythm.shortest_gap, rhythm.median_gap, rhythm.longest_gap) == (28, 31.0, 90)
    assert rhythm.spread == 2.0


def test_two_order_days_make_a_gap_but_no_spread() -> None:
    rhythm = rhythm_of(after(0, 14))

    assert rhythm.median_gap == 14.0
    assert rhythm.spread is None


def test_one_order_day_has_no_rhythm_and_is_never_late() -> None:
    rhythm = rhythm_of(after(0))

    assert (rhythm.median_gap, rhythm.longest_gap, rhythm.spread) == (None,) * 3
    assert rhythm.late_by(START + timedelta(9_999)) == 0


def test_late_counts_from_the_expected_day_on() -> None:
    rhythm = rhythm_of(after(0, 30, 60))

    assert rhythm.late_by(START + timedelta(89)) == 0
    assert rhythm.late_by(START + timedelta(90)) == 0
    assert rhythm.late_by(START + timedelta(97)) == 7
    assert rhythm.silence(START + timedelta(97)) == 37


def test_an_order_dated_tomorrow_is_no_silence() -> None:
    rhythm = rhythm_of(after(0, 10))

    assert rhythm.silence(START) == rhythm.late_by(START) == 0


def test_no_order_days_are_refused() -> None:
    with pytest.raises(ValueError, match="order days"):
        rhythm_of([])


@given(days=order_days, silence=st.integers(0, 3_000))
@settings(max_examples=60)
def test_the_gaps_agree_with_the_days(days: list[int], silence: int) -> None:
    rhythm = rhythm_of(days)

    assert rhythm.order_days == len(days)
    if rhythm.shortest_gap is None or rhythm.median_gap is None or rhythm.longest_gap is None:
        assert len(days) == 1
        return
    assert 1 <= rhythm.shortest_gap <= rhythm.median_gap <= rhythm.longest_gap
    assert rhythm.longest_gap <= days[-1] - days[0]
