"""Kinds of offers, and what the field has measured of them (playbook K3, W, G, section 6)."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from winback_tui.domain.errors import BadInput


class OfferKind(StrEnum):
    """What is offered for the return."""

    DISCOUNT = "discount"
    UPGRADE = "upgrade"
    BOTH = "both"
    TAILORED = "tailored"
    GIFT = "gift"
    GUARANTEE = "guarantee"
    TRIAL = "trial"
    ASSESSMENT = "assessment"
    TOUR = "tour"
    WRITE_OFF = "write-off"
    REVISED_TERMS = "revised-terms"
    OTHER = "other"


SPENT_WHEN_MADE = frozenset({OfferKind.GIFT, OfferKind.TRIAL, OfferKind.ASSESSMENT, OfferKind.TOUR})
"""Kinds that cost as soon as they are made; all others cost only when taken (our own definition)."""

K3_TAKE_UP = MappingProxyType(
    {
        OfferKind.BOTH: 0.47,
        OfferKind.TAILORED: 0.45,
        OfferKind.DISCOUNT: 0.45,
        OfferKind.UPGRADE: 0.41,
    }
)
"""Share of 40,000 lapsed customers who took each of four offers (K3)."""

_K3_RETURN = {OfferKind.UPGRADE: "best return on investment", OfferKind.BOTH: "lowest return on investment"}

_NOTES = {
    OfferKind.BOTH: "Discount and upgrade together bring the most back, for the shortest second stay, and earn"
    " the least.",
    OfferKind.UPGRADE: "Fewer take an upgrade than any other offer, and it earns the most.",
    OfferKind.DISCOUNT: "A discount answers a price; it does not replace a repair.",
    OfferKind.TAILORED: "Tailor it to the cause that they named.",
    OfferKind.GIFT: "A present worth more than a token is a bribe, and bribes buy no loyalty.",
    OfferKind.GUARANTEE: "Say that they lose nothing by trying.",
    OfferKind.TRIAL: "For quality and service: repair first, then let them try.",
    OfferKind.ASSESSMENT: "Show what the cheaper rival really delivered: 10 of 12 came back after seeing it.",
    OfferKind.TOUR: "Nearly everyone came back after seeing the production.",
    OfferKind.WRITE_OFF: "10 to 50 % by length of service, volume and delays.",
    OfferKind.REVISED_TERMS: "Customers who paid badly return only on revised terms.",
}


def offer_kind(text: str) -> OfferKind:
    """The kind that `text` names. Raises BadInput listing the kinds."""
    try:
        return OfferKind(text.strip().lower().replace(" ", "-").replace("_", "-"))
    except ValueError:
        raise BadInput(
            f"'{text[:40]}' is not a kind of offer; choose one of {', '.join(OfferKind)}.", rule="K3"
        ) from None


def note(kind: OfferKind) -> str:
    """What to know before choosing this kind, one sentence with its rule; empty where nothing is known."""
    return _NOTES.get(kind, "")


def k3(kind: OfferKind) -> str:
    """What K3 measured of this kind, `45 %` or `41 %, best return on investment`; empty for other kinds."""
    if kind not in K3_TAKE_UP:
        return ""
    result = _K3_RETURN.get(kind)
    return f"{K3_TAKE_UP[kind] * 100:.0f} %{f', {result}' if result else ''}"
