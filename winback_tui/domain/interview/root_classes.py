"""The class of each root cause: the script's one question, or one for each root where the whys led to several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from winback_tui.domain.case import why

from .script import Meaning, Question, Script

_MARK = "."
"""Goes between the id of the script's question and that of a root; no script question has it in its id."""
SHORT = 40
"""At most this many letters of a root's words are shown in its question."""


def question_of_root(question_id: str, root: why.WhyNode) -> str:
    """The id of the question for this root, where there are several."""
    return f"{question_id}{_MARK}{root.id}"


def scripts_question(question_id: str) -> str:
    """The id in the script behind the question for one root; any other question has its own."""
    return question_id.partition(_MARK)[0]


def with_root_questions(script: Script, chain: why.WhyTree) -> Script:
    """The script with its question for the class of the root cause repeated for each root that the whys led to.

    With one root, or none yet, the question stays as it is.
    """
    asked, roots = script.meaning(Meaning.ROOT_CLASS), why.roots(chain)
    if asked is None or len(roots) < 2:
        return script
    place = script.questions.index(asked)
    made = (_asked_of(asked, root) for root in roots)
    return replace(script, questions=(*script.questions[:place], *made, *script.questions[place + 1 :]))


def _asked_of(question: Question, root: why.WhyNode) -> Question:
    words = root.text if len(root.text) <= SHORT else f"{root.text[: SHORT - 1].rstrip()}…"
    return replace(question, id=question_of_root(question.id, root), label=f"“{words}” · {question.label}")


def moved_classes(
    question_id: str, before: why.WhyTree, after: why.WhyTree, answers: Mapping[str, str]
) -> dict[str, str]:
    """The answers that change their question when the roots do, so that each class stays with its own root.

    When a second root comes, the class known so far is the first's; where one root remains, its class is the only
    one. `question_id` is that of the script; an empty text takes an answer back.
    """
    old, new = why.roots(before), why.roots(after)
    if len(old) == 1 and len(new) > 1:
        own = question_of_root(question_id, old[0])
        if answers.get(question_id) and not answers.get(own):
            return {own: answers[question_id], question_id: ""}
    if len(new) == 1 and len(old) > 1:
        own = question_of_root(question_id, new[0])
        if answers.get(own):
            return {question_id: answers[own], own: ""}
    return {}


def class_of_root(script: Script, chain: why.WhyTree, root: why.WhyNode, answers: Mapping[str, str]) -> str:
    """The reason class of this root; '' while nobody has said.

    Where there are several roots and none has a class of its own, as in older interviews, the one class is the
    first's.
    """
    asked = script.meaning(Meaning.ROOT_CLASS)
    if asked is None:
        return ""
    base, roots = asked.id, why.roots(chain)
    if len(roots) == 1:
        return answers.get(base, "")
    own = answers.get(question_of_root(base, root), "")
    if own or any(answers.get(question_of_root(base, each)) for each in roots):
        return own
    return answers.get(base, "") if root.id == roots[0].id else ""
