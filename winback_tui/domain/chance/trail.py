"""What scoring needs to know of one account, small enough to be kept beside it instead of its orders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple, Self

LOOK_BACK = 240
"""The newest order days that are looked at; what lies before says little about the next order."""
_KEEP = 0.7
"""How much of a weighted mean stays at each newer gap or order: the last six make nine tenths of it."""
_HALF_LIFE = 180.0
"""Days after which an order day counts half in `density`."""


class History(NamedTuple):
    """One account as the fit sees it.

    `days`: sorted distinct proleptic ordinals of the order days. `amounts`: money of the real orders of each
    of those days, any one unit throughout the account; may be empty where money is not known. `segment`: ''
    for none.
    """

    days: Sequence[int]
    amounts: Sequence[float] = ()
    segment: str = ""


class Trail(NamedTuple):
    """Sums over the newest order days of one account; they depend neither on today nor on the model.

    `first`, `last`: ordinals. `gap_*`: over the natural logarithms of the gaps in days; `gap_recent` weighs
    the newer ones more. `density`: order days, halved every 180 days before `last`. `money_*`: over the
    logarithms of the money of the order days; `usual_90`: money of 90 days at the usual pace, 0 where money
    is not known.
    """

    order_days: int
    first: int
    last: int
    median_gap: float
    gap_sum: float
    gap_squares: float
    gap_recent: float
    gap_longest: float
    density: float
    money_mean: float
    money_recent: float
    money_spread: float
    usual_90: float

    def packed(self) -> str:
        """One short text for a column of a table; `unpacked` reads it back, exactly."""
        return " ".join(map(repr, self))

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """The trail written by `packed`. Raises ValueError or TypeError for any other text."""
        order_days, first, last, *sums = text.split(" ")
        return cls(int(order_days), int(first), int(last), *map(float, sums))


def trail_of(days: Sequence[int], amounts: Sequence[float] = ()) -> Trail:
    """The trail of an account; arguments as in `History`. Raises ValueError when there is no order day."""
    if not days:
        raise ValueError("an account without order days leaves no trail")
    days, amounts = days[-LOOK_BACK:], amounts[-LOOK_BACK:]
    first, last = days[0], days[-1]
    gaps = [later - earlier for earlier, later in pairwise(days)]
    total = squares = recent = weights = 0.0
    for gap in gaps:
        length = log(gap)
        total += length
        squares += length * length
        recent = recent * _KEEP + length
        weights = weights * _KEEP + 1.0
    gaps.sort()
    middle = _median(gaps)
    span = max(90.0, last - first + middle)
    return Trail(
        len(days),
        first,
        last,
        middle,
        total,
        squares,
        recent / weights if gaps else 0.0,
        log(gaps[-1]) if gaps else 0.0,
        sum(0.5 ** ((last - day) / _HALF_LIFE) for day in days),
        *_money(amounts),
        sum(amounts) * 90.0 / span,
    )


def _money(amounts: Sequence[float]) -> tuple[float, float, float]:
    """Mean, mean of the newer ones, and spread of the logarithms."""
    total = squares = recent = weights = 0.0
    for amount in amounts:
        size = log(1.0 + max(0.0, amount))
        total += size
        squares += size * size
        recent = recent * _KEEP + size
        weights = weights * _KEEP + 1.0
    if not amounts:
        return 0.0, 0.0, 0.0
    mean = total / len(amounts)
    return mean, recent / weights, max(0.0, squares / len(amounts) - mean * mean) ** 0.5


def _median(ordered: Sequence[int]) -> float:
    if not ordered:
        return 0.0
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
