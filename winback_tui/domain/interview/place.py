"""The current place in an interview: a question and, inside a chain of whys, one of its whys."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InterviewPlace:
    """As stored in the interview's position: `severity`, or `whys/<id of the why>`; empty before the first page."""

    question: str = ""
    why: str = ""

    @classmethod
    def read(cls, text: str) -> InterviewPlace:
        """The place that a stored position names."""
        question, _, why = text.partition("/")
        return cls(question, why)

    def __str__(self) -> str:
        return f"{self.question}/{self.why}" if self.why else self.question
