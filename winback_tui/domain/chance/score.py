"""The chances of one account, worked out from the model and the account's trail."""

from __future__ import annotations

from math import exp, log
from typing import NamedTuple

from .logistic import chance_of, weighted_sum
from .model import Model
from .signs import scaled, signs
from .trail import Trail
from .views import count_view, gap_view


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


OWN_GAP_ORDERS = 3
"""With at least this many order days an account is judged by its own median gap."""
_LEAST = 1e-4


def own_horizon(gap: float) -> int:
    """Twice the gap, in days, at least 14 and at most 180."""
    return 14 if gap <= 7.0 else 180 if gap >= 90.0 else round(2.0 * gap)


def score(model: Model, trail: Trail, today: int, segment: str = "") -> Chances:
    """The chances of one account on `today` (proleptic ordinal).

    A last order in the future counts as ordered today. Never raises for a trail made by `trail_of`.
    """
    own = trail.order_days >= OWN_GAP_ORDERS
    gap = trail.median_gap if own else borrowed_gap(model, trail, segment)
    horizon = own_horizon(gap)
    horizons = (90, 180, horizon)
    gap_odds, count_odds = odds_by_view(model, trail, max(0, today - trail.last), horizons, segment)
    correction = model.correction
    lean = lean_of(model, trail)
    by_gaps = (1 + correction.slope + correction.tilt) / 2
    by_counts = (1 + correction.slope - correction.tilt) / 2
    (gap_90, gap_180, gap_own), (count_90, count_180, count_own) = gap_odds, count_odds
    gone_90 = chance_of(lean + by_gaps * gap_90 + by_counts * count_90)
    gone_180 = chance_of(lean + by_gaps * gap_180 + by_counts * count_180)
    gone_own = chance_of(lean + by_gaps * gap_own + by_counts * count_own)
    little = chance_of(weighted_sum(correction.third, third_signs(trail, gap)))
    return Chances(
        _inside(gone_90),
        _inside(gone_180 if gone_180 < gone_90 else gone_90),
        _inside(gone_own),
        horizon,
        _inside(gone_90 + (1 - gone_90) * little),
        gap,
        "" if own else "segment" if segment in model.paces else "book",
    )


def borrowed_gap(model: Model, trail: Trail, segment: str) -> float:
    """The interval assumed for an account with fewer than three order days: the book's, adjusted by its own gap."""
    centre = model.gaps.centre + model.paces.get(segment, 0.0)
    weight = model.gaps.weight
    return exp(min(9.0, (weight * centre + trail.gap_sum) / (weight + trail.order_days - 1)))


def odds_by_view(
    model: Model, trail: Trail, silence: int, horizons: tuple[int, ...], segment: str
) -> tuple[list[float], list[float]]:
    """Log odds of no order within each horizon by the gap view and by the count view."""
    pace = model.paces.get(segment, 0.0)
    return (
        gap_view(model.gaps, trail, silence, horizons, pace),
        count_view(model.counts, trail, silence, horizons, pace),
    )


def lean_of(model: Model, trail: Trail) -> float:
    """What the correction adds to the log odds of this account, whatever the day and the horizon."""
    correction = model.correction
    if trail.order_days < OWN_GAP_ORDERS:
        return correction.level + correction.few[trail.order_days - 1]
    leaning = scaled(signs(trail), correction.means, correction.spreads)
    return correction.level + weighted_sum(correction.weights, leaning)


def third_signs(trail: Trail, gap: float) -> list[float]:
    """What decides whether an account that still orders brings less than a third of its usual money."""
    pace = log(90.0 / (gap if gap > 1.0 else 1.0))
    drift = trail.money_recent - trail.money_mean
    return [
        1.0,
        -2.0 if pace < -2.0 else 3.0 if pace > 3.0 else pace,
        trail.money_spread if trail.money_spread < 3.0 else 3.0,
        -3.0 if drift < -3.0 else 3.0 if drift > 3.0 else drift,
    ]


def _inside(chance: float) -> float:
    return _LEAST if chance < _LEAST else 1 - _LEAST if chance > 1 - _LEAST else chance
