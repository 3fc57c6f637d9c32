"""Late, today, this week, later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winback_tui.domain.days.due import When, when, when_words

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ahead", "group", "words"),
    [
        (-40, When.LATE, "40 days late"),
        (-1, When.LATE, "1 day late"),
        (0, When.TODAY, "today"),
        (1, When.THIS_WEEK, "tomorrow"),
        (6, When.THIS_WEEK, "Sat"),
        (7, When.LATER, "Sun 29 Nov"),
    ],
)
def test_groups_and_words(ahead: int, group: When, words: str) -> None:
    day = SUNDAY + timedelta(days=ahead)
    assert when(day, SUNDAY) is group
    assert when_words(day, SUNDAY) == words


@settings(max_examples=100)
@given(st.lists(st.integers(-400, 400)), st.integers(0, 6))
def test_every_day_has_its_group_and_they_follow_one_another(aheads: list[int], weekday: int) -> None:
    today = SUNDAY + timedelta(days=weekday)
    days = [today + timedelta(days=ahead) for ahead in aheads]
    places = [list(When).index(when(day, today)) for day in sorted(days)]
    assert places == sorted(places)
