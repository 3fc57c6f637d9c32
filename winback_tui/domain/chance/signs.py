"""Signs in an account's own past apart from its usual interval; none of them depends on today.

The book itself weighs each sign by replaying its own past (`replay`): in a young book they count for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from operator import sub, truediv

from .trail import Trail

SIGNS = (
    "gaps growing",  # the newer gaps compared with all: an interval that stretches (playbook B3)
    "longest pause",  # how long a pause it has survived before, compared with its usual gap
    "order size",  # money of a usual order
    "orders shrinking",  # the newer orders compared with all: volume that falls (playbook B3)
    "lively lately",  # recent order days before the last one
    "long known",  # order days in all
)


def signs(trail: Trail) -> list[float]:
    """The signs of an account with at least two order days, unscaled, in the order of `SIGNS`."""
    usual = trail.gap_sum / (trail.order_days - 1)
    return [
        trail.gap_recent - usual,
        trail.gap_longest - usual,
        trail.money_mean,
        trail.money_recent - trail.money_mean,
        log(trail.density),
        log(trail.order_days),
    ]


def scaled(values: Sequence[float], means: Sequence[float], spreads: Sequence[float]) -> list[float]:
    """The signs in units of their spread among the accounts of the book, at most three either way."""
    return [
        -3.0 if far < -3.0 else 3.0 if far > 3.0 else far
        for far in map(truediv, map(sub, values, means), spreads)
    ]
