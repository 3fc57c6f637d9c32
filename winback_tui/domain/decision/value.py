"""The return as an investment: chance x second lifetime value - cost, every term visible (F4, F5, G9, K2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.adding_up import amounts_adding_up, share_giving
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import money_words

from .effects import effects as merged_effects
from .effects import own_base
from .factors import Part, chance_of, parts, sourced
from .inputs import DecisionInputs

UNSET = "not set"
"""Shown for a cost that nobody has set: it is unknown, never zero."""
K2_CONTEXT = (
    "In a study of 53,000 customers, those who returned stayed longer"
    " and were worth 1,410 USD, against 1,262 before."
)


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the sum: money with its rule and where it comes from; costs are negative.

    `known` is False for a cost that nobody has set: its amount is then 0 and means nothing.
    """

    label: str
    rule: str
    amount: Money
    source: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The expected value of trying to win one account back.

    `gain` is chance x second life. `unknown` names what nobody has set; then `cost` and `value` are None, while
    `known_cost` is what is known of the cost. `break_even_cost` is the cost at which trying earns nothing;
    `break_even_discount` the share of the price (0..1) that may be given away through the whole second life, the
    offer itself left out, None where nothing was sold or another cost is unknown.
    """

    inputs: DecisionInputs
    parts: tuple[Part, ...]
    chance: float
    second_life: Money
    lines: tuple[SumLine, ...]
    gain: Money
    known_cost: Money
    unknown: tuple[str, ...]
    break_even_cost: Money
    break_even_discount: float | None

    @property
    def currency(self) -> str:
        """The currency of all money in it."""
        return self.gain.currency

    @property
    def unknown_costs(self) -> bool:
        """Whether nobody has set one of the costs."""
        return not all(line.known for line in self.lines[1:])

    @property
    def cost(self) -> Money | None:
        """What trying costs; None while a part of it is unknown."""
        return None if self.unknown_costs else self.known_cost

    @property
    def best_value(self) -> Money:
        """The value if everything unknown cost nothing: it can only be lower."""
        return Money(self.gain.minor - self.known_cost.minor, self.currency)

    @property
    def value(self) -> Money | None:
        """The expected value; None while something is unknown."""
        return None if self.unknown else self.best_value

    @property
    def surely_loses(self) -> bool:
        """Whether trying loses money whatever the unknown costs turn out to be."""
        return self.best_value.minor < 0 and bool(self.inputs.yearly.minor)

    @property
    def says_break_even(self) -> bool:
        """Whether the sentence names the break-even cost, as it does where it cannot name a result."""
        return bool(self.unknown and self.inputs.yearly.minor) and not self.surely_loses

    @property
    def sentence(self) -> str:
        """The result in one sentence that can be worked out again; it promises nothing while a cost is unknown."""
        share = share_giving(self.chance, self.second_life.minor, self.gain.minor, self.currency)
        life = f"{share} of {money_words(self.second_life.minor, self.currency)}"
        gain, cost, amount = (
            words.removeprefix("-")
            for words in amounts_adding_up(
                self.currency, (self.gain.minor, -self.known_cost.minor), self.best_value.minor
            )
        )
        less = f" is {gain}, less {cost}" if self.known_cost.minor else ""
        if not self.unknown:
            verb = "earns" if self.best_value.minor >= 0 else "loses"
            return f"Trying {verb} {amount if self.best_value.minor else 'nothing'} on average: {life}{less}."
        if self.surely_loses:
            rest = join_names(self.unknown)
            return f"Trying loses {amount} or more on average, whatever the {rest}: {life}{less}."
        sentence = f"Cannot say yet: {join_names(self.unknown)}."
        if not self.says_break_even:
            return sentence
        return f"{sentence} Break-even: {money_words(self.break_even_cost.minor, self.currency)}, {life}."

    def record(self) -> dict[str, object]:
        """The parts and lines as plain JSON values, to be kept with the decision."""
        return {
            "chance": self.chance,
            "parts": [{"label": p.label, "rule": p.rule, "effect": p.effect} for p in self.parts],
            "lines": [
                {"label": line.label, "rule": line.rule, "minor": line.amount.minor} for line in self.lines
            ],
            "currency": self.currency,
            "unknown": list(self.unknown),
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
    source = sourced("margin", chosen) if inputs.margin is None else "own"
    margin_words = share_giving(margin, inputs.yearly.minor, second_life, currency, inputs.years)
    life = (
        f"{share_giving(chance, second_life, gain, currency)} of {money_words(second_life, currency)}: yearly"
        f" {money_words(inputs.yearly.minor, currency)} x margin {margin_words} ({source})"
        f" x {inputs.years:g} years"
    )
    lines = (
        SumLine("Value if they return × chance", "F5", Money(gain, currency), life),
        *_cost_lines(inputs),
    )
    cost = -sum(line.amount.minor for line in lines[1:])
    other = cost - (inputs.offer.minor if inputs.offer else 0)
    others_known = all(line.known for line in lines[2:])
    return Evaluation(
        inputs=inputs,
        parts=found,
        chance=chance,
        second_life=Money(second_life, currency),
        lines=lines,
        gain=Money(gain, currency),
        known_cost=Money(cost, currency),
        unknown=tuple(_unknown(inputs, lines)),
        break_even_cost=Money(max(0, gain), currency),
        break_even_discount=_break_even_discount(chance, sales, margin, other) if others_known else None,
    )


def _unknown(inputs: DecisionInputs, lines: Sequence[SumLine]) -> Iterator[str]:
    """What the value depends on and nobody has set, in words that follow "cannot say yet"."""
    if not inputs.yearly.minor:
        yield "sales before the loss"
    names = {"Offer": "cost of the offer", "Own time": "cost of your time", "Fixes": "cost of the fixes"}
    for line in lines[1:]:
        if not line.known:
            yield names[line.label]


def _cost_lines(inputs: DecisionInputs) -> tuple[SumLine, ...]:
    return (
        _cost_line("Offer", inputs.offer, "what the offer costs us", inputs),
        _time_line(inputs),
        _cost_line("Fixes", inputs.fixes, "the requested changes", inputs),
    )


def _cost_line(label: str, cost: Money | None, source: str, inputs: DecisionInputs) -> SumLine:
    minor = cost.minor if cost else 0
    known = cost is not None
    return SumLine(label, "F4", Money(-minor, inputs.yearly.currency), source if known else UNSET, known)


def _time_line(inputs: DecisionInputs) -> SumLine:
    currency = inputs.yearly.currency
    if inputs.hours is None:
        return SumLine("Own time", "G9", Money(0, currency), "no hours set", known=False)
    hours = f"{inputs.hours:g} hour{'' if inputs.hours == 1 else 's'}"
    if inputs.hour_cost is None and inputs.hours:
        source = f"{hours}, but no cost per hour set"
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
