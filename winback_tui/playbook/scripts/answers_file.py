"""A filled script: the answers of one interview as TOML, for `winback interview ACCOUNT --answers FILE`.

script = "long"
person = "Ana Silva"
[answers]
refusal = "You have become too expensive."
conditions = ["price at most 12 EUR", "delivery within 3 days"]
human = true
severity = 3
[[answers.whys]]
text = "You have become too expensive."
because = [{ text = "express freight", because = [{ text = "late deliveries", root = true, confidence = 2 }] }]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from winback_tui.domain.case import why
from winback_tui.domain.days.typed_days import calendar_day
from winback_tui.domain.errors import BadInput, WinbackError
from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.answer import checked_answer
from winback_tui.domain.interview.flow import Flow
from winback_tui.domain.interview.root_classes import question_of_root, with_root_questions
from winback_tui.domain.interview.script import Meaning, Question, QuestionType, Script
from winback_tui.domain.text import clean, clean_name
from winback_tui.files.plain_file import read_plain_file
from winback_tui.playbook.source import PlaybookFile, parse_source

from .script_library import load_script
from .why_tables import read_whys

_KEYS = {"script", "version", "language", "person", "interviewer", "channel", "day", "answers"}


@dataclass(frozen=True, slots=True)
class FilledScript:
    """The answers of a file, checked against its script. `whys` are the trees by question id.

    `answers` holds the summary of each tree under its question too; `channel` is the answer to its question when the
    head of the file does not say; `day` is when the interview was held.
    """

    script: Script
    person: str
    interviewer: str
    channel: str
    day: date | None
    answers: Mapping[str, str]
    whys: Mapping[str, why.WhyTree]

    @property
    def flow(self) -> Flow:
        """The state of the interview: what is missing, whether it is complete."""
        return Flow(self.script, self.answers)


def read_answers(path: Path, own: Path | None = None, make_id: Callable[[], str] = new_id) -> FilledScript:
    """The filled script in a file. `own` is the user's playbook folder; `make_id` names the why nodes.

    Raises BadInput with file, line and column of the first fault, or NotFound for an unknown script.
    """
    try:
        raw = read_plain_file(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror or error}.") from None
    return parse_answers(raw, path.name, own, make_id)


def parse_answers(
    raw: bytes, name: str, own: Path | None = None, make_id: Callable[[], str] = new_id
) -> FilledScript:
    """The filled script in `raw`, called `name` in messages; raises like `read_answers`."""
    source = parse_source(raw, name)
    source.require_none()
    source.unknown_keys(source.doc, _KEYS)
    script = _script(source, own)
    answers, whys = _answers(source, script, make_id)
    day = _day(source)
    source.require_none()
    asked = script.meaning(Meaning.WHYS)
    return FilledScript(
        script=with_root_questions(script, whys.get(asked.id, ()) if asked else ()),
        person=_line(source, "person"),
        interviewer=_line(source, "interviewer"),
        channel=_line(source, "channel") or Flow(script, answers).value(Meaning.CHANNEL),
        day=day,
        answers=answers,
        whys=whys,
    )


def _script(source: PlaybookFile, own: Path | None) -> Script:
    script_id, language = source.doc.get("script"), source.doc.get("language", "en")
    if not isinstance(script_id, str) or not isinstance(language, str):
        source.wrong('The file must say which script it fills, like script = "long".', "script")
        source.require_none()
    script = load_script(str(script_id), str(language), own)
    version = source.doc.get("version", script.version)
    if version != script.version:
        text = (
            f"This file fills version {version} of '{script.id}', but version {script.version} is installed."
        )
        source.wrong(text, "version")
    return script


def _line(source: PlaybookFile, key: str) -> str:
    return clean_name(str(source.doc.get(key, "")))


def _day(source: PlaybookFile) -> date | None:
    found = source.doc.get("day", "")
    if found == "":
        return None
    try:
        day = found if type(found) is date else calendar_day(str(found))
    except BadInput:
        day = None
    if day is None:
        source.wrong("Write the day of the interview like 2026-11-22.", "day")
    return day


def _answers(
    source: PlaybookFile, script: Script, make_id: Callable[[], str]
) -> tuple[dict[str, str], dict[str, why.WhyTree]]:
    answers: dict[str, str] = {}
    whys: dict[str, why.WhyTree] = {}
    given = source.doc.get("answers", {})
    if not isinstance(given, dict):
        source.wrong("Write the answers under [answers].", "answers")
        return answers, whys
    known = {question.id: question for question in script.questions}
    for question_id, value in given.items():
        question = known.get(question_id)
        if question is None:
            shown = clean(question_id, 40)
            source.wrong(f"The script '{script.id}' has no question '{shown}'.", "answers", question_id)
        elif question.type is QuestionType.WHY:
            classes = script.meaning(Meaning.ROOT_CLASS)
            whys[question_id], class_by_root = read_whys(source, question_id, value, make_id, classes)
            answers[question_id] = why.summary(whys[question_id])
            if classes is not None:
                roots = why.roots(whys[question_id])
                answers |= {
                    question_of_root(classes.id, root) if len(roots) > 1 else classes.id: class_by_root[
                        root.id
                    ]
                    for root in roots
                    if root.id in class_by_root
                }
        else:
            answers[question_id] = _answer(source, question, value)
    return {key: text for key, text in answers.items() if text}, {
        key: tree for key, tree in whys.items() if tree
    }


def _answer(source: PlaybookFile, question: Question, value: object) -> str:
    try:
        return checked_answer(question, _as_text(question, value))
    except WinbackError as error:
        source.wrong(str(error), "answers", question.id)
        return ""


def _as_text(question: Question, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    if question.type is QuestionType.CONDITION and isinstance(value, list):
        return "\n".join(str(each) for each in value)
    raise BadInput(f"Write the answer to '{question.id}' as a text, a number or true/false.")
