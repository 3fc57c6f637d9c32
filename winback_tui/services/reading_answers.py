"""An answer as typed: its one form, and what is still wrong with it."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput
from winback_tui.domain.interview.answer import checked_answer
from winback_tui.domain.interview.script import Question
from winback_tui.domain.text import clean


def kept_text(question: Question, raw: str) -> str:
    """The answer in its one form, or as typed while it is not yet an answer."""
    try:
        return checked_answer(question, raw)
    except BadInput:
        return clean(raw)


def fault_of(question: Question, raw: str) -> str:
    """What is wrong with an answer as typed; empty for nothing."""
    try:
        checked_answer(question, raw)
    except BadInput as fault:
        return str(fault)
    return ""
