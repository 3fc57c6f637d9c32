"""Signs that an account may be lost though it still orders: what is looked at, the rules, and the sign itself."""

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
from .sign import RiskSign, SignKind, pack_signs, unpack_signs
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
    "RiskSign",
    "SignFacts",
    "SignKind",
    "SignLimits",
    "Volume",
    "may_have_fallen",
    "pack_signs",
    "risk_rank",
    "risk_signs",
    "unpack_signs",
    "volume_fall",
]
