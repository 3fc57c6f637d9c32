"""What is still open before a verdict can be relied on: unknown costs, open questions, closed gates (F4, B6, M7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from winback_tui.domain.case.severity import SCALE
from winback_tui.domain.gates import Gate
from winback_tui.domain.wording.phrasing import join_names, verdict_words

from .questions import DecisionQuestion
from .suggest import Suggestion, WorthFacts, leaning, suggestions
from .value import Evaluation, evaluate
from .verdict import Verdict

DECIDING_GATES = frozenset({"M13", "B6", "B9", "B10", "B16", "M10"})
"""Gates that belong to the decision. The others (fix the causes, name a lead and a strategy) follow from it."""
_WORST = len(SCALE)
"""The end of the world, for the customer."""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something open: `words` follow "cannot say yet: ", `rule` is the playbook id behind it.

    `turns`: settling it could turn a verdict to win them back into another one.
    """

    rule: str
    words: str
    turns: bool = True


def open_points(
    evaluation: Evaluation,
    questions: Sequence[DecisionQuestion],
    gates: Sequence[Gate],
    severity_turns: bool = False,
) -> tuple[OpenPoint, ...]:
    """Everything open, what could turn the verdict first.

    While a cost is unknown, that cost is named and not the question about the cost. While the interview is still to
    be held, it is named and not how bad it was for them (`severity_turns`), which it asks.
    """
    found = [OpenPoint("F4", words) for words in evaluation.unknown]
    deciding = [gate for gate in gates if _holds(gate, deciding=True)]
    found += [OpenPoint(gate.rule, _clause(gate.reason)) for gate in deciding]
    if severity_turns and not any(gate.rule == "B6" for gate in deciding):
        found.append(OpenPoint("M7", "how bad it was for them is not known"))
    asked = [each for each in questions if not each.answer and not each.so_far]
    found += [OpenPoint(each.rule, f"“{each.text}” is not answered") for each in asked]
    found += [
        OpenPoint(gate.rule, _clause(gate.reason), turns=False)
        for gate in gates
        if _holds(gate, deciding=False)
    ]
    return tuple(found)


def severity_could_turn(
    evaluation: Evaluation, worth: WorthFacts, settings: Mapping[str, object] | None = None
) -> bool:
    """Whether the missing answer to how bad it was for them could turn what is suggested (M7, M6).

    The worst answer decides: the chance only falls with severity, and only anger has to cool.
    """
    if evaluation.inputs.severity:
        return False
    worst = evaluate(replace(evaluation.inputs, severity=_WORST), settings)
    worst_inputs = replace(worth, severity=_WORST)
    if worth.best_value is not None:
        worst_inputs = replace(worst_inputs, value=worst.value, best_value=worst.best_value)
    return leaning(suggestions(worst_inputs)) is not leaning(suggestions(worth))


def could_turn(points: Sequence[OpenPoint]) -> tuple[OpenPoint, ...]:
    """The points to settle, or knowingly leave open, before somebody decides to win them back."""
    return tuple(point for point in points if point.turns)


def conclusion(verdict: Verdict | None, found: Sequence[Suggestion], points: Sequence[OpenPoint]) -> str:
    """What the playbook suggests, in one sentence with its reason; or what it cannot say yet, and why."""
    if verdict is None:
        return f"Cannot say yet: {'; '.join(point.words for point in could_turn(points))}."
    mine = [each for each in found if each.verdict is verdict]
    firm = [each for each in mine if each.firm] or mine
    why = firm[0].sentence if firm else "Nothing speaks against it."
    return f"{verdict_words(verdict).capitalize()}: {why[0].lower()}{why[1:]}"


def before_deciding(account: str, points: Sequence[OpenPoint]) -> str:
    """The question to somebody who decides to win them back while something is open; '' where nothing is."""
    turning = could_turn(points)
    if not turning:
        return ""
    return f"Win {account} back although this is open: {join_names([point.words for point in turning])}?"


def _holds(gate: Gate, deciding: bool) -> bool:
    return gate.closed and gate.rule != "W5" and (gate.rule in DECIDING_GATES) is deciding


def _clause(sentence: str) -> str:
    """The sentence as a part of another: a name at its beginning stays as it is."""
    first, _, rest = sentence.rstrip(".").partition(" ")
    return f"{first.lower() if first in ('Nobody', 'The', 'For') else first} {rest}"
