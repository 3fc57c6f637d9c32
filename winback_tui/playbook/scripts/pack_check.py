"""Whether a language pack fits its script: no text is missing, and none is for something the script does not have."""

from __future__ import annotations

from collections.abc import Iterator

from winback_tui.domain.interview.script import Question, Script
from winback_tui.playbook.source import PlaybookFile, Table

_KEYS = {"script", "language", "title", "about", "question"}


def check_pack(pack: PlaybookFile, script: Script, language: str) -> None:
    """Note the faults of a pack (`long.de.toml`) against its script in its own language."""
    pack.unknown_keys(pack.doc, _KEYS)
    if pack.doc.get("script") != script.id:
        pack.wrong(f"'script' must be the id of the script that this translates: \"{script.id}\".", "script")
    if pack.doc.get("language") != language:
        pack.wrong(f"'language' must be that of the file name: \"{language}\".", "language")
    translated = pack.doc.get("question", {})
    known = {question.id: question for question in script.questions}
    if not isinstance(translated, dict):
        pack.wrong("Write each translation as a table headed [question.<id>].", "question")
        return
    for question_id in translated:
        if question_id not in known:
            pack.wrong(f"The script '{script.id}' has no question '{question_id}'.", "question", question_id)
    for question in script.questions:
        table = translated.get(question.id, {})
        if not isinstance(table, dict):
            pack.wrong(f"Write [question.{question.id}] as a table.", "question", question.id)
            continue
        _check_question(pack, question, table, language)


def _check_question(pack: PlaybookFile, question: Question, table: Table, language: str) -> None:
    place = ("question", question.id)
    pack.unknown_keys(table, {"label", "hint", "unit", "choice"}, *place)
    for missing in _missing(question, table):
        pack.wrong(f"'{question.id}' has no {missing} in '{language}'.", *place)
    choices = table.get("choice", {})
    for code in choices if isinstance(choices, dict) else ():
        if question.choice(code) is None:
            pack.wrong(f"'{question.id}' has no choice '{code}'.", *place, "choice", code)


def _missing(question: Question, table: Table) -> Iterator[str]:
    for key in ("label", "hint", "unit"):
        if getattr(question, key) and not _has_text(table.get(key)):
            yield key
    own_choices = question.means is None or not question.means.endswith("_class")
    choices = table.get("choice", {})
    for choice in question.choices if own_choices else ():
        translated = choices.get(choice.code) if isinstance(choices, dict) else None
        label = translated.get("label") if isinstance(translated, dict) else translated
        if not _has_text(label):
            yield f"choice '{choice.code}'"


def _has_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())
