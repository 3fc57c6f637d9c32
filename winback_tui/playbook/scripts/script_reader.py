"""A script file as a script in one language, with its faults noted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.interview.script import Meaning, Question, QuestionType, Script, is_question_id
from winback_tui.domain.text import clean_line
from winback_tui.playbook.source import PlaybookFile
from winback_tui.playbook.words import Words, is_language

from .question_reader import QuestionReader

QUESTION_LIMIT = 100

_KEYS = {"id", "version", "language", "title", "about", "question"}

_TYPES = {
    Meaning.CHANNEL: {QuestionType.CHOICE},
    Meaning.REFUSAL: {QuestionType.TEXT},
    Meaning.REP_CLASS: {QuestionType.CHOICE},
    Meaning.STATED_CLASS: {QuestionType.CHOICE},
    Meaning.ROOT_CLASS: {QuestionType.CHOICE},
    Meaning.CONDITIONS: {QuestionType.CONDITION},
    Meaning.WHYS: {QuestionType.WHY},
    Meaning.SEVERITY: {QuestionType.SCALE},
    Meaning.SEVERITY_OURS: {QuestionType.SCALE},
    Meaning.HUMAN: {QuestionType.YES_NO},
    Meaning.STANDING: {QuestionType.CHOICE},
}
"""The type that an answer of each meaning must have; the meanings not named here are texts."""

_CLASSES = {Meaning.REP_CLASS, Meaning.STATED_CLASS, Meaning.ROOT_CLASS}


def read_script(
    source: PlaybookFile,
    reasons: Reasons,
    language: str = "en",
    packs: Sequence[Path] = (),
    languages: Sequence[str] = (),
) -> Script | None:
    """The script in `language` (its own where a text is missing), or None when its faults leave nothing to ask.

    `languages` are those that packs offer. The faults are in `source.faults`.
    """
    words = Words(source, language, packs)
    doc = source.doc
    source.unknown_keys(doc, _KEYS)
    script_id, version = doc.get("id"), doc.get("version")
    if not isinstance(script_id, str) or not is_question_id(script_id.replace("-", "_")):
        source.wrong("A script needs an id of small letters, digits and hyphens.", "id")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        source.wrong("A script needs a version, a whole number from 1.", "version")
    if not is_language(doc.get("language", "en")):
        source.wrong("Write the language like en or pt-BR.", "language")
    title = words.text(doc.get("title"), ("title",), "title")
    if not title:
        source.wrong("A script needs a title.", "title")
    about = words.text(doc.get("about"), ("about",), "about")
    questions = _questions(source, words, reasons)
    if source.faults:
        return None
    offered = list(dict.fromkeys([words.own_language, *sorted(words.used), *languages]))
    return Script(
        id=str(script_id),
        version=int(version or 0),
        title=clean_line(title),
        language=language if language in offered else words.own_language,
        languages=tuple(offered),
        questions=questions,
        about=about,
    )


def _questions(source: PlaybookFile, words: Words, reasons: Reasons) -> tuple[Question, ...]:
    tables = source.tables("question")
    if not tables:
        source.wrong("A script needs at least one [[question]].", "question")
    if len(tables) > QUESTION_LIMIT:
        source.wrong(f"A script has at most {QUESTION_LIMIT} questions.", "question", QUESTION_LIMIT)
    everywhere = [str(table.get("id")) for table in tables]
    reader = QuestionReader(source, words, reasons, everywhere)
    for number, table in enumerate(tables[:QUESTION_LIMIT]):
        question = reader.read(table, number)
        if question is not None and question.means is not None:
            _check_meaning(source, question, reader.earlier, number, table)
    return tuple(reader.earlier.values())


def _check_meaning(
    source: PlaybookFile,
    question: Question,
    earlier: dict[str, Question],
    number: int,
    table: dict[str, object],
) -> None:
    means = question.means
    place = ("question", number, "means")
    if means is None:
        return
    types = _TYPES.get(means, {QuestionType.TEXT})
    if question.type not in types:
        source.wrong(f"An answer that means {means} must be of type {', '.join(types)}.", *place)
    if means in _CLASSES and table.get("choices_from") != "reasons":
        source.wrong(f'A question that means {means} needs choices_from = "reasons".', *place)
    same = [each.id for each in earlier.values() if each.means is means and each is not question]
    if same:
        source.wrong(f"'{same[0]}' already means {means}.", *place)
