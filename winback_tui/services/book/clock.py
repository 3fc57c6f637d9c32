"""The clock: the machine's, or a fixed instant from the environment."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from winback_tui.domain.days.clock import Clock, fixed_clock
from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import full_day


def clock_from_environment() -> Clock:
    """The system clock, or the instant in `WINBACK_NOW` (ISO), which makes captures and tests repeatable.

    Without a zone it is local time, so that the day is the one that was written. Raises BadInput for
    an invalid one.
    """
    given = os.environ.get("WINBACK_NOW")
    if not given:
        return Clock()
    try:
        instant = datetime.fromisoformat(given)
        clock = fixed_clock(instant.astimezone(UTC))
        clock.today()
    except (ValueError, OverflowError) as fault:
        raise BadInput(
            f"WINBACK_NOW is '{given[:40]}'; write an instant such as 2026-11-24T09:30 or leave it out."
        ) from fault
    return clock


def day_done(day: date | None, today: date, what: str, not_before: date | None = None) -> date:
    """The day on which `what` happened, today where none is given. Raises BadInput for an impossible one."""
    done = day or today
    if done > today:
        raise BadInput(f"{what} on {full_day(done)} is in the future; give today or an earlier day.")
    if not_before is not None and done < not_before:
        raise BadInput(f"{what} on {full_day(done)} comes before {full_day(not_before)}, when it began.")
    return done
