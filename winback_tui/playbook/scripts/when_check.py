"""Whether a `when` refers to earlier questions only, and only to answers that they can have."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from winback_tui.domain.interview.condition_expr import ORDERED, Compare, Expr, condition_leaves
from winback_tui.domain.interview.script import SCALE_STEPS, Question, QuestionType

_MEASURED = {QuestionType.SCALE, QuestionType.NUMBER}
_IN_OWN_WORDS = {QuestionType.TEXT, QuestionType.WHY, QuestionType.CONDITION}


def when_faults(
    when: Expr, earlier: Mapping[str, Question], everywhere: Collection[str]
) -> Iterator[tuple[int, str]]:
    """Offset in the condition and one sentence, for each fault. `everywhere` are all ids of the script."""
    for leaf in condition_leaves(when):
        question = earlier.get(leaf.name)
        if question is None and leaf.name in everywhere:
            yield leaf.at, f"'{leaf.name}' is not asked before this question; `when` may only look back."
        elif question is None:
            yield leaf.at, f"No question is called '{leaf.name}'."
        elif not question.asks:
            yield leaf.at, f"'{leaf.name}' is a note and has no answer."
        elif isinstance(leaf, Compare):
            wrong = _comparison_fault(leaf, question)
            if wrong:
                yield leaf.at, wrong


def _comparison_fault(leaf: Compare, question: Question) -> str:
    if question.type in _IN_OWN_WORDS:
        return f"'{leaf.name}' is answered in words; only answered({leaf.name}) can be asked."
    if leaf.op in ORDERED and question.type not in _MEASURED:
        return f"The answers to '{leaf.name}' have no order; compare with == or in [...]."
    for value in leaf.values:
        if question.type is QuestionType.CHOICE and question.choice(value) is None:
            codes = ", ".join(each.code for each in question.choices)
            return f"'{value}' is not a choice of '{leaf.name}'; its choices are {codes}."
        if question.type is QuestionType.SCALE and value not in SCALE_STEPS:
            return f"'{leaf.name}' is a scale from 1 to 5; '{value}' is not on it."
        if question.type is QuestionType.YES_NO and value not in ("yes", "no"):
            return f"'{leaf.name}' is yes or no, never '{value}'."
        if question.type is QuestionType.NUMBER and not value.lstrip("-").replace(".", "", 1).isdecimal():
            return f"'{leaf.name}' is a number; '{value}' is not."
    return ""
