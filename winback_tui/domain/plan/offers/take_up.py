"""Own take-up and return of each kind of offer, compared with a study (K3), and honest about small numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from winback_tui.domain.money.money import Money
from winback_tui.domain.returns.romi import Romi, romi
from winback_tui.domain.wording.phrasing import exact_percent

from .kinds import OfferKind, k3
from .ledger import LedgerOffer

ENOUGH = 20
"""A share is given only for a kind with at least this many decided offers (our own definition)."""
_Z95 = 1.96


@dataclass(frozen=True, slots=True)
class TakeUp:
    """One kind's row. `share` of the decided offers was taken, 95 % sure between `low` and `high`.

    All three are None where too few are decided. `returns` has one entry a currency.
    """

    kind: OfferKind
    made: int
    taken: int
    refused: int
    pending: int
    share: float | None
    low: float | None
    high: float | None
    returns: tuple[Romi, ...]
    k3: str

    @property
    def decided(self) -> int:
        """Offers taken, refused, or run out."""
        return self.taken + self.refused

    @property
    def sentence(self) -> str:
        """The take-up in words, with K3's figure."""
        study = f"; in a study: {self.k3}" if self.k3 else ""
        counts = f"{self.taken} of {self.decided} taken"
        if self.share is None or self.low is None or self.high is None:
            return f"{counts}: too few to say{study}."
        between = f"{self.low * 100:.0f} to {self.high * 100:.0f} %"
        return f"{counts}, {exact_percent(self.share)} (likely {between}){study}."


def take_up(offers: Sequence[LedgerOffer], today: date, enough: int = ENOUGH) -> tuple[TakeUp, ...]:
    """A row for each kind that was offered or that K3 measured, the most offered first."""
    rows = []
    for kind in OfferKind:
        own = [offer for offer in offers if offer.kind is kind]
        if own or k3(kind):
            rows.append(_row(kind, own, today, enough))
    return tuple(sorted(rows, key=lambda row: -row.made))


def _row(kind: OfferKind, own: Sequence[LedgerOffer], today: date, enough: int) -> TakeUp:
    decided = [offer for offer in own if offer.decided(today)]
    taken = sum(offer.taken_on is not None for offer in decided)
    share = low = high = None
    if len(decided) >= max(1, enough):
        share = taken / len(decided)
        low, high = wilson(taken, len(decided))
    return TakeUp(
        kind=kind,
        made=len(own),
        taken=taken,
        refused=len(decided) - taken,
        pending=len(own) - len(decided),
        share=share,
        low=low,
        high=high,
        returns=_returns(own),
        k3=k3(kind),
    )


def _returns(own: Sequence[LedgerOffer]) -> tuple[Romi, ...]:
    cost: dict[str, int] = {}
    profit: dict[str, int] = {}
    for offer in own:
        if offer.spent:
            cost[offer.cost.currency] = cost.get(offer.cost.currency, 0) + offer.cost.minor
        if offer.taken_on and offer.profit:
            profit[offer.profit.currency] = profit.get(offer.profit.currency, 0) + offer.profit.minor
    return tuple(
        romi(Money(profit.get(currency, 0), currency), Money(cost.get(currency, 0), currency))
        for currency in sorted({*cost, *profit})
    )


def wilson(taken: int, decided: int) -> tuple[float, float]:
    """The range in which the true share lies, 95 % sure (Wilson's interval); `decided` is above 0."""
    share, z2 = taken / decided, _Z95**2
    centre = share + z2 / (2 * decided)
    spread = _Z95 * sqrt(share * (1 - share) / decided + z2 / (4 * decided**2))
    scale = 1 + z2 / decided
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)
