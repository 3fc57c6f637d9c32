"""How often an account orders, learnt from its order days (playbook B2, B3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import sub
from typing import NamedTuple


class Rhythm(NamedTuple):
    """What the order days of one account say; all gaps are in days.

    `spread` is the median distance of the gaps from the median gap, in days (median absolute deviation): half of
    all gaps lie within `median_gap - spread .. median_gap + spread`. None with fewer than three order days; the
    gaps are None with fewer than two.
    """

    order_days: int
    first_day: date
    last_day: date
    median_gap: float | None
    shortest_gap: int | None
    longest_gap: int | None
    spread: float | None

    @property
    def expected_gap(self) -> float | None:
        """Usual days from one order day to the next; None for an account that never ordered twice."""
        return self.median_gap

    def silence(self, today: date) -> int:
        """Days since the last order day; 0 where the last order is in the future."""
        return max(0, (today - self.last_day).days)

    def late_by(self, today: date) -> int:
        """Days past the expected day; 0 while no order is due or no usual interval is known."""
        if self.median_gap is None:
            return 0
        return max(0, self.silence(today) - round(self.median_gap))


def gaps_of(days: Sequence[int]) -> list[int]:
    """Days between neighbouring order days; `days` are sorted distinct proleptic ordinals."""
    return list(map(sub, days[1:], days))


def rhythm_of(days: Sequence[int], gaps: Sequence[int] | None = None) -> Rhythm:
    """How often an account with these order days orders (sorted distinct proleptic ordinals, at least one).

    `gaps`: those between the days, the shortest first, where the caller has them.
    Raises ValueError when `days` is empty: an account without orders has no rhythm.
    """
    if not days:
        raise ValueError("an account without order days has no usual interval")
    if gaps is None:
        gaps = sorted(gaps_of(days))
    middle = _middle(gaps) if gaps else None
    return Rhythm(
        len(days),
        date.fromordinal(days[0]),
        date.fromordinal(days[-1]),
        middle,
        gaps[0] if gaps else None,
        gaps[-1] if gaps else None,
        None if middle is None or len(gaps) < 2 else _middle(sorted([abs(gap - middle) for gap in gaps])),
    )


def _middle(ordered: Sequence[float]) -> float:
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
