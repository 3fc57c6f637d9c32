"""The choices of a question in a script file, with their faults noted."""

from __future__ import annotations

import re

from winback_tui.domain.case.reasons import Reasons
from winback_tui.domain.interview.script import SCALE_STEPS, Choice, QuestionType
from winback_tui.playbook.source import PlaybookFile, Table
from winback_tui.playbook.words import Words

_CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def read_choices(
    words: Words, reasons: Reasons, table: Table, number: int, question_id: str
) -> tuple[Choice, ...]:
    """The choices of the `number`th question: its own, or the reason classes."""
    source, place = words.source, ("question", number)
    if table.get("choices_from") == "reasons":
        return tuple(Choice(each.code, each.label, each.hint) for each in reasons.offered)
    if "choices_from" in table:
        source.wrong("'choices_from' can only be \"reasons\".", *place, "choices_from")
        return ()
    found = [
        choice
        for index, each in enumerate(source.tables("choice", *place))
        if (choice := _choice(words, each, (*place, "choice", index), question_id)) is not None
    ]
    _check(source, found, table, number, question_id)
    return tuple(found)


def _check(source: PlaybookFile, found: list[Choice], table: Table, number: int, question_id: str) -> None:
    place = ("question", number)
    codes = [each.code for each in found]
    for index, code in enumerate(codes):
        if code in codes[:index]:
            source.wrong(f"'{question_id}' has the choice '{code}' twice.", *place, "choice", index)
    if table.get("type") == QuestionType.CHOICE and len(found) < 2:
        source.wrong(f"'{question_id}' needs at least two choices.", *place)
    if table.get("type") == QuestionType.SCALE and found and tuple(codes) != SCALE_STEPS:
        source.wrong(
            f"The steps of '{question_id}' must be 1 to 5 in this order, or left out.", *place, "choice", 0
        )


def _choice(words: Words, table: Table, place: tuple[str | int, ...], question_id: str) -> Choice | None:
    source = words.source
    source.unknown_keys(table, {"code", "label", "hint"}, *place)
    code = table.get("code")
    if isinstance(code, int) and not isinstance(code, bool):
        code = str(code)
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        source.wrong("A choice needs a code of small letters, digits and hyphens.", *place, "code")
        return None
    in_pack = ("question", question_id, "choice", code)
    label = words.text(table.get("label"), (*place, "label"), *in_pack, "label")
    if not label:
        source.wrong(f"The choice '{code}' of '{question_id}' has no label.", *place)
    return Choice(code, label, words.text(table.get("hint"), (*place, "hint"), *in_pack, "hint"))
