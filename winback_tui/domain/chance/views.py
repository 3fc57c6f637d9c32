"""Two views of when an account orders next, and how probable each considers it that no order comes.

The *gap view* takes the account's own gaps as log-normal and its next one as still open; it can tell a steady buyer
from an erratic one. The *count view* takes orders as random at the account's own rate (beta-geometric/NBD of Fader,
Hardie and Lee, 2005); it is more robust where gaps are few. In both an account may have left after any of its
orders. Where their errors differ the two together rank better than either.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import copysign, erfc, exp, expm1, log, log1p, sqrt

from .trail import Trail

_PAUSE = 0.02
"""In this share of gaps one order is left out: holidays, a strike, a full warehouse."""
_PAUSE_DAYS = 14.0
_PAUSE_STEEPNESS = 2.0
_SHARPEST = 10.0
"""No gap is known more precisely than to a tenth of itself, however regular an account looks."""
FURTHEST = 7.0
"""Log odds either way than which no view is surer. Written out where it is used: a call for each took a tenth of the
scoring of a book."""
_BELIEVED = 2.0
_BEYOND = 0.1
"""Up to these log odds the count view is believed in full, beyond them by this share: it takes accounts whose
orders come in bursts for gone, and they would fill the top of the list."""
_LEAST_ODDS = exp(-FURTHEST)
ROOT_HALF = sqrt(0.5)


@dataclass(frozen=True, slots=True)
class GapView:
    """What is assumed of an account before its gaps are known: normal-inverse-gamma over log gaps (days).

    `centre`: mean log gap, worth `weight` gaps; `shape`, `scale`: inverse gamma of the variance of log gaps;
    `left`, `stayed`: beta distribution of having left after an order.
    """

    centre: float = 3.4
    weight: float = 1.0
    shape: float = 3.0
    scale: float = 2.0
    left: float = 1.0
    stayed: float = 6.0


@dataclass(frozen=True, slots=True)
class CountView:
    """Order rates among accounts: gamma with `shape` and `days`; leaving after an order: beta."""

    shape: float = 1.0
    days: float = 60.0
    left: float = 0.6
    stayed: float = 2.5


def gap_view(
    view: GapView, trail: Trail, silence: int, horizons: tuple[int, ...], pace: float
) -> list[float]:
    """Log odds of no order within each of `horizons` more days after `silence` days; `pace` shifts the centre."""
    gaps, gap_sum = trail.order_days - 1, trail.gap_sum
    centre = view.centre + pace
    weight = view.weight + gaps
    mean = (view.weight * centre + gap_sum) / weight
    scale = view.scale
    if gaps:
        own = gap_sum / gaps
        scatter = trail.gap_squares - gaps * own * own
        scale += (scatter if scatter > 0 else 0.0) / 2
        scale += view.weight * gaps * (own - centre) ** 2 / (2 * weight)
    freedom = 2 * view.shape + gaps
    per_sigma = sqrt(weight * freedom / (2 * scale * (weight + 1)))
    if per_sigma > _SHARPEST:
        per_sigma = _SHARPEST
    left = view.left / (view.left + view.stayed + gaps)
    bend = (8 * freedom + 1) / (8 * freedom + 3) * ROOT_HALF
    pause = log(2 * exp(mean) + _PAUSE_DAYS)
    stays = 1 - left

    found, now = [], -1.0
    for ahead in (0, *horizons):
        length = log(silence + ahead + 0.5)
        t = (length - mean) * per_sigma
        survives = 0.5 * erfc(copysign(bend * sqrt(freedom * log1p(t * t / freedom)), t))
        pauses = 1 / (1 + exp(_PAUSE_STEEPNESS * (length - pause)))
        then = left + stays * (survives + _PAUSE * (pauses - survives))
        if now < 0:
            now = then
            continue
        rest = now - then
        if rest <= then * _LEAST_ODDS:
            found.append(FURTHEST)
        elif then <= rest * _LEAST_ODDS:
            found.append(-FURTHEST)
        else:
            found.append(log(then / rest))
    return found


def count_view(
    view: CountView, trail: Trail, silence: int, horizons: tuple[int, ...], pace: float
) -> list[float]:
    """The same by counts; `pace` stretches the usual gap by its exponential."""
    repeats = trail.order_days - 1
    days = view.days * exp(pace)
    power = view.shape + repeats
    heard = days + trail.last - trail.first
    known = heard + silence
    stays = 1.0
    if repeats:
        odds = log(view.left / (view.stayed + repeats - 1)) + power * log(known / heard)
        stays = 1 / (1 + exp(odds if odds < 700 else 700.0))
    found = []
    for ahead in horizons:
        orders = -stays * expm1(-power * log1p(ahead / known))
        none = 1 - orders
        if orders <= none * _LEAST_ODDS:
            surely = FURTHEST
        else:
            surely = -FURTHEST if none <= orders * _LEAST_ODDS else log(none / orders)
        found.append(surely if surely < _BELIEVED else _BELIEVED + _BEYOND * (surely - _BELIEVED))
    return found


def longer(t: float, freedom: float) -> float:
    """P(Student's t with `freedom` degrees exceeds `t`), by Wallace's normal approximation (within 0.003)."""
    z = (8 * freedom + 1) / (8 * freedom + 3) * sqrt(freedom * log1p(t * t / freedom))
    return 0.5 * erfc(copysign(z * ROOT_HALF, t))
