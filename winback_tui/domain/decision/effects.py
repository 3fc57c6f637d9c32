"""The numbers behind the chance of return: our own definitions, each of which the team can set.

The playbook says in which direction a fact moves the chance, not by how much. So each effect below is a multiplier
of our own choosing; `RANGES` keeps it on the playbook's side. Replace them with your own figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.yearly_value import MARGIN_RANGE, USUAL_MARGIN

DEFAULTS: Mapping[str, float] = MappingProxyType(
    {
        "base": 0.30,
        "K1.referred": 1.20,
        "K1.never-complained": 1.10,
        "K1.complaints-resolved": 1.10,
        "K1.complaint-open": 0.80,
        "K1.price": 1.20,
        "K1.service": 0.90,
        "K1.price-and-service": 0.25,
        "M6.half-life-days": 365.0,
        "M6.moved-on": 0.60,
        "M7.1": 1.30,
        "M7.2": 1.00,
        "M7.3": 0.80,
        "M7.4": 0.50,
        "M7.5": 0.20,
        "M8.human": 0.75,
        "M10.loser-leads": 0.60,
        "B16.hunts-price": 0.70,
        "M13.lost-twice": 0.10,
        "margin": USUAL_MARGIN,
    }
)
"""Multipliers by `rule.fact`; `base` is a chance, `M6.half-life-days` days, `margin` a share of sales."""

_HELPS, _HURTS = (1.0, 5.0), (0.01, 1.0)
RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "base": (0.01, 0.95),
        "K1.referred": _HELPS,
        "K1.never-complained": _HELPS,
        "K1.complaints-resolved": _HELPS,
        "K1.complaint-open": _HURTS,
        "K1.price": _HELPS,
        "K1.service": _HURTS,
        "K1.price-and-service": _HURTS,
        "M6.half-life-days": (7.0, 36_500.0),
        "M6.moved-on": _HURTS,
        "M7.1": (0.01, 5.0),
        "M7.2": (0.01, 5.0),
        "M7.3": (0.01, 5.0),
        "M7.4": (0.01, 5.0),
        "M7.5": (0.01, 5.0),
        "M8.human": _HURTS,
        "M10.loser-leads": _HURTS,
        "B16.hunts-price": _HURTS,
        "M13.lost-twice": _HURTS,
        "margin": MARGIN_RANGE,
    }
)


def effects(settings: Mapping[str, object] | None = None) -> dict[str, float]:
    """The effects, with the team's settings in place of the defaults.

    Raises BadInput for an unknown name, a value that is not a number or against the direction that the
    playbook gives, and for severities whose effects do not fall.
    """
    merged = dict(DEFAULTS)
    for name, value in (settings or {}).items():
        if name not in DEFAULTS:
            raise BadInput(
                f"'{name[:40]}' is not a factor of the decision; choose one of {', '.join(DEFAULTS)}."
            )
        low, high = RANGES[name]
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not low <= float(str(value)) <= high:
            raise BadInput(f"The factor {name} must be a number from {low:g} to {high:g}, not '{value}'.")
        merged[name] = float(str(value))
    scale = [merged[f"M7.{severity}"] for severity in range(1, 6)]
    if scale != sorted(scale, reverse=True):
        raise BadInput(
            "The five factors for severity must fall from 1 to 5: a worse problem makes the return harder.",
            rule="M7",
        )
    return merged


def own_base(returned: int, tried: int, prior: float = DEFAULTS["base"], weight: int = 10) -> float:
    """The base chance learnt from own closed cases, pulled towards `prior` as if by `weight` more cases.

    Raises BadInput when more returned than were tried.
    """
    if not 0 <= returned <= tried:
        raise BadInput(f"{returned} returned out of {tried} tried is not possible; check both.")
    return round((returned + prior * weight) / (tried + weight), 4)
