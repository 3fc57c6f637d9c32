"""ROMI of return: what winning customers back earned, compared with what it cost (playbook M11c)."""

from __future__ import annotations

from dataclasses import dataclass

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.phrasing import exact_percent
from winback_tui.domain.wording.wording import money_words


@dataclass(frozen=True, slots=True)
class Romi:
    """(profit - cost) / cost as a share of 1; `share` is None where nothing was spent."""

    profit: Money
    cost: Money
    share: float | None

    @property
    def sentence(self) -> str:
        """The figure with what it is made of."""
        profit = money_words(self.profit.minor, self.profit.currency)
        if self.share is None:
            return f"{profit} profit from returned customers, no cost recorded."
        cost = money_words(self.cost.minor, self.cost.currency)
        return f"ROMI {exact_percent(self.share)}: {profit} profit from returned customers, {cost} of cost."


def romi(profit: Money, cost: Money) -> Romi:
    """ROMI of return (M11c). Raises BadInput for two currencies or a negative cost."""
    if profit.currency != cost.currency:
        raise BadInput(
            f"The profit is in {profit.currency}, the cost in {cost.currency}; ROMI needs one currency.",
            rule="M11c",
        )
    if cost.minor < 0:
        raise BadInput(f"The cost of returning is {cost}; a cost is never below zero.", rule="M11c")
    share = round((profit.minor - cost.minor) / cost.minor, 4) if cost.minor else None
    return Romi(profit, cost, share)
