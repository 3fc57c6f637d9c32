"""What letters brought: who ordered after one, compared with those who were held out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

ENOUGH_ACCOUNTS = 30
"""Each group needs this many accounts before a difference is worth mentioning (our own figure)."""
ORDERED_WITHIN = 60
"""An order within this many days after a letter counts as its answer (our own figure)."""


class LetterOutcome(NamedTuple):
    """Whether an account has ordered since its first letter about silence, or since it was held out."""

    account_id: str
    first_on: date
    held_out: bool
    ordered: bool


@dataclass(frozen=True, slots=True)
class LetterResult:
    """How many of those with a letter ordered afterwards, and how many of those held out."""

    written: int
    ordered: int
    held: int
    held_ordered: int

    @classmethod
    def of(cls, outcomes: Iterable[LetterOutcome]) -> LetterResult:
        """The two groups counted."""
        sent, held = list[bool](), list[bool]()
        for each in outcomes:
            (held if each.held_out else sent).append(each.ordered)
        return cls(len(sent), sum(sent), len(held), sum(held))

    @property
    def why(self) -> str:
        """Why nothing can be said yet; '' where something can."""
        if not self.held and not self.written:
            return "No letter has been sent yet."
        if not self.held:
            return "No account is held out, so nobody knows who would have ordered anyway."
        if self.written < ENOUGH_ACCOUNTS or self.held < ENOUGH_ACCOUNTS:
            return (
                f"Too few to say: {self.written} with a letter, {self.held} held out;"
                f" {ENOUGH_ACCOUNTS} of each are needed."
            )
        return ""

    @property
    def brought(self) -> float | None:
        """The difference between the two shares that ordered, in points of 0 to 1; None where nobody can say."""
        if self.why:
            return None
        return self.ordered / self.written - self.held_ordered / self.held
