"""The decision whether to win an account back: chance, value, what-if, verdict (playbook section 3)."""

from __future__ import annotations

from .effects import DEFAULTS, RANGES, effects, own_base
from .factors import Part
from .inputs import SECOND_LIFE_YEARS, DecisionInputs
from .questions import Question, four_questions
from .suggest import Suggestion, WorthFacts, leaning, suggestions
from .value import K2_CONTEXT, Evaluation, Line, evaluate
from .verdict import REVIEW_DAYS, Ruling, Verdict, ruling
from .what_if import WhatIf, turned

__all__ = [
    "DEFAULTS",
    "K2_CONTEXT",
    "RANGES",
    "REVIEW_DAYS",
    "SECOND_LIFE_YEARS",
    "DecisionInputs",
    "Evaluation",
    "Line",
    "Part",
    "Question",
    "Ruling",
    "Suggestion",
    "Verdict",
    "WhatIf",
    "WorthFacts",
    "effects",
    "evaluate",
    "four_questions",
    "leaning",
    "own_base",
    "ruling",
    "suggestions",
    "turned",
]
