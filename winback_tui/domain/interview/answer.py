"""What counts as an answer to each type of question; answers are stored as text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean, clean_line

from .script import SCALE_STEPS, Question, QuestionType

YES, NO = "yes", "no"
CONDITION_LIMIT = 20

_YES_WORDS = frozenset({"y", "yes", "j", "ja"})
_NO_WORDS = frozenset({"n", "no", "nein"})
_BULLET = re.compile(r"^\s*(?:[-*•–]\s+)?")


def checked_answer(question: Question, raw: str) -> str:
    """`raw` as it is stored: cleaned and in its standard form (`yes`, `4`, `12.5`, a choice's code).

    Empty means the answer is taken back. Raises BadInput with what is wrong and what would be right.
    """
    text = clean(raw)
    if not text:
        return ""
    match question.type:
        case QuestionType.NOTE:
            raise BadInput(f"'{question.id}' is only a note; it takes no answer.")
        case QuestionType.TEXT | QuestionType.WHY:
            return text
        case QuestionType.CHOICE:
            return _choice(question, clean_line(raw))
        case QuestionType.SCALE:
            return _scale(question, clean_line(raw))
        case QuestionType.NUMBER:
            return _number(question, clean_line(raw))
        case QuestionType.YES_NO:
            return _yes_no(question, clean_line(raw))
        case QuestionType.CONDITION:
            return _conditions(question, text)


def conditions_of(value: str) -> tuple[str, ...]:
    """The conditions in an answer to key question two, one per line."""
    return tuple(line for line in value.split("\n") if line)


def _choice(question: Question, text: str) -> str:
    if question.choice(text) is not None:
        return text
    folded = text.casefold()
    for number, each in enumerate(question.choices, start=1):
        if folded in (str(number), each.code.casefold(), each.label.casefold()):
            return each.code
    codes = ", ".join(each.code for each in question.choices)
    raise BadInput(f"'{text[:40]}' is not a choice of '{question.id}'; choose one of {codes}.")


def _scale(question: Question, text: str) -> str:
    if text in SCALE_STEPS:
        return text
    for each in question.choices:
        if text.casefold() == each.label.casefold():
            return each.code
    raise BadInput(f"'{text[:40]}' is not on the scale of '{question.id}'; give a digit from 1 to 5.")


def _number(question: Question, text: str) -> str:
    compact = text.replace(" ", "").replace(",", ".", 1)
    try:
        number = Decimal(compact)
    except InvalidOperation:
        raise BadInput(f"'{text[:40]}' is not a number; answer '{question.id}' like 12 or 12.5.") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise BadInput(f"'{text[:40]}' is not a possible number for '{question.id}'.")
    if question.lowest is not None and number < question.lowest:
        raise BadInput(f"{text[:40]} is too low for '{question.id}'; the lowest is {question.lowest}.")
    if question.highest is not None and number > question.highest:
        raise BadInput(f"{text[:40]} is too high for '{question.id}'; the highest is {question.highest}.")
    return f"{number.normalize():f}" if number else "0"


def _yes_no(question: Question, text: str) -> str:
    folded = text.casefold()
    if folded in _YES_WORDS:
        return YES
    if folded in _NO_WORDS:
        return NO
    raise BadInput(f"'{text[:40]}' is neither yes nor no; answer '{question.id}' with yes or no.")


def _conditions(question: Question, text: str) -> str:
    lines = [clean_line(_BULLET.sub("", line)) for line in text.split("\n")]
    conditions = [line for line in lines if line]
    if len(conditions) > CONDITION_LIMIT:
        raise BadInput(
            f"'{question.id}' has {len(conditions)} conditions; keep the {CONDITION_LIMIT} that matter most."
        )
    return "\n".join(conditions)
