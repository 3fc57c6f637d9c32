"""A script with the question that no short one asks: which class the root is."""

from __future__ import annotations

from dataclasses import replace

from ..domain.interview.condition_expr import Answered
from ..domain.interview.script import Choice, Meaning, Question, QuestionType, Script
from ..domain.reasons import Reasons
from ..domain.voices import Voice

ROOT_CLASS = Meaning.ROOT_CLASS.value
"""The id of the question that is added."""


def classed(script: Script, reasons: Reasons) -> Script:
    """The script; where it has whys but leaves the class of their root open, ourselves are asked for it at the end.

    Without a class a cause cannot be weighed against others (playbook section 4, end).
    """
    whys = next((each for each in script.questions if each.type is QuestionType.WHY), None)
    known = {each.id for each in script.questions}
    if whys is None or ROOT_CLASS in known or script.meaning(Meaning.ROOT_CLASS) is not None:
        return script
    question = Question(
        ROOT_CLASS,
        QuestionType.CHOICE,
        "The root that the whys led to: which reason is it?",
        "Not for the customer: with a class it can be counted and planned for.",
        ("M9", "B6"),
        point=script.questions[-1].point,
        when=Answered(whys.id),
        choices=tuple(Choice(each.code, each.label, each.hint) for each in reasons.offered),
        voice=Voice.OURS,
        means=Meaning.ROOT_CLASS,
    )
    return replace(script, questions=(*script.questions, question))
