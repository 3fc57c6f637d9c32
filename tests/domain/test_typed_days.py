"""Days as people write them, with dots or as ISO, wherever one is typed."""

from __future__ import annotations

from datetime import date

import pytest

from winback_tui.domain.case.conditions import parse
from winback_tui.domain.days.typed_days import calendar_day
from winback_tui.domain.errors import BadInput


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-12", date(2026, 3, 12)),
        ("12.03.2026", date(2026, 3, 12)),
        ("1.10.2026", date(2026, 10, 1)),
        (" 1. 10. 2026 ", date(2026, 10, 1)),
        ("12.3.26", None),
        ("12.3", None),
        ("tue", None),
        ("١.١٠.٢٠٢٦", None),
    ],
)
def test_dots_mean_day_month_year(text: str, day: date | None) -> None:
    assert calendar_day(text) == day


@pytest.mark.parametrize("text", ["31.02.2026", "0.1.2026", "1.13.2026", "2026-02-30"])
def test_a_day_that_is_none(text: str) -> None:
    with pytest.raises(BadInput, match="not a real date"):
        calendar_day(text)


@pytest.mark.parametrize("text", ["3/4/2026", "03/04/26", "31/12/2026"])
def test_slashes_are_not_guessed_at(text: str) -> None:
    with pytest.raises(BadInput, match="can be read two ways"):
        calendar_day(text)


def test_a_condition_takes_both() -> None:
    assert parse("by 1.12.2026") == parse("by 2026-12-01")
    assert parse("price <= 14 EUR by 1.12.2026").by == date(2026, 12, 1)
