"""Days as the demo's files write them: the number of days ago, negative for days ahead. Nobody works at weekends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from winback_tui.domain.days.clock import Clock, fixed_clock

SATURDAY = 5
MORNING = time(8, 30)
PAUSE = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Days:
    """Turns offsets into dates around `today`: what is past moves back to a Friday, what comes on to a Monday."""

    today: date

    def on(self, ago: int) -> date:
        """The working day this many days ago; 0 is today, whatever weekday it is."""
        day = self.today - timedelta(days=ago)
        off = day.weekday() - SATURDAY
        if off < 0 or ago == 0:
            return day
        return day - timedelta(days=off + 1) if ago > 0 else day + timedelta(days=2 - off)

    def moment(self, ago: int, turn: int) -> Clock:
        """A clock set to the time of the `turn`-th act of that working day, in local time."""
        at = datetime.combine(self.on(ago), MORNING).astimezone() + turn * PAUSE
        return fixed_clock(at)
