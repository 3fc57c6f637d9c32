"""Gates: the rules of the playbook that hold an act back, with their reason (playbook section 5)."""

from __future__ import annotations

from .all_gates import gates, holding, overridden, require
from .contacts import gate_on, held_until, not_to_be_said, repaired_by, require_contact
from .facts import PRICE_HUNTER_WAIT_DAYS, CauseFact, FixFact, GateFacts
from .gate import ATTEMPTS, OVERRIDABLE, Gate, GatedAct, override_reason, override_words, rule_of
from .rules import price_hunter_until

__all__ = [
    "ATTEMPTS",
    "OVERRIDABLE",
    "PRICE_HUNTER_WAIT_DAYS",
    "CauseFact",
    "FixFact",
    "Gate",
    "GateFacts",
    "GatedAct",
    "gate_on",
    "gates",
    "held_until",
    "holding",
    "not_to_be_said",
    "overridden",
    "override_reason",
    "override_words",
    "price_hunter_until",
    "repaired_by",
    "require",
    "require_contact",
    "rule_of",
]
