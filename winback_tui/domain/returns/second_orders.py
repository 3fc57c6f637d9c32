"""How many returned customers order a second time: what the chance of a trial order rests on (playbook M12)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

HORIZONS = (90, 180)
PRIOR = (0.5, 0.4)
"""Share of trial orders after which nothing more comes within each horizon, before a book has returns of its own."""
PRIOR_WEIGHT = 4
"""The prior counts as this many returns (our own choice)."""


class SecondOrders(NamedTuple):
    """For each horizon: returns observed for that long, and those of them without a second order day within it."""

    seen: tuple[int, int] = (0, 0)
    alone: tuple[int, int] = (0, 0)

    def chance_gone(self, horizon: int) -> float:
        """The risk, 0 to 1, that nothing follows a trial order within 90 (0) or 180 days (1)."""
        known = self.alone[horizon] + PRIOR[horizon] * PRIOR_WEIGHT
        return known / (self.seen[horizon] + PRIOR_WEIGHT)


def second_orders(trials: Iterable[tuple[date, Sequence[date]]], until: date) -> SecondOrders:
    """Counted from each return: the day of its first order, and the order days of its second life up to `until`."""
    seen, alone = [0, 0], [0, 0]
    for first, days in trials:
        for place, horizon in enumerate(HORIZONS):
            if (until - first).days >= horizon:
                seen[place] += 1
                alone[place] += not any(0 < (day - first).days <= horizon for day in days)
    return SecondOrders((seen[0], seen[1]), (alone[0], alone[1]))
