"""What-if: the same calculation with one fact changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import money_words

from .inputs import DecisionInputs
from .value import Evaluation

_MONTH = 30


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The evaluation before and after a change."""

    before: Evaluation
    after: Evaluation

    @property
    def difference(self) -> Money:
        """By how much the expected value changes; what is unknown on both sides makes no difference."""
        return Money(self.after.best_value.minor - self.before.best_value.minor, self.after.currency)

    @property
    def chance(self) -> str:
        """`Chance 9 % instead of 12 %`, or that it is still the same."""
        now, was = exact_percent(self.after.chance), exact_percent(self.before.chance)
        return f"Chance {f'{now} instead of {was}' if now != was else f'still {was}'}"

    @property
    def gain(self) -> str:
        """`333 EUR less`; '' where the expected value stays the same."""
        gain = self.difference
        way = "more" if gain.minor > 0 else "less"
        return f"{money_words(abs(gain.minor), gain.currency)} {way}" if gain.minor else ""

    @property
    def sentence(self) -> str:
        """The change in one sentence: what it would be, and what it is."""
        return f"{self.chance}, worth {self.gain or 'the same'}."


def turned(inputs: DecisionInputs, field: str) -> dict[str, Any]:
    """The next value of the fact behind a part, for trying it out with one key.

    Yes and no alternate; severity goes up and starts over; a month is added to the loss; price and service go
    through their four states. Raises BadInput for a fact without a next value.
    """
    if field in {"referred", "moved_on", "human", "loser_leads", "hunts_price"}:
        return {field: not getattr(inputs, field)}
    if field == "price":
        state = 2 * inputs.service + inputs.price + 1
        return {"price": bool(state & 1), "service": bool(state & 2)}
    if field == "severity":
        return {"severity": inputs.severity % 5 + 1}
    if field == "complaints":
        states = list(ComplaintHistory)
        return {"complaints": states[(states.index(inputs.complaints) + 1) % len(states)]}
    if field == "days_since_loss":
        return {"days_since_loss": inputs.days_since_loss + _MONTH}
    if field == "times_lost":
        return {"times_lost": 1 if inputs.times_lost > 1 else 2}
    raise BadInput(f"'{field[:40]}' has no next value to try; give one.")
