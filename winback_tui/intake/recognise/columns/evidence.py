"""What speaks for and against a column's being one thing or another, with its weight, so that it can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Evidence(NamedTuple):
    """A reason in words; `weight` is above zero for what speaks for the meaning, below for what speaks against it."""

    reason: str
    weight: float


class Claim(NamedTuple):
    """A column's claim to a field; the score is the sum of its evidence's weights, about 0 to 100."""

    score: float
    field: str
    column: int
    evidence: tuple[Evidence, ...] = ()

    def with_evidence(self, reason: str, weight: float) -> Claim:
        """The claim with one more reason."""
        return self._replace(
            score=self.score + weight, evidence=(*self.evidence, Evidence(reason, round(weight, 1)))
        )

    def scaled(self, factor: float, reason: str) -> Claim:
        """The claim worth only this share of what it was."""
        return self.with_evidence(reason, self.score * (factor - 1))


@dataclass(slots=True)
class ColumnEvidence:
    """Gathers the evidence of one column for every field that it may hold."""

    column: int
    by_field: dict[str, Claim] = field(default_factory=dict)

    def score(self, name: str) -> float:
        """What is known for a field so far; 0 for one that nothing spoke for."""
        return self.by_field[name].score if name in self.by_field else 0.0

    def add(self, name: str, reason: str, weight: float) -> None:
        """One more reason for or against a field."""
        self.by_field[name] = self.by_field.get(name, Claim(0.0, name, self.column)).with_evidence(
            reason, weight
        )

    def raise_to(self, name: str, score: float, reason: str) -> None:
        """As `add`, with what is missing to this score, if anything is."""
        if score > self.score(name):
            self.add(name, reason, score - self.score(name))

    def scale(self, name: str, factor: float, reason: str) -> None:
        """Leave only a share of a field's worth; nothing where it has none."""
        if name in self.by_field:
            self.by_field[name] = self.by_field[name].scaled(factor, reason)

    def claims(self, least: float) -> list[Claim]:
        """The claims worth at least so much."""
        return [claim for claim in self.by_field.values() if claim.score >= least]


def best_first(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by their scores; of equal ones the column further left."""
    return sorted(claims, key=lambda claim: (-claim.score, claim.column))


class ColumnChoice(NamedTuple):
    """The claim that a field was given to, and what else could be: `margin` is how much worse the table then fits.

    `runner_up` is None, and the margin infinite, where nothing else comes into question.
    """

    chosen: Claim
    runner_up: Claim | None
    margin: float
