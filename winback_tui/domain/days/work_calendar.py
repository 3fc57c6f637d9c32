"""Which days a person works: weekends, holidays and leave taken out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.domain.errors import BadInput
from winback_tui.domain.wording.wording import full_day

WEEKEND = frozenset({5, 6})
_LONGEST_PAUSE = 730


@dataclass(frozen=True, slots=True)
class Leave:
    """A person's leave, both days included. Raises BadInput when it ends before it begins."""

    person_id: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise BadInput(
                f"The leave ends on {full_day(self.last)} but begins on {full_day(self.first)}; swap them."
            )


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Days on which nobody works, and leave by person. `weekend` holds weekdays, Monday is 0."""

    holidays: frozenset[date] = frozenset()
    leave: tuple[Leave, ...] = ()
    weekend: frozenset[int] = WEEKEND

    def day_off(self, day: date, person_id: str = "") -> str:
        """Why `person_id` does not work on `day`: `weekend`, `holiday`, `leave`; empty on a working day."""
        if day.weekday() in self.weekend:
            return "weekend"
        if day in self.holidays:
            return "holiday"
        away = any(leave.person_id == person_id and leave.first <= day <= leave.last for leave in self.leave)
        return "leave" if away else ""

    def working_day(self, day: date, person_id: str = "") -> date:
        """`day`, or the first day after it on which the person works.

        Raises BadInput when the person is away for two years on end.
        """
        for ahead in range(_LONGEST_PAUSE):
            found = day + timedelta(days=ahead)
            if not self.day_off(found, person_id):
                return found
        raise BadInput(f"No working day in the two years from {full_day(day)}; check leave and holidays.")
