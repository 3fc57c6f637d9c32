"""The four questions of the investment decision, answered as far as the facts go (F4, F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from winback_tui.domain.wording.phrasing import exact_percent, join_names
from winback_tui.domain.wording.wording import capitalised, money_words

from .value import Evaluation


@dataclass(frozen=True, slots=True)
class DecisionQuestion:
    """A question with its answer from the facts; an empty `answer` asks the manager.

    `so_far` is what is known in the meantime, a sentence with a space after it, or ''.
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
    """Answered once somebody has set every cost; until then it shows what is set so far."""
    text = "What do the requested changes cost?"
    cost = money_words(evaluation.known_cost.minor, evaluation.currency)
    unset = [line.label.lower() for line in evaluation.lines[1:] if not line.known]
    if not unset:
        return DecisionQuestion("F4", text, f"{cost}, own time included.")
    known = any(line.known for line in evaluation.lines[1:])
    so_far = f"{cost} so far; {join_names(unset)} not set" if known else f"{join_names(unset)} not set"
    return DecisionQuestion("F4", text, "", f"{capitalised(so_far)}. ")
