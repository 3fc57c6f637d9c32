"""The four questions of the investment decision, answered as far as the facts go (F4, F5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..said import said_list, said_percent
from ..wording import money_words
from .value import Evaluation


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer from the facts; an empty `answer` asks the manager."""

    rule: str
    text: str
    answer: str


def four_questions(
    evaluation: Evaluation, conditions: Sequence[str], fixes: Sequence[str], others: str = ""
) -> tuple[Question, ...]:
    """What must be done, how probable, what it costs, how others react.

    `conditions` are those of the customer, `fixes` what still has to be repaired, `others` the manager's
    note on how other customers will react.
    """
    wanted = [*conditions, *fixes]
    cost = money_words(evaluation.cost.minor, evaluation.cost.currency)
    return (
        Question("F4", "What must be done to bring them back?", f"{said_list(wanted)}." if wanted else ""),
        Question("F5", "How probable is the return after that?", f"{said_percent(evaluation.chance)}."),
        Question("F4", "What do the requested changes cost?", f"{cost}, own time included."),
        Question("F4", "How will other customers react?", others),
    )
