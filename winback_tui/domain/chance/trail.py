"""What scoring needs to know of one account, small enough to be kept beside it instead of its orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from math import log
from typing import NamedTuple, Self


class History(NamedTuple):
    """One account as the fit sees it.

    `days`: sorted distinct proleptic ordinals of the order days. `amounts`: money of the real orders of each of
    those days, any one unit throughout the account; may be empty where money is not known. `segment`: '' for
    none.
    """

    days: Sequence[int]
    amounts: Sequence[float] = ()
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Trail:
    """Sums over the order days of one account; independent of today, of the model and of the unit of money."""

    order_days: int
    first: int
    last: int
    median_gap: float
    log_sum: float
    log_squares: float

    def packed(self) -> str:
        """One short text for a column of a table; `unpacked` reads it back."""
        return " ".join(format(value, ".10g") for value in astuple(self))

    @classmethod
    def unpacked(cls, text: str) -> Self:
        """The trail written by `packed`. Raises ValueError or TypeError for any other text."""
        order_days, first, last, *sums = text.split(" ")
        return cls(int(order_days), int(first), int(last), *map(float, sums))


def trail_of(days: Sequence[int], amounts: Sequence[float] = ()) -> Trail:
    """The trail of an account; arguments as in `History`. Raises ValueError when there is no order day."""
    if not days:
        raise ValueError("an account without order days leaves no trail")
    log_sum = log_squares = 0.0
    gaps = [later - earlier for earlier, later in zip(days, days[1:], strict=False)]
    for gap in gaps:
        length = log(gap)
        log_sum += length
        log_squares += length * length
    gaps.sort()
    half = len(gaps) // 2
    median_gap = (
        0.0 if not gaps else float(gaps[half]) if len(gaps) % 2 else (gaps[half - 1] + gaps[half]) / 2
    )
    return Trail(len(days), days[0], days[-1], median_gap, log_sum, log_squares)
