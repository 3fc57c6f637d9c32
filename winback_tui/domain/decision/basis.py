"""What the three terms of a decision rest on: the chance, the value, the cost (F5, G9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from winback_tui.domain.wording.phrasing import exact_percent, join_names
from winback_tui.domain.wording.wording import money_words

from .value import Evaluation


@dataclass(frozen=True, slots=True)
class Basis:
    """One term with its figure and what it rests on."""

    term: str
    figure: str
    rests_on: str

    @property
    def sentence(self) -> str:
        """`Chance 33 %: base chance 30 % (default), never complained x 1.10.`"""
        return f"{self.term} {self.figure}: {self.rests_on}."


def basis(evaluation: Evaluation) -> tuple[Basis, ...]:
    """Chance, value and cost, each with what it rests on."""
    currency = evaluation.currency
    value = money_words(evaluation.second_life.minor, currency)
    cost = money_words(evaluation.known_cost.minor, currency)
    return (
        Basis("Chance", exact_percent(evaluation.chance), ", ".join(_chance(evaluation))),
        Basis("Value if they return", value, evaluation.lines[0].source.partition(": ")[2]),
        Basis("Cost", "unknown" if evaluation.unknown_costs else cost, "; ".join(_cost(evaluation))),
    )


def _chance(evaluation: Evaluation) -> Iterator[str]:
    first, *others = evaluation.parts
    yield f"{first.label.lower()} {exact_percent(first.effect)} ({first.source})"
    for part in others:
        if part.effect != 1:
            yield f"{part.label[0].lower()}{part.label[1:]} x {part.effect:.2f}"


def _cost(evaluation: Evaluation) -> Iterator[str]:
    lines = evaluation.lines[1:]
    known = [
        f"{line.label.lower()} {money_words(-line.amount.minor, line.amount.currency)} ({line.source})"
        for line in lines
        if line.known
    ]
    if known:
        yield join_names(known)
    unset = [line.label.lower() for line in lines if not line.known]
    if unset:
        yield f"{join_names(unset)} not set"
