"""When an account is due, overdue or sleeping: by its own usual interval and by its segment's fixed rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from .rhythm import Rhythm

BUCKETS = (90, 180, 360)
"""Default age buckets: days since the last order (playbook T1); a setting."""
LEAST_ALLOWANCE = 3
SLEEP_GAPS = 3


class Lateness(NamedTuple):
    """All in days. `silence`: since the last order day; `expected`: from then to the day the next was due.

    `overdue_after`: silence that the account's own spread still explains. `fixed_days`: the segment's fixed rule.
    `sleeping_after`: silence beyond which an overdue account is sleeping. None where there is nothing to judge by.
    """

    silence: int
    expected: int | None
    overdue_after: int | None
    fixed_days: int | None
    sleeping_after: int

    @property
    def late_by(self) -> int:
        """Days past the expected day; 0 before it."""
        return 0 if self.expected is None else max(0, self.silence - self.expected)

    @property
    def due(self) -> bool:
        """The expected day has come."""
        return self.expected is not None and self.silence >= self.expected

    @property
    def overdue_by_rhythm(self) -> bool:
        """No order for longer than the usual interval and its spread explain (playbook B2, B3)."""
        return self.overdue_after is not None and self.silence > self.overdue_after

    @property
    def overdue_by_rule(self) -> bool:
        """No order for at least as long as the segment's fixed rule allows (playbook W1)."""
        return self.fixed_days is not None and self.silence >= self.fixed_days

    def since(self, last_day: date) -> date | None:
        """The first day on which the account was overdue by either limit; None while it is not."""
        limits = [self.overdue_after + 1] if self.overdue_by_rhythm and self.overdue_after is not None else []
        limits += [self.fixed_days] if self.overdue_by_rule and self.fixed_days is not None else []
        return last_day + timedelta(days=min(limits)) if limits else None

    @property
    def sleeping(self) -> bool:
        """Overdue for so long that the usual interval says nothing; a call may wake them (M0: asleep is not gone)."""
        return self.silence > self.sleeping_after and (self.overdue_by_rhythm or self.overdue_by_rule)


def lateness(
    rhythm: Rhythm,
    until: date,
    expected_gap: float | None = None,
    fixed_days: int | None = None,
    buckets: tuple[int, ...] = BUCKETS,
    fragile: bool = False,
) -> Lateness:
    """How late an account is on `until`, the data day.

    `expected_gap` (own or borrowed) replaces the own median gap where given. Overdue only once an allowance after
    the expected day is used up: twice the own spread, at least half the gap and at least three days, but not beyond
    the longest gap there ever was; a fragile account gets none. Sleeping after the last bucket, or after three gaps
    where these are longer.
    """
    gap = rhythm.median_gap if expected_gap is None else expected_gap
    last_bucket = max(buckets) if buckets else BUCKETS[-1]
    silence = rhythm.silence(until)
    if gap is None:
        return Lateness(silence, None, None, fixed_days, last_bucket)
    # Comparisons in place of min and max: of every account, at every scoring and in every list.
    half = gap / 2
    least = half if half > LEAST_ALLOWANCE else LEAST_ALLOWANCE
    allowance = 0.0
    if not fragile:
        explained = 2 * (rhythm.spread or 0.0)
        allowance = explained if explained > least else least
    if rhythm.longest_gap is not None and rhythm.order_days > 2:
        beyond = rhythm.longest_gap - gap
        most = beyond if beyond > least else least
        allowance = most if most < allowance else allowance
    asleep = round(SLEEP_GAPS * gap)
    return Lateness(
        silence,
        round(gap),
        round(gap + allowance),
        fixed_days,
        asleep if asleep > last_bucket else last_bucket,
    )
