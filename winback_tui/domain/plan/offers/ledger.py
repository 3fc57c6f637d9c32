"""One offer of the ledger: what it is, what it costs, whether it was taken, what it led to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.domain.wording.wording import count, full_day, money_words

from .kinds import SPENT_WHEN_MADE, OfferKind

SHORT_DEADLINE_DAYS = 14
"""A deadline nearer than this counts as short, and so as disrespectful (W; the days are our own)."""


@dataclass(frozen=True, slots=True)
class LedgerOffer:
    """An offer to one account. `profit` is what the account brought since it returned on this offer."""

    kind: OfferKind
    cost: Money
    made_on: date
    deadline_on: date | None = None
    taken_on: date | None = None
    refused_on: date | None = None
    profit: Money | None = None

    def decided(self, today: date) -> bool:
        """Whether it was taken or refused, or its deadline has passed untaken."""
        expired = self.deadline_on is not None and self.deadline_on < today
        return bool(self.taken_on or self.refused_on) or expired

    @property
    def spent(self) -> bool:
        """Whether its cost has really been spent."""
        return self.taken_on is not None or self.kind in SPENT_WHEN_MADE


def checked(offer: LedgerOffer, account_currency: str) -> LedgerOffer:
    """The offer, if its money and days are possible. Raises BadInput in one sentence otherwise."""
    if offer.cost.currency != account_currency:
        raise BadInput(
            f"The offer costs {offer.cost}, but the account is in {account_currency};"
            f" give the cost in {account_currency}.",
            rule="G9",
        )
    if offer.cost.minor < 0:
        raise BadInput(f"An offer cannot cost {offer.cost}; a cost is never below zero.", rule="G9")
    if offer.taken_on and offer.refused_on:
        raise BadInput("An offer is taken or refused, not both; clear one of the days.", rule="K3")
    for what, day in (
        ("end", offer.deadline_on),
        ("be taken", offer.taken_on),
        ("be refused", offer.refused_on),
    ):
        if day and day < offer.made_on:
            raise BadInput(
                f"An offer made on {full_day(offer.made_on)} cannot {what} on {full_day(day)}; check the days.",
                rule="K3",
            )
    return offer


def deadline_note(offer: LedgerOffer) -> str:
    """A warning about a missing or a short deadline (W); empty when it is fair."""
    if offer.deadline_on is None:
        return "An offer without a deadline stays open for ever; give it one, at least two weeks ahead."
    days = (offer.deadline_on - offer.made_on).days
    if days < SHORT_DEADLINE_DAYS:
        return f"{count(days, 'day')} to decide is too short and seems disrespectful; give two weeks or more."
    return ""


def cost_note(cost: Money, expected_gain: Money) -> str:
    """A warning when an offer costs more than the profit it is expected to save (C); empty when it pays."""
    if cost.currency != expected_gain.currency or cost.minor <= max(0, expected_gain.minor):
        return ""
    return (
        f"The offer costs {money_words(cost.minor, cost.currency)}, more than the"
        f" {money_words(max(0, expected_gain.minor), cost.currency)} it is expected to save."
    )
