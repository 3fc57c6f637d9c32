"""The factors of the chance of return, each a visible part with its rule (K1 M6 M7 M8 M10 B16 M13)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.case.severity import severity_of
from winback_tui.domain.wording.wording import count, duration

from .inputs import DecisionInputs

LOWEST, HIGHEST = 0.01, 0.95
"""Nothing is impossible and nothing certain: the chance is kept between these."""

_COMPLAINTS = {
    ComplaintHistory.NEVER: "K1.never-complained",
    ComplaintHistory.RESOLVED: "K1.complaints-resolved",
    ComplaintHistory.OPEN: "K1.complaint-open",
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


def parts(
    inputs: DecisionInputs, effects: Mapping[str, float], chosen: Collection[str] = ()
) -> tuple[Part, ...]:
    """Every factor in a fixed order, also those that change nothing, so that each can be tried out.

    `chosen` names the effects that the team set. The manager's own estimate, when given, stands alone.
    """
    if inputs.own_chance is not None:
        return (Part("Own estimate", "F5", inputs.own_chance, "your own", "own_chance"),)
    return tuple(_factors(inputs, effects, chosen))


def sourced(name: str, chosen: Collection[str]) -> str:
    """Whose figure an effect is: the team's, or the usual one that the team can change."""
    return "your team's setting" if name in chosen else "default"


def chance_of(found: tuple[Part, ...]) -> float:
    """The product of the effects, kept within 0.01 to 0.95 and rounded to a hundredth of a percent."""
    product = 1.0
    for part in found:
        product *= part.effect
    return round(min(HIGHEST, max(LOWEST, product)), 4)


def _factors(inputs: DecisionInputs, effects: Mapping[str, float], chosen: Collection[str]) -> Iterator[Part]:
    def part(label: str, rule: str, name: str, field: str, holds: bool = True) -> Part:
        return Part(label, rule, effects[name] if holds else 1.0, sourced(name, chosen), field)

    learnt = f"your own {count(inputs.tried, 'closed case')}"
    source = learnt if inputs.tried and "base" not in chosen else sourced("base", chosen)
    yield Part("Base chance", "F5", effects["base"], source, "")
    yield part(*_about(inputs), field="price", holds=inputs.price or inputs.service)
    referred = "Referred others" if inputs.referred else "Referred nobody that we know of"
    yield part(referred, "K1", "K1.referred", "referred", inputs.referred)
    yield part(inputs.complaints.capitalize(), "K1", _COMPLAINTS[inputs.complaints], "complaints")
    yield _since_loss(inputs, effects["M6.half-life-days"], sourced("M6.half-life-days", chosen))
    moved = "Fully moved to another supplier" if inputs.moved_on else "Not fully moved to another supplier"
    yield part(moved, "M6", "M6.moved-on", "moved_on", inputs.moved_on)
    severity = (
        f"Severity {inputs.severity}, {severity_of(inputs.severity).name}"
        if inputs.severity
        else "Severity not asked"
    )
    yield part(severity, "M7", f"M7.{inputs.severity or 1}", "severity", bool(inputs.severity))
    human = "Somebody let them down" if inputs.human else "No personal failure"
    yield part(human, "M8", "M8.human", "human", inputs.human)
    leads = "Led by the rep who lost them" if inputs.loser_leads else "Not led by the rep who lost them"
    yield part(leads, "M10", "M10.loser-leads", "loser_leads", inputs.loser_leads)
    hunts = (
        "Always hunts for the lowest price" if inputs.hunts_price else "Does not hunt for the lowest price"
    )
    yield part(hunts, "B16", "B16.hunts-price", "hunts_price", inputs.hunts_price)
    twice = f"Lost {inputs.times_lost} times" if inputs.times_lost > 1 else "Lost for the first time"
    yield part(twice, "M13", "M13.lost-twice", "times_lost", inputs.times_lost > 1)


def _since_loss(inputs: DecisionInputs, half_life: float, source: str) -> Part:
    since = f"Lost {duration(inputs.days_since_loss)} ago" if inputs.days_since_loss else "Lost today"
    effect = round(0.5 ** (inputs.days_since_loss / half_life), 4)
    return Part(since, "M6", effect, f"halves in {half_life:g} days, {source}", "days_since_loss")


def _about(inputs: DecisionInputs) -> tuple[str, str, str]:
    """The label, its rule and the effect's name."""
    if inputs.price and inputs.service:
        return "Left over price and service together", "K1", "K1.price-and-service"
    if inputs.price:
        return "Left over price", "K1", "K1.price"
    if inputs.service:
        return "Left over service", "K1", "K1.service"
    return "Did not leave over price or service", "K1", "K1.price"
