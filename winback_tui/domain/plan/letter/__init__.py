"""Letters to customers: which kinds there are, what each needs, when one may be written, and when one is due."""

from __future__ import annotations

from .due import DueLetter, due_letter, kept_by_complaint
from .facts import LetterFacts, Quote, WrittenLetter
from .fields import FIELDS, LetterField, Missing
from .hindrances import Hindrance, hindrances
from .hold_out import held_out
from .kinds import LetterKind, LetterSpec, letter_kind, spec_of
from .waiting import LETTER_GAP_DAYS, waits_until

__all__ = [
    "FIELDS",
    "LETTER_GAP_DAYS",
    "DueLetter",
    "Hindrance",
    "LetterFacts",
    "LetterField",
    "LetterKind",
    "LetterSpec",
    "Missing",
    "Quote",
    "WrittenLetter",
    "due_letter",
    "held_out",
    "hindrances",
    "kept_by_complaint",
    "letter_kind",
    "spec_of",
    "waits_until",
]
