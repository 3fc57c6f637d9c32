"""A script with the question that no short one asks: which class the root is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from winback_tui.domain.interview.condition_expr import Answered
from winback_tui.domain.interview.script import Meaning, QuestionType, Script
from winback_tui.playbook.script_shelf import load_script

ASKS = "long"
"""The script that has the question, in every language."""


def classed(script: Script, own: Path | None = None) -> Script:
    """The script; where it has whys but leaves the class of their root open, ourselves are asked for it at the end.

    Without a class a cause cannot be weighed against others (playbook section 4, end).
    """
    whys = next((each for each in script.questions if each.type is QuestionType.WHY), None)
    if whys is None or script.meaning(Meaning.ROOT_CLASS) is not None:
        return script
    question = load_script(ASKS, script.language, own).meaning(Meaning.ROOT_CLASS)
    if question is None or any(each.id == question.id for each in script.questions):
        return script
    added = replace(question, required=False, point=script.questions[-1].point, when=Answered(whys.id))
    return replace(script, questions=(*script.questions, added))
