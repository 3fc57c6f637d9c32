"""The day that a promise names in its own words."""

from __future__ import annotations

from datetime import date

import pytest

from winback_tui.domain.days.day_in_text import day_in_text

SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Call on Friday with new price", date(2026, 11, 27)),
        ("Rufe am Freitag mit neuem Preis an", date(2026, 11, 27)),
        ("Samples by 5.12.2026", date(2026, 12, 5)),
        ("samples by 2026-12-05.", date(2026, 12, 5)),
        ("I call tomorrow", date(2026, 11, 23)),
        ("an offer in 2 weeks", date(2026, 12, 6)),
        ("Angebot binnen 3 Tagen", date(2026, 11, 25)),
        ("on Friday, the 27.11.2026", date(2026, 11, 27)),
        ("next Friday", None),
        ("Monday or Tuesday", None),
        ("Monday, and the samples on Tuesday", None),
        ("every Monday", None),
        ("as on 2026-11-20", None),
        ("by 31.2.2027", None),
        ("a new price", None),
        ("2 boxes of Monday-to-Sunday trays", None),
    ],
)
def test_one_day_without_doubt_or_none(text: str, day: date | None) -> None:
    assert day_in_text(text, SUNDAY) == day
