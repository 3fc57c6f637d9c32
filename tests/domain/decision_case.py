"""A decision written down whole: its facts, and what must come of them by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from winback_tui.domain.decision import (
    DecisionInputs,
    OpenPoint,
    Verdict,
    WorthFacts,
    conclusion,
    could_turn,
    evaluate,
    four_questions,
    leaning,
    open_points,
    severity_could_turn,
    suggestions,
)
from winback_tui.domain.gates import GateFacts, gates
from winback_tui.domain.money.money import Money

TODAY, LOST = date(2026, 11, 22), date(2026, 9, 10)


def eur(units: float) -> Money:
    return Money(round(units * 100), "EUR")


ASKED = GateFacts("Acme", TODAY, LOST, interviews_finished=1, root_recorded=True)
"""The interview was held and its root cause is known."""


@dataclass(frozen=True)
class Case:
    """`known_cost` is what is certain of the cost; `value` is None while something is unknown."""

    name: str
    inputs: DecisionInputs
    chance: float
    second_life: Money
    gain: Money
    known_cost: Money
    value: Money | None
    leans: Verdict | None
    said: str
    discount: float | None = None
    settings: dict[str, object] = field(default_factory=dict)
    worth: dict[str, Any] = field(default_factory=dict)
    gates: GateFacts = ASKED
    others: str = "They will not mind."
    wanted: tuple[str, ...] = ("deliver in 3 days",)


def worth_of(case: Case) -> WorthFacts:
    found, inputs = evaluate(case.inputs, case.settings), case.inputs
    known = bool(inputs.yearly.minor)
    facts = WorthFacts(
        TODAY,
        LOST,
        margin=inputs.margin,
        orders_a_year=12,
        severity=inputs.severity,
        times_lost=inputs.times_lost,
        hunts_price=inputs.hunts_price,
        price_and_service=inputs.price and inputs.service,
        value=found.value if known else None,
        best_value=found.best_value if known else None,
    )
    return replace(facts, **case.worth)


def points_of(case: Case) -> tuple[OpenPoint, ...]:
    found = evaluate(case.inputs, case.settings)
    turns = severity_could_turn(found, worth_of(case), case.settings)
    return open_points(found, four_questions(found, case.wanted, (), case.others), gates(case.gates), turns)


def conclusion_of(case: Case) -> tuple[Verdict | None, str]:
    said, points = suggestions(worth_of(case)), points_of(case)
    verdict = leaning(said, bool(could_turn(points)))
    return verdict, conclusion(verdict, said, points)
