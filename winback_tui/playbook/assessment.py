"""The checklist for a free assessment of what a rival delivered to a customer (playbook W-ass)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class AssessmentCheck:
    """One thing to look at, in a word or two, and the question to answer about it."""

    look_at: str
    question: str


@cache
def assessment_checklist() -> tuple[AssessmentCheck, ...]:
    """Everything to look at, in the order of the visit (W-ass)."""
    table = tomllib.loads(files(__package__).joinpath("content", "assessment.toml").read_text("utf-8"))
    return tuple(AssessmentCheck(**each) for each in table["check"])
