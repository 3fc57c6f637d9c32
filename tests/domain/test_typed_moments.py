"""A day with a time of day, as typed on the phone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from winback_tui.domain.days.typed_moments import TypedMoment, parse_moment
from winback_tui.domain.errors import BadInput

NOW = datetime(2026, 11, 24, 14, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "day", "at"),
    [
        ("15:30", date(2026, 11, 24), time(15, 30)),
        ("at 15.30", date(2026, 11, 24), time(15, 30)),
        ("9:00", date(2026, 11, 25), time(9)),
        ("3pm", date(2026, 11, 24), time(15)),
        ("12 am", date(2026, 11, 25), time(0)),
        ("tomorrow 9", date(2026, 11, 25), time(9)),
        ("Thu 14:05", date(2026, 11, 26), time(14, 5)),
        ("2026-12-01 at 8:15", date(2026, 12, 1), time(8, 15)),
        ("+3d", date(2026, 11, 27), None),
        ("today", date(2026, 11, 24), None),
        ("fri", date(2026, 11, 27), None),
    ],
)
def test_what_is_meant(typed: str, day: date, at: time | None) -> None:
    assert parse_moment(typed, NOW) == TypedMoment(day, at)


@pytest.mark.parametrize("typed", ["25:00", "13pm", "soon", "", "yesterday 9", "9 9"])
def test_what_cannot_be(typed: str) -> None:
    with pytest.raises(BadInput):
        parse_moment(typed, NOW)


def test_it_is_written_as_a_clock_shows_it() -> None:
    assert TypedMoment(date(2026, 11, 24), time(9, 5)).clock == "09:05"
    assert not TypedMoment(date(2026, 11, 24)).clock
