"""Isolating causes: the four questions about each change of our own (playbook A-iso)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean, clean_line


class ChangeKind(StrEnum):
    """What we changed."""

    PRICE = "price"
    RANGE = "range"
    SUPPLIER = "supplier"
    RULES = "rules"
    PEOPLE = "people"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DatedChange:
    """A change of ours; `segment` is whom it affected, '' everybody.

    The answers are '' while nobody has given them; `new_target` and `improved` are yes or no.
    """

    id: str
    on_day: date
    kind: str
    what: str
    segment: str
    affected: str
    new_target: str
    improved: str
    alternatives: str


WINDOW_DAYS = 90
"""Losses within this many days after a change are shown next to it (our own figure)."""

QUESTIONS: Mapping[str, str] = {
    "affected": "Which customers did it affect?",
    "new_target": "Did we change who we sell to?",
    "improved": "Did the change improve things?",
    "alternatives": "What do they buy instead, and which benefit goes unnoticed?",
}
"""The four questions, by the name of their answer."""
YES_NO = ("new_target", "improved")


def checked_answers(typed: Mapping[str, str]) -> dict[str, str]:
    """The answers as they are kept. Raises BadInput for an unknown question, or an answer other than yes or no."""
    found = {}
    for name, text in typed.items():
        if name not in QUESTIONS:
            raise BadInput(f"'{name[:40]}' is not a question about a change; choose {', '.join(QUESTIONS)}.")
        value = clean(text)
        if name in YES_NO:
            value = clean_line(text, 10).lower()
            if value not in ("", "yes", "no"):
                raise BadInput(f"“{QUESTIONS[name]}” is answered with yes or no, not '{value}'.", "A-iso")
        found[name] = value
    return found


def what_follows(new_target: str, improved: str) -> str:
    """What the answers mean for those who left over the change, '' while they are open (A-iso).

    Customers who are no longer our target need not be won back; a change for the better needs answers to
    objections, one for the worse has to be put right.
    """
    if new_target == "yes":
        return "They are no longer in our target group: no need to win them back."
    if improved == "yes":
        return "Keep the change; answer their objections and show the benefit."
    if improved == "no":
        return "Put it right before you call anybody."
    return ""


def off_target_since(changes: Sequence[DatedChange], segment: str, lost_on: date) -> str:
    """The latest change up to the loss after which this segment is no longer the one we sell to; '' for none (A-iso).

    A change that names no segment says of nobody that they are not ours any more.
    """
    found = [
        each
        for each in changes
        if segment and each.segment == segment and each.new_target == "yes" and each.on_day <= lost_on
    ]
    return max(found, key=lambda each: (each.on_day, each.id)).what if found else ""
