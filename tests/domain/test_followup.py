"""Late, today, this week, later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.followup import When, by_when, when, when_words

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ahead", "heap", "words"),
    [
        (-40, When.LATE, "40 days late"),
        (-1, When.LATE, "1 day late"),
        (0, When.TODAY, "today"),
        (1, When.THIS_WEEK, "tomorrow"),
        (6, When.THIS_WEEK, "Sat"),
        (7, When.LATER, "Sun 29 Nov"),
    ],
)
def test_heaps_and_words(ahead: int, heap: When, words: str) -> None:
    day = SUNDAY + timedelta(days=ahead)
    assert when(day, SUNDAY) is heap
    assert when_words(day, SUNDAY) == words


@settings(derandomize=True, max_examples=100)
@given(st.lists(st.integers(-400, 400)), st.integers(0, 6))
def test_nothing_is_lost_and_the_longest_waiting_comes_first(aheads: list[int], weekday: int) -> None:
    today = SUNDAY + timedelta(days=weekday)
    days = [today + timedelta(days=ahead) for ahead in aheads]
    heaps = by_when(days, lambda day: day, today)
    assert list(heaps) == list(When)
    assert [day for heap in heaps.values() for day in heap] == sorted(days)
