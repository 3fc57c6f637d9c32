"""Gates: the rules of the playbook that hold an act back, with their reason (playbook section 5)."""

from __future__ import annotations

from .door import gates, holding, overridden, require
from .facts import PRICE_HUNTER_WAIT_DAYS, CauseFact, FixFact, GateFacts
from .gate import ATTEMPTS, OVERRIDABLE, Act, Gate, override_reason, rule_of
from .rules import price_hunter_until

__all__ = [
    "ATTEMPTS",
    "OVERRIDABLE",
    "PRICE_HUNTER_WAIT_DAYS",
    "Act",
    "CauseFact",
    "FixFact",
    "Gate",
    "GateFacts",
    "gates",
    "holding",
    "overridden",
    "override_reason",
    "price_hunter_until",
    "require",
    "rule_of",
]
