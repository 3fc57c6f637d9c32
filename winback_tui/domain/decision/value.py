"""The return as an investment: chance x second lifetime value - cost, every term visible (F4, F5, G9, K2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import money_words

from .effects import effects as merged_effects
from .effects import own_base
from .factors import Part, chance_of, parts, sourced
from .inputs import DecisionInputs

UNSET = "no cost set, counted as 0"
"""What is said of a cost that nobody has set."""
K2_CONTEXT = (
    "In a study of 53,000 customers, those who returned stayed longer"
    " and were worth 1,410 USD, against 1,262 before."
)


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the sum: money with its rule and where it comes from; costs are negative.

    `known` is False for a cost that nobody has set, which counts as nothing.
    """

    label: str
    rule: str
    amount: Money
    source: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The expected value of trying to win one account back.

    `gain` is chance x second life; `value` the sum of `lines`. `break_even_cost` is the cost at which
    nothing is left; `break_even_discount` the share of the price (0..1) that may be given away through the
    whole second life, the offer itself left out, None where nothing was sold.
    """

    inputs: DecisionInputs
    parts: tuple[Part, ...]
    chance: float
    second_life: Money
    lines: tuple[SumLine, ...]
    gain: Money
    cost: Money
    value: Money
    break_even_cost: Money
    break_even_discount: float | None

    @property
    def sentence(self) -> str:
        """The result in one sentence."""
        verb = "earns" if self.value.minor >= 0 else "loses"
        amount = money_words(abs(self.value.minor), self.value.currency)
        less = f", less {money_words(self.cost.minor, self.cost.currency)}"
        return (
            f"Trying {verb} {amount} on average: {exact_percent(self.chance)} of"
            f" {money_words(self.second_life.minor, self.second_life.currency)}"
            f"{less if any(line.known for line in self.lines[1:]) else f'; {UNSET}'}."
        )

    def record(self) -> dict[str, object]:
        """The parts and lines as plain JSON values, to be kept with the decision."""
        return {
            "chance": self.chance,
            "parts": [{"label": p.label, "rule": p.rule, "effect": p.effect} for p in self.parts],
            "lines": [
                {"label": line.label, "rule": line.rule, "minor": line.amount.minor} for line in self.lines
            ],
            "currency": self.value.currency,
        }


def evaluate(inputs: DecisionInputs, settings: Mapping[str, object] | None = None) -> Evaluation:
    """The expected value with all its parts; `settings` override the effects by name.

    Money is rounded half up to minor units at each line. Raises BadInput for unusable settings.
    """
    effects = merged_effects(settings)
    chosen = frozenset(settings or ())
    if "base" not in chosen:
        effects["base"] = own_base(inputs.returned, inputs.tried)
    found = parts(inputs, effects, chosen)
    chance = chance_of(found)
    margin = effects["margin"] if inputs.margin is None else inputs.margin
    sales = _exact(inputs.yearly.minor) * _exact(inputs.years)
    second_life = _whole(sales * _exact(margin))
    gain = _whole(second_life * _exact(chance))
    currency = inputs.yearly.currency
    assumed = sourced("margin", chosen) if "margin" in chosen else "default, see settings"
    source = assumed if inputs.margin is None else "own"
    life = (
        f"{exact_percent(chance)} of {money_words(second_life, currency)}: yearly"
        f" {money_words(inputs.yearly.minor, currency)} x margin {exact_percent(margin)} ({source})"
        f" x {inputs.years:g} years"
    )
    lines = (
        SumLine("Value if they return, times the chance", "F5", Money(gain, currency), life),
        *_cost_lines(inputs),
    )
    cost = -sum(line.amount.minor for line in lines[1:])
    other = cost - (inputs.offer.minor if inputs.offer else 0)
    return Evaluation(
        inputs=inputs,
        parts=found,
        chance=chance,
        second_life=Money(second_life, currency),
        lines=lines,
        gain=Money(gain, currency),
        cost=Money(cost, currency),
        value=Money(gain - cost, currency),
        break_even_cost=Money(max(0, gain), currency),
        break_even_discount=_break_even_discount(chance, sales, margin, other),
    )


def _cost_lines(inputs: DecisionInputs) -> tuple[SumLine, ...]:
    return (
        _cost_line("Offer", inputs.offer, "what the offer costs us", inputs),
        _time_line(inputs),
        _cost_line("Fixes", inputs.fixes, "what the requested changes cost", inputs),
    )


def _cost_line(label: str, cost: Money | None, source: str, inputs: DecisionInputs) -> SumLine:
    minor = cost.minor if cost else 0
    known = cost is not None
    return SumLine(label, "F4", Money(-minor, inputs.yearly.currency), source if known else UNSET, known)


def _time_line(inputs: DecisionInputs) -> SumLine:
    currency = inputs.yearly.currency
    if inputs.hours is None:
        return SumLine("Own time", "G9", Money(0, currency), "no hours set, counted as 0", known=False)
    hours = f"{inputs.hours:g} hour{'' if inputs.hours == 1 else 's'}"
    if inputs.hour_cost is None and inputs.hours:
        source = f"{hours}, but no cost per hour set, counted as 0"
        return SumLine("Own time", "G9", Money(0, currency), source, known=False)
    hour = inputs.hour_cost.minor if inputs.hour_cost else 0
    time = _whole(_exact(hour) * _exact(inputs.hours))
    return SumLine("Own time", "G9", Money(-time, currency), f"{hours} at {money_words(hour, currency)}")


def _break_even_discount(chance: float, sales: Decimal, margin: float, other: int) -> float | None:
    if sales <= 0 or chance <= 0:
        return None
    share = _exact(margin) - other / (_exact(chance) * sales)
    return max(0.0, float(share.quantize(Decimal("0.0001"), ROUND_FLOOR)))


def _exact(number: float) -> Decimal:
    # Through its decimal notation: 0.35 is meant as 35 hundredths, not as the nearest binary fraction.
    return Decimal(str(number))


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))
