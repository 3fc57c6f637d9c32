"""The decision whether to win an account back: chance, value, what-if, verdict (playbook section 3)."""

from __future__ import annotations

from .basis import Basis, basis
from .effects import DEFAULTS, RANGES, effects, own_base
from .factors import HIGHEST, LOWEST, Part
from .inputs import SECOND_LIFE_YEARS, DecisionInputs
from .open_points import OpenPoint, before_deciding, conclusion, could_turn, open_points, severity_could_turn
from .questions import DecisionQuestion, four_questions
from .suggest import Aim, Suggestion, WorthFacts, leaning, suggestions
from .value import K2_CONTEXT, Evaluation, SumLine, evaluate
from .verdict import REVIEW_DAYS, Ruling, Verdict, ruling
from .what_if import WhatIf, turned

__all__ = [
    "DEFAULTS",
    "HIGHEST",
    "K2_CONTEXT",
    "LOWEST",
    "RANGES",
    "REVIEW_DAYS",
    "SECOND_LIFE_YEARS",
    "Aim",
    "Basis",
    "DecisionInputs",
    "DecisionQuestion",
    "Evaluation",
    "OpenPoint",
    "Part",
    "Ruling",
    "Suggestion",
    "SumLine",
    "Verdict",
    "WhatIf",
    "WorthFacts",
    "basis",
    "before_deciding",
    "conclusion",
    "could_turn",
    "effects",
    "evaluate",
    "four_questions",
    "leaning",
    "open_points",
    "own_base",
    "ruling",
    "severity_could_turn",
    "suggestions",
    "turned",
]
