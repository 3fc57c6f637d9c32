"""An empty answers file for a script, with its questions as comments."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from winback_tui.domain.case.why import LEVELS
from winback_tui.domain.interview.condition_expr import condition_text
from winback_tui.domain.interview.script import SCALE_STEPS, Question, QuestionType, Script

_FORMS = {
    QuestionType.NUMBER: "a number",
    QuestionType.YES_NO: "yes or no",
    QuestionType.CONDITION: 'a list, one wish each: ["price at most 12 EUR", "delivery within 3 days"]',
}


def template(script: Script) -> str:
    """A TOML file to fill by hand; an answer left as \"\" counts as unanswered. `read_answers` reads it."""
    lines = [
        f"# {script.title} ({script.id}, version {script.version})",
        '# Fill in what was said; leave "" where nothing was. Then: winback interview ACCOUNT --answers FILE',
        "",
        f'script = "{script.id}"',
        f"version = {script.version}",
        f'language = "{script.language}"',
        'person = ""        # who you spoke with',
        'interviewer = ""   # who asked',
        'channel = ""       # call, meeting, mail, letter',
        'day = ""           # like 2026-11-22',
        "",
        "[answers]",
    ]
    for question in script.questions:
        lines.extend(_question(question))
    for question in script.questions:
        if question.type is QuestionType.WHY:
            lines.extend(_whys(question))
    return "\n".join(lines) + "\n"


def _question(question: Question) -> Iterator[str]:
    yield ""
    yield from _comment(f"{question.point}. {question.label}")
    yield from _comment(question.hint)
    if question.when is not None:
        yield from _comment(f"Only when {condition_text(question.when)}")
    if question.choices:
        yield from _comment("; ".join(f"{each.code} = {each.label}" for each in question.choices))
    elif question.type is QuestionType.SCALE:
        yield from _comment(" to ".join((SCALE_STEPS[0], SCALE_STEPS[-1])))
    elif question.type in _FORMS:
        yield from _comment(_FORMS[question.type])
    if question.type is QuestionType.WHY:
        yield from _comment(f"Answered at the end of this file, under [[answers.{question.id}]].")
    elif question.asks:
        yield f'{question.id} = ""'


def _whys(question: Question) -> Iterator[str]:
    yield ""
    yield from _comment(f"{question.label} Up to {LEVELS} whys; mark the root cause where you found it.")
    yield from _comment("root = true, confidence = 0 not judged, 1 doubtful, 2 likely, 3 sure")
    yield from _comment('Where there are several roots, each has its own class, like class = "delivery".')
    yield f"[[answers.{question.id}]]"
    yield 'text = ""'
    yield f"[[answers.{question.id}.because]]"
    yield 'text = ""'


def _comment(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from wrap(line, 100, initial_indent="# ", subsequent_indent="#   ")
