"""Conditions of return: promises that can be checked (playbook section 4, key question 2; B9)."""

from __future__ import annotations

from .check import Checked, ConditionFacts, State, check
from .grammar import parse, read
from .model import EXAMPLES, GRAMMAR, Condition, Kind

__all__ = [
    "EXAMPLES",
    "GRAMMAR",
    "Checked",
    "Condition",
    "ConditionFacts",
    "Kind",
    "State",
    "check",
    "parse",
    "read",
]
