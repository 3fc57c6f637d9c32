"""The factors of the chance of return, each a visible part with its rule (K1 M6 M7 M8 M10 B16 M13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..complaints import History
from ..wording import duration
from .inputs import DecisionInputs

LOWEST, HIGHEST = 0.01, 0.95
"""Nothing is impossible and nothing certain: the chance is kept between these."""

_SEVERITY = ("not asked yet", "trifle", "nuisance", "problem", "catastrophe", "end of the world")
_COMPLAINTS = {
    History.NEVER: "K1.never-complained",
    History.RESOLVED: "K1.complaints-resolved",
    History.OPEN: "K1.complaint-open",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One factor: `effect` multiplies the chance (the base is a chance itself); 1 changes nothing.

    `field` names the input behind it, for what-if; `source` says where the number comes from.
    """

    label: str
    rule: str
    effect: float
    source: str
    field: str


def parts(inputs: DecisionInputs, effects: Mapping[str, float]) -> tuple[Part, ...]:
    """Every factor in a fixed order, also those that change nothing, so that each can be tried out.

    The manager's own estimate, when given, stands alone.
    """
    if inputs.own_chance is not None:
        return (Part("Own estimate", "F5", inputs.own_chance, "the manager's own", "own_chance"),)
    return tuple(_factors(inputs, effects))


def chance_of(found: tuple[Part, ...]) -> float:
    """The product of the effects, kept within 0.01 to 0.95 and rounded to a hundredth of a percent."""
    product = 1.0
    for part in found:
        product *= part.effect
    return round(min(HIGHEST, max(LOWEST, product)), 4)


def _factors(inputs: DecisionInputs, effects: Mapping[str, float]) -> Iterator[Part]:
    def when(fact: bool, name: str) -> float:
        return effects[name] if fact else 1.0

    own = "our own figure, a setting"
    yield Part("Base chance", "F5", effects["base"], own, "")
    label, effect = _about(inputs, effects)
    yield Part(label, "K1", effect, own, "price")
    yield Part(
        "Referred others" if inputs.referred else "Referred nobody we know of",
        "K1",
        when(inputs.referred, "K1.referred"),
        own,
        "referred",
    )
    yield Part(
        inputs.complaints.capitalize(), "K1", effects[_COMPLAINTS[inputs.complaints]], own, "complaints"
    )
    halvings = inputs.days_since_loss / effects["M6.half-life-days"]
    halves = f"halves every {effects['M6.half-life-days']:g} days, {own}"
    since = f"Lost {duration(inputs.days_since_loss)} ago" if inputs.days_since_loss else "Lost today"
    yield Part(since, "M6", round(0.5**halvings, 4), halves, "days_since_loss")
    moved = "Fully moved to another supplier" if inputs.moved_on else "Not fully moved to another supplier"
    yield Part(moved, "M6", when(inputs.moved_on, "M6.moved-on"), own, "moved_on")
    severity = (
        f"Severity {inputs.severity}, {_SEVERITY[inputs.severity]}"
        if inputs.severity
        else "Severity not asked"
    )
    yield Part(severity, "M7", effects[f"M7.{inputs.severity}"] if inputs.severity else 1.0, own, "severity")
    human = "A person failed them" if inputs.human else "No human failure"
    yield Part(human, "M8", when(inputs.human, "M8.human"), own, "human")
    leads = "Who lost them goes to win them back" if inputs.loser_leads else "Not led by who lost them"
    yield Part(leads, "M10", when(inputs.loser_leads, "M10.loser-leads"), own, "loser_leads")
    hunts = (
        "Always hunts for the lowest price" if inputs.hunts_price else "Does not hunt for the lowest price"
    )
    yield Part(hunts, "B16", when(inputs.hunts_price, "B16.hunts-price"), own, "hunts_price")
    twice = f"Lost {inputs.times_lost} times" if inputs.times_lost > 1 else "Lost for the first time"
    yield Part(twice, "M13", when(inputs.times_lost > 1, "M13.lost-twice"), own, "times_lost")


def _about(inputs: DecisionInputs, effects: Mapping[str, float]) -> tuple[str, float]:
    if inputs.price and inputs.service:
        return "Left over price and service together", effects["K1.price-and-service"]
    if inputs.price:
        return "Left over price", effects["K1.price"]
    if inputs.service:
        return "Left over service", effects["K1.service"]
    return "Left over neither price nor service", 1.0
