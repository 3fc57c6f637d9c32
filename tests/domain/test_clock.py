"""A fixed clock shows the day that it was given, wherever the user is."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
from datetime import date
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.book.clock import clock_from_environment
print(*(fixed_clock(date.fromisoformat(day)).today() for day in ("2026-11-22", "2028-02-29", "2026-12-31")))
print(clock_from_environment().today())
"""


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu"])
def test_the_day_is_the_same_in_every_time_zone(zone: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={"TZ": zone, "WINBACK_NOW": "2027-12-31T12:00:00"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.split() == ["2026-11-22", "2028-02-29", "2026-12-31", "2027-12-31"]
