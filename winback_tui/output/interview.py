"""An interview as plain text: one question to ask, or the whole with its answers and whys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.case.voices import DataSentence, Disagreement, Voice
from winback_tui.domain.case.why import WhyTree
from winback_tui.domain.interview.answer import conditions_of
from winback_tui.domain.interview.flow import Flow, InterviewProgress
from winback_tui.domain.interview.script import Question, QuestionType, Script
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import full_day

from .why_outline import outline
from .wrapping import wrap_words

_SAID_BY = {
    Voice.REP: "the rep",
    Voice.CUSTOMER: "the customer",
    Voice.DATA: "the data",
    Voice.OURS: "our own view",
}
_MOST_LISTED = 6
"""At most this many choices are named one by one."""


@dataclass(frozen=True, slots=True)
class InterviewHeading:
    """Who was asked about which account, by whom, how and when."""

    account: str
    person: str = ""
    interviewer: str = ""
    channel: str = ""
    day: date | None = None


def question_text(question: Question, progress: InterviewProgress, width: int = 78) -> str:
    """One question as the plain interview asks it: progress, label, choices, hint."""
    lines = [f"[{progress}]", *wrap_words(question.label, width)]
    for number, choice in enumerate(question.choices, start=1):
        label = (
            f"{choice.code} {choice.label}"
            if question.type is QuestionType.SCALE
            else f"{number} {choice.label}"
        )
        lines.extend(wrap_words(f"{label}: {choice.hint}" if choice.hint else label, width, "  ", "      "))
    if question.type is QuestionType.YES_NO:
        lines.append("  yes / no")
    lines.extend(wrap_words(question.hint, width, "  "))
    return "\n".join(lines)


def interview_text(
    script: Script,
    answers: Mapping[str, str],
    whys: Mapping[str, WhyTree],
    heading: InterviewHeading,
    width: int = 78,
) -> str:
    """The whole interview: each visible answer under its question, the whys as a tree, what is missing or hidden."""
    flow = Flow(script, answers)
    blocks = [_heading(script, heading, width)]
    for page in flow.pages:
        tree = whys.get(page.id, ())
        if page.asks and (answers.get(page.id) or tree):
            blocks.append("\n".join(_answered(page, answers.get(page.id, ""), tree, flow, width)))
    open_pages = [
        page.label for page in flow.pages if page.asks and not answers.get(page.id) and not whys.get(page.id)
    ]
    if open_pages:
        blocks.append(_list("Not answered:", open_pages, width))
    hidden = [f"{question_id}: {text}" for question_id, text in flow.hidden_answers.items()]
    if hidden:
        blocks.append(_list("Answered, but no longer asked:", hidden, width))
    return "\n\n".join(blocks) + "\n"


def voices_text(data: Sequence[DataSentence], differ: Sequence[Disagreement], width: int = 78) -> str:
    """What the data says and where the voices differ, one a line."""
    blocks = []
    if data:
        blocks.append(_list("The data says:", [each.text for each in data], width))
    if differ:
        blocks.append(_list("The voices differ:", [each.text for each in differ], width))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def choices_fault(question: Question, typed: str) -> str:
    """What to type instead, where `typed` is not a choice: each by its number if there are few, else how many."""
    labels = [f"{number} for {choice.label}" for number, choice in enumerate(question.choices, start=1)]
    if len(labels) > _MOST_LISTED:
        labels = [f"a number from 1 to {len(labels)}", "the words next to it"]
    return f"'{typed[:40]}' is not one of the choices; type {join_names(labels, 'or')}."


def whys_text(tree: WhyTree, width: int, indent: str = "") -> str:
    """The whys as an outline whose long lines wrap under their own words."""
    return "\n".join(
        line
        for why in outline(tree)
        for line in wrap_words(str(why), width, indent, indent + " " * len(why.lead))
    )


def sentences_text(sentences: Sequence[str], width: int, indent: str = "") -> str:
    """Sentences, each on lines of its own."""
    return "\n".join(line for each in sentences for line in wrap_words(each, width, indent))


def answer_words(question: Question, value: str) -> str:
    """A stored answer for a reader: the choice's label, `3 problem`, the number with its unit."""
    choice = question.choice(value)
    if question.type is QuestionType.SCALE:
        return f"{value} {choice.label}" if choice else value
    if choice is not None:
        return choice.label
    if question.unit and question.type is QuestionType.NUMBER:
        return f"{value} {question.unit}"
    return value


def _heading(script: Script, heading: InterviewHeading, width: int) -> str:
    who = [
        part
        for part in (heading.person, heading.channel, full_day(heading.day) if heading.day else "")
        if part
    ]
    if heading.interviewer:
        who.append(f"interviewer {heading.interviewer}")
    who.append(f"script {script.id} {script.version}")
    first = wrap_words(f"{script.title}: {heading.account}", width)
    return "\n".join([*first, *wrap_words(", ".join(who), width), "─" * min(width, 78)])


def _answered(page: Question, value: str, tree: WhyTree, flow: Flow, width: int) -> Iterator[str]:
    said_by = f"  [{_SAID_BY[page.voice]}]" if page.voice and page.voice is not Voice.CUSTOMER else ""
    number = f"{flow.progress(page.id).at:>2}  "
    yield from wrap_words(f"{number}{page.label}{said_by}", width, "", "    ")
    if tree:
        yield whys_text(tree, width, "    ")
    elif page.type is QuestionType.CONDITION:
        for condition in conditions_of(value):
            yield from wrap_words(f"- {condition}", width, "    ", "      ")
    else:
        for line in answer_words(page, value).split("\n"):
            yield from wrap_words(line, width, "    ", "    ")


def _list(title: str, entries: Sequence[str], width: int) -> str:
    return "\n".join(
        [title, *(line for each in entries for line in wrap_words(f"- {each}", width, "  ", "    "))]
    )
