"""The questions of an interview with the one that no short script asks: which class the root is."""

from __future__ import annotations

from ..domain.interview.script import Choice, Meaning, Question, QuestionType
from ..domain.reasons import Reasons
from ..domain.voices import Voice
from .interviews import ROOT_CLASS, Held


def pages_of(held: Held, reasons: Reasons) -> tuple[Question, ...]:
    """The pages to show now, in order; behind them the class of the root, where the script leaves it open.

    Without a class a cause cannot be weighed against others (playbook section 4, end).
    """
    pages = held.flow.pages
    if held.script.meaning(Meaning.ROOT_CLASS) is not None or not held.chain:
        return pages
    return (*pages, class_question(reasons))


def class_question(reasons: Reasons) -> Question:
    """Asks ourselves for the class of the root."""
    return Question(
        ROOT_CLASS,
        QuestionType.CHOICE,
        "The root that the whys led to: which reason is it?",
        "Not for the customer: with a class it can be counted and planned for.",
        ("M9", "B6"),
        choices=tuple(Choice(each.code, each.label, each.hint) for each in reasons.offered),
        voice=Voice.OURS,
    )
