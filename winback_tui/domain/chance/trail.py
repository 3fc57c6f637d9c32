"""What scoring needs to know of one account, small enough to be stored with it instead of its orders."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, repeat
from math import log, pow
from operator import mul, sub
from struct import Struct
from typing import NamedTuple, Self

LOOK_BACK = 240
"""Only this many of the newest order days are used; earlier ones say little about the next order."""
_KEEP = 0.7
"""The share of a weighted mean kept at each newer gap or order: the last six make up nine tenths of it."""
_HALF_LIFE = 180.0
"""After this many days an order day counts half in `density`."""


class OrderHistory(NamedTuple):
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

    def packed(self) -> bytes:
        """The trail as bytes for a column of a table; `unpacked` reads it back, exactly."""
        return _FORM.pack(*self)

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The trail written by `packed`. Raises struct.error for any other bytes."""
        return cls._make(_FORM.unpack(packed))


_FORM = Struct("<3q10d")


def trail_of(days: Sequence[int], amounts: Sequence[float] = (), gaps: Sequence[int] | None = None) -> Trail:
    """The trail of an account; arguments as in `OrderHistory`. Raises ValueError when there is no order day.

    `gaps`: those between the days, the shortest first, where the caller has them.
    """
    if not days:
        raise ValueError("an account without order days leaves no trail")
    if len(days) > LOOK_BACK:
        days, amounts, gaps = days[-LOOK_BACK:], amounts[-LOOK_BACK:], None
    first, last = days[0], days[-1]
    lengths = list(map(log, map(sub, days[1:], days)))
    if gaps is None:
        gaps = sorted(map(sub, days[1:], days))
    middle = _median(gaps)
    span = max(90.0, last - first + middle)
    return Trail(
        len(days),
        first,
        last,
        middle,
        sum(lengths, 0.0),
        sum(map(mul, lengths, lengths), 0.0),
        _recent(lengths),
        log(gaps[-1]) if gaps else 0.0,
        sum(map(_FADED.__getitem__, map(last.__sub__, days))),
        *_money(amounts),
        sum(amounts) * 90.0 / span,
    )


def _money(amounts: Sequence[float]) -> tuple[float, float, float]:
    """Mean, mean of the newer ones, and spread of the logarithms."""
    if not amounts:
        return 0.0, 0.0, 0.0
    if min(amounts) < 0:
        amounts = [max(0.0, amount) for amount in amounts]
    sizes = [log(1.0 + amount) for amount in amounts]
    mean = sum(sizes, 0.0) / len(sizes)
    squares = sum(map(mul, sizes, sizes), 0.0)
    return mean, _recent(sizes), max(0.0, squares / len(sizes) - mean * mean) ** 0.5


def _recent(values: Sequence[float]) -> float:
    """Their mean, the newer ones counting more; 0 for none."""
    total = 0.0
    for value in values:
        total = total * _KEEP + value
    return total / _WEIGHTS[len(values)] if values else 0.0


class _Fading(dict[int, float]):
    """Days ago -> the weight of an order day of that age."""

    def __missing__(self, ago: int) -> float:
        share = self[ago] = pow(0.5, ago / _HALF_LIFE)
        return share


_FADED = _Fading()
_WEIGHTS = list(accumulate(repeat(1.0, LOOK_BACK), lambda total, one: total * _KEEP + one, initial=0.0))
"""The weights that `_recent` divides by, by the number of values."""


def _median(ordered: Sequence[int]) -> float:
    if not ordered:
        return 0.0
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
