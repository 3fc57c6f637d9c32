"""Weighted evidence for and against what a column means, kept so that it can be shown."""

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
        """The claim reduced to this share of its score."""
        return self.with_evidence(reason, self.score * (factor - 1))


@dataclass(slots=True)
class ColumnEvidence:
    """Gathers the evidence of one column for every field that it may hold."""

    column: int
    by_field: dict[str, Claim] = field(default_factory=dict)

    def score(self, name: str) -> float:
        """The score of a field so far; 0 for one without evidence."""
        return self.by_field[name].score if name in self.by_field else 0.0

    def add(self, name: str, reason: str, weight: float) -> None:
        """One more reason for or against a field."""
        self.by_field[name] = self.by_field.get(name, Claim(0.0, name, self.column)).with_evidence(
            reason, weight
        )

    def raise_to(self, name: str, score: float, reason: str) -> None:
        """As `add`, with the weight still missing to this score, if any."""
        if score > self.score(name):
            self.add(name, reason, score - self.score(name))

    def scale(self, name: str, factor: float, reason: str) -> None:
        """Reduce a field's score to this share; does nothing where it has none."""
        if name in self.by_field:
            self.by_field[name] = self.by_field[name].scaled(factor, reason)

    def claims(self, least: float) -> list[Claim]:
        """The claims with at least this score."""
        return [claim for claim in self.by_field.values() if claim.score >= least]


def best_first(claims: Iterable[Claim]) -> list[Claim]:
    """Claims by their scores; of equal ones the column further left."""
    return sorted(claims, key=lambda claim: (-claim.score, claim.column))


class ColumnChoice(NamedTuple):
    """The claim chosen for a field, and the alternative: `margin` is how much worse the table then fits.

    `runner_up` is None, and the margin infinite, where there is no alternative.
    """

    chosen: Claim
    runner_up: Claim | None
    margin: float
