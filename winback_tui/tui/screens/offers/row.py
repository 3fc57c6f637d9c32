"""A row of the team's offers."""

from __future__ import annotations

from typing import NamedTuple

from winback_tui.domain.offers import TakeUp
from winback_tui.domain.romi import Romi


class Row(NamedTuple):
    """One kind, and its money in one currency; None where nothing was spent or brought."""

    told: TakeUp
    money: Romi | None

    @property
    def key(self) -> str:
        """Kind and currency."""
        return f"{self.told.kind}:{self.money.cost.currency if self.money else ''}"
