"""What the model says about one account on one day."""

from __future__ import annotations

from typing import NamedTuple


class Chances(NamedTuple):
    """Probabilities strictly between 0 and 1, for the days after `today`.

    `gone_90`, `gone_180`, `gone_own`: no order in the next 90, 180, `own_horizon` days.
    `third_90`: the money of the next 90 days stays under a third of what 90 days usually bring (never below
    `gone_90`). `expected_gap`: days from order day to order day that the account was judged by, its own median
    where it has at least three order days, else what its segment or the book usually does, named by
    `borrowed_from`: '' | 'segment' | 'book'.
    """

    gone_90: float
    gone_180: float
    gone_own: float
    own_horizon: int
    third_90: float
    expected_gap: float
    borrowed_from: str
