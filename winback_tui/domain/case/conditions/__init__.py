"""Conditions of return: promises that can be checked (playbook section 4, key question 2; B9)."""

from __future__ import annotations

from .check import Checked, ConditionFacts, ConditionState, check
from .grammar import in_words, parse, read
from .model import EXAMPLES, GRAMMAR, ConditionKind, ReturnCondition

__all__ = [
    "EXAMPLES",
    "GRAMMAR",
    "Checked",
    "ConditionFacts",
    "ConditionKind",
    "ConditionState",
    "ReturnCondition",
    "check",
    "in_words",
    "parse",
    "read",
]
