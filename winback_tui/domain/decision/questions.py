"""The four questions of the investment decision, answered as far as the facts go (F4, F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.wording.phrasing import exact_percent, join_names
from winback_tui.domain.wording.wording import capitalised, money_words

from .value import UNSET, Evaluation


@dataclass(frozen=True, slots=True)
class DecisionQuestion:
    """A question with its answer from the facts; an empty `answer` asks the manager.

    `so_far` is what is reckoned with until then, a sentence with a space after it, or ''.
    """

    rule: str
    text: str
    answer: str
    so_far: str = ""


def four_questions(
    evaluation: Evaluation, conditions: Sequence[str], fixes: Sequence[str], others: str = ""
) -> tuple[DecisionQuestion, ...]:
    """What must be done, how probable, what it costs, how others react.

    `conditions` are those of the customer, `fixes` what still has to be repaired, `others` the manager's
    note on how other customers will react.
    """
    wanted = [*conditions, *fixes]
    return (
        DecisionQuestion(
            "F4", "What must be done to bring them back?", f"{join_names(wanted)}." if wanted else ""
        ),
        DecisionQuestion("F5", "How likely are they to return then?", f"{exact_percent(evaluation.chance)}."),
        _cost(evaluation),
        DecisionQuestion("F4", "How will other customers react?", others),
    )


def _cost(evaluation: Evaluation) -> DecisionQuestion:
    """Answered once somebody has set what the changes cost; own time that nobody set is mentioned."""
    text = "What do the requested changes cost?"
    cost = money_words(evaluation.cost.minor, evaluation.cost.currency)
    known = {line.label: line.known for line in evaluation.lines[1:]}
    if known["Fixes"]:
        time = ", own time included" if known["Own time"] else "; own time not set, counted as 0"
        return DecisionQuestion("F4", text, f"{cost}{time}.")
    so_far = (
        f"{cost} so far; cost of the changes not set, counted as 0"
        if any(known.values())
        else capitalised(UNSET)
    )
    return DecisionQuestion("F4", text, "", f"{so_far}. ")
