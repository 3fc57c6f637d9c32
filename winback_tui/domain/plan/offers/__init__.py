"""Offers: kinds, amounts, the ledger, and own take-up compared with a study (K3, playbook section 6 and 7)."""

from __future__ import annotations

from .amounts import SILENCE_DISCOUNTS, Advice, discount_by_silence, silence_table, write_off
from .kinds import K3_TAKE_UP, OfferKind, k3, note, offer_kind
from .ledger import LedgerOffer, checked, cost_note, deadline_note
from .take_up import ENOUGH, TakeUp, take_up

__all__ = [
    "ENOUGH",
    "K3_TAKE_UP",
    "SILENCE_DISCOUNTS",
    "Advice",
    "LedgerOffer",
    "OfferKind",
    "TakeUp",
    "checked",
    "cost_note",
    "deadline_note",
    "discount_by_silence",
    "k3",
    "note",
    "offer_kind",
    "silence_table",
    "take_up",
    "write_off",
]
