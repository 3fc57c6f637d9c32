"""From a model and a trail to the chances of one account."""

from __future__ import annotations

from math import exp, log, log1p, sqrt

from .chances import Chances
from .model import Model, Prior
from .trail import Trail

OWN_GAP_ORDERS = 3
"""Order days from which an account is judged by its own median gap."""
_LEAST = 1e-4


def own_horizon(median_gap: float) -> int:
    """Twice the gap, in days, at least 14 and at most 180."""
    return round(min(180.0, max(14.0, 2.0 * median_gap)))


def score(model: Model, trail: Trail, today: int, segment: str = "") -> Chances:
    """The chances of one account on `today` (proleptic ordinal).

    A last order in the future counts as ordered today. Never raises for a trail made by `trail_of`.
    """
    prior = model.segments.get(segment)
    source = "segment"
    if prior is None:
        prior, source = model.book, "book"
    own = trail.order_days >= OWN_GAP_ORDERS
    gap = trail.median_gap if own else exp(prior.centre)
    horizon = own_horizon(gap)
    silence = max(0, today - trail.last)
    survival = _Survival(prior, trail)
    left = prior.left / (prior.left + prior.stayed + trail.order_days - 1)
    now = left + (1 - left) * survival(silence)
    gone_90, gone_180, gone_own = (
        _inside((left + (1 - left) * survival(silence + ahead)) / now) for ahead in (90, 180, horizon)
    )
    return Chances(
        gone_90,
        gone_180,
        gone_own,
        horizon,
        _inside(gone_90 + 0.1 * (1 - gone_90)),
        gap,
        "" if own else source,
    )


class _Survival:
    def __init__(self, prior: Prior, trail: Trail) -> None:
        gaps = trail.order_days - 1
        weight = prior.weight + gaps
        self.mean = (prior.weight * prior.centre + trail.log_sum) / weight
        own = trail.log_sum / gaps if gaps else 0.0
        squares = max(0.0, trail.log_squares - gaps * own * own)
        scale = prior.scale + squares / 2 + prior.weight * gaps * (own - prior.centre) ** 2 / (2 * weight)
        self.freedom = 2 * prior.shape + gaps
        self.sigma = sqrt(scale * (weight + 1) / (weight * (prior.shape + gaps / 2)))

    def __call__(self, days: int) -> float:
        if days <= 0:
            return 1.0
        t = (log(days + 0.5) - self.mean) / self.sigma
        v = self.freedom
        z = sqrt(v * log1p(t * t / v)) * (1 - 3 / (8 * v + 3))
        return 1 / (1 + exp(1.702 * (z if t > 0 else -z)))


def _inside(chance: float) -> float:
    return min(1 - _LEAST, max(_LEAST, chance))
