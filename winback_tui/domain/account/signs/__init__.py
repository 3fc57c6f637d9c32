"""Signs that an account may be lost though it still orders: what is looked at, and the rules."""

from __future__ import annotations

from .facts import (
    ANSWER_DAYS,
    CADENCE,
    IMPRESSION_DAYS,
    NO_FACTS,
    AccountNow,
    AccountPerson,
    OpenComplaint,
    SignFacts,
    SignLimits,
)
from .rules import ORDERING, risk_rank, risk_signs
from .volume import Volume, may_have_fallen, volume_fall

__all__ = [
    "ANSWER_DAYS",
    "CADENCE",
    "IMPRESSION_DAYS",
    "NO_FACTS",
    "ORDERING",
    "AccountNow",
    "AccountPerson",
    "OpenComplaint",
    "SignFacts",
    "SignLimits",
    "Volume",
    "may_have_fallen",
    "risk_rank",
    "risk_signs",
    "volume_fall",
]
