"""The one source of 'now'; tests and demos inject their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime


def _system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """Gives the present instant (UTC) and the user's present day (local calendar)."""

    now: Callable[[], datetime] = _system_now

    def now_ms(self) -> int:
        """The present instant in milliseconds since 1970, UTC."""
        return int(self.now().timestamp() * 1000)

    def today(self) -> date:
        """The user's calendar day."""
        return self.now().astimezone().date()


def fixed_clock(instant: datetime | date) -> Clock:
    """A clock that always shows the same time; a bare date means noon of that day, where the user is."""
    if not isinstance(instant, datetime):
        instant = datetime(instant.year, instant.month, instant.day, 12).astimezone(UTC)
    moment = instant
    return Clock(lambda: moment)
