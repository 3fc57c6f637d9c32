"""The inputs of a decision, checked before anything is calculated."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from winback_tui.domain.account.complaints import ComplaintHistory
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money

SECOND_LIFE_YEARS = 3.0
"""Default years of the second life (our own definition; K2 saw it last longer than the first)."""


@dataclass(frozen=True, slots=True)
class DecisionInputs:
    """The facts of one case. All money is in the currency of `yearly`, the own sales of a year before the loss.

    `margin` is a share of sales (None: not known, the setting is assumed). `own_chance` is the manager's own
    estimate and replaces the factors. `severity` is 0 when nobody has asked. `moved_on` says that the account has
    fully moved to another supplier; `loser_leads` that the rep who lost it is to win it back; `price` and `service`
    what the causes are about; `times_lost` counts this loss. Own time is in hours. A cost that is None was never
    set: it is unknown, and so is the value of trying. `returned` of `tried` own closed cases teach the base chance,
    unless the team sets it (F5). Raises BadInput, with the rule, for impossible values.
    """

    yearly: Money
    margin: float | None = None
    years: float = SECOND_LIFE_YEARS
    offer: Money | None = None
    fixes: Money | None = None
    hours: float | None = None
    hour_cost: Money | None = None
    own_chance: float | None = None
    days_since_loss: int = 0
    severity: int = 0
    price: bool = False
    service: bool = False
    referred: bool = False
    complaints: ComplaintHistory = ComplaintHistory.NEVER
    moved_on: bool = False
    human: bool = False
    loser_leads: bool = False
    hunts_price: bool = False
    times_lost: int = 1
    returned: int = 0
    tried: int = 0

    def __post_init__(self) -> None:
        if self.own_chance is not None:
            _within("The chance of return", self.own_chance, 0, 1, "write 35 % as 0.35", "F5")
        if self.margin is not None:
            _within("The margin", self.margin, -1, 1, "write 30 % as 0.30", "G9")
        _within("The second lifetime", self.years, 0, 50, "give it in years", "K2")
        _within("Your own time", self.hours or 0, 0, 10_000, "give it in hours", "G9")
        _within("The severity", self.severity, 0, 5, "1 is a trifle, 5 the end of the world", "M7")
        _within(
            "The days since the loss", self.days_since_loss, 0, 36_500, "a loss is never in the future", "M6"
        )
        _within("The number of losses", self.times_lost, 1, 100, "count this loss too", "M13")
        for name, cost in self.costs.items():
            if cost.currency != self.yearly.currency:
                raise BadInput(
                    f"The cost of {name} is in {cost.currency or 'no currency'}, the account in"
                    f" {self.yearly.currency}; give it in {self.yearly.currency}.",
                    rule="G9",
                )
            if cost.minor < 0:
                raise BadInput(f"The cost of {name} is {cost}; a cost is never below zero.", rule="G9")

    @property
    def costs(self) -> dict[str, Money]:
        """The costs that were given, by name; own time as the cost of one hour."""
        cost_by_name = {"the offer": self.offer, "the fixes": self.fixes, "an hour": self.hour_cost}
        return {name: cost for name, cost in cost_by_name.items() if cost is not None}


def _within(what: str, value: float, low: float, high: float, hint: str, rule: str) -> None:
    if not isfinite(value) or not low <= value <= high:
        raise BadInput(f"{what} is {value:g}, but must be from {low:g} to {high:g}; {hint}.", rule=rule)
