"""Days on which something was done: never ahead, never before it could be."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording import full_day


def day_done(day: date | None, today: date, what: str, not_before: date | None = None) -> date:
    """The day on which `what` happened, today where none is given. Raises BadInput for an impossible one."""
    done = day or today
    if done > today:
        raise BadInput(f"{what} on {full_day(done)} is still ahead; give today or a day gone by.")
    if not_before is not None and done < not_before:
        raise BadInput(f"{what} on {full_day(done)} comes before {full_day(not_before)}, when it began.")
    return done
