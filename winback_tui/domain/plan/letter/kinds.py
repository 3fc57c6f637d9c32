"""The kinds of letters (playbook section 7, W, T, M13, W1, section 10) and what each of them needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from winback_tui.domain.errors import BadInput
from winback_tui.domain.gates import GatedAct


class LetterKind(StrEnum):
    """What a letter is for; the values are what commands, files and templates call it."""

    SLEEPING_1 = "sleeping-90"
    SLEEPING_2 = "sleeping-180"
    SLEEPING_3 = "sleeping-360"
    UNFINISHED_1 = "unfinished-1"
    UNFINISHED_2 = "unfinished-2"
    UNFINISHED_3 = "unfinished-3"
    QUOTE = "quote"
    APOLOGY = "apology"
    REPENTANCE = "repentance"
    BY_HAND = "by-hand"
    AFTER_CALL = "after-call"
    TESTIMONIAL = "testimonial"
    FIRST_IMPRESSION = "first-impression"
    WHAT_CHANGED = "what-changed"
    THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class LetterSpec:
    """What applies to every letter of a kind.

    `step` is its place in its series, 0 where it has none. `waits` are the days before the same account may get the
    kind again. `act` is the act that the gates take it for, None where a customer of ours may always get it.
    `claims_change`: it says that we have changed (W5), so it waits for a finished fix. `of_case`: it answers a
    loss.
    """

    kind: LetterKind
    title: str
    waits: int
    step: int = 0
    act: GatedAct | None = None
    claims_change: bool = False
    of_case: bool = False
    on_paper: bool = False

    @property
    def short(self) -> str:
        """The kind in two or three words, for a column."""
        return _SHORT[self.kind]

    @property
    def sleeping(self) -> bool:
        """Whether it belongs to the series for accounts that went silent (T1)."""
        return self.kind in SLEEPING

    @property
    def asks(self) -> bool:
        """Whether it wants an order or a favour of them, which nobody asks whose complaint is unresolved (M12)."""
        return self.sleeping or self.unfinished or self.kind in _ASKS

    @property
    def unfinished(self) -> bool:
        """Whether it is a reminder of an unfinished order (T3)."""
        return self.kind in UNFINISHED


SLEEPING = (LetterKind.SLEEPING_1, LetterKind.SLEEPING_2, LetterKind.SLEEPING_3)
UNFINISHED = (LetterKind.UNFINISHED_1, LetterKind.UNFINISHED_2, LetterKind.UNFINISHED_3)
_ASKS = (LetterKind.QUOTE, LetterKind.TESTIMONIAL, LetterKind.FIRST_IMPRESSION)
UNFINISHED_DAYS = (0, 1, 5)
"""Days after the quote or unfinished order on which its reminders begin: at once, next day, after 5 to 7 days (T)."""

_SPECS = (
    LetterSpec(
        LetterKind.SLEEPING_1, "First letter to somebody who stopped ordering", 365, 1, GatedAct.LETTER
    ),
    LetterSpec(
        LetterKind.SLEEPING_2, "Second letter to somebody who stopped ordering", 365, 2, GatedAct.LETTER
    ),
    LetterSpec(
        LetterKind.SLEEPING_3, "Last letter to somebody who stopped ordering", 365, 3, GatedAct.LETTER
    ),
    LetterSpec(LetterKind.UNFINISHED_1, "Unfinished order, first reminder", 60, 1, GatedAct.LETTER),
    LetterSpec(LetterKind.UNFINISHED_2, "Unfinished order, second reminder", 60, 2, GatedAct.LETTER),
    LetterSpec(LetterKind.UNFINISHED_3, "Unfinished order, last reminder", 60, 3, GatedAct.LETTER),
    LetterSpec(LetterKind.QUOTE, "Follow-up on a quote they asked for", 14, act=GatedAct.LETTER),
    LetterSpec(LetterKind.APOLOGY, "Apology for what went wrong", 365, 0, GatedAct.LETTER, True, True),
    LetterSpec(
        LetterKind.REPENTANCE,
        "The one letter to a customer lost twice",
        36_500,
        0,
        GatedAct.REPENTANCE,
        of_case=True,
    ),
    LetterSpec(
        LetterKind.BY_HAND, "By hand, from the head of the firm", 365, 0, GatedAct.LETTER, True, True, True
    ),
    LetterSpec(LetterKind.AFTER_CALL, "Confirms what was agreed on the phone", 1),
    LetterSpec(LetterKind.TESTIMONIAL, "Asks for a testimonial", 365),
    LetterSpec(LetterKind.FIRST_IMPRESSION, "Asks a new customer for a first impression", 36_500),
    LetterSpec(LetterKind.WHAT_CHANGED, "Announces new working rules", 14),
    LetterSpec(LetterKind.THANKS, "Thanks after the return", 365),
)
_SHORT: Mapping[LetterKind, str] = {
    LetterKind.SLEEPING_1: "we miss you, 1 of 3",
    LetterKind.SLEEPING_2: "we miss you, 2 of 3",
    LetterKind.SLEEPING_3: "we miss you, last",
    LetterKind.UNFINISHED_1: "their quote, 1 of 3",
    LetterKind.UNFINISHED_2: "their quote, 2 of 3",
    LetterKind.UNFINISHED_3: "their quote, last",
    LetterKind.QUOTE: "follow up a quote",
    LetterKind.APOLOGY: "apology",
    LetterKind.REPENTANCE: "apology, lost twice",
    LetterKind.BY_HAND: "apology by hand",
    LetterKind.AFTER_CALL: "what we agreed",
    LetterKind.TESTIMONIAL: "testimonial",
    LetterKind.FIRST_IMPRESSION: "first impression",
    LetterKind.WHAT_CHANGED: "new working rules",
    LetterKind.THANKS: "thanks for returning",
}
SPECS: Mapping[LetterKind, LetterSpec] = {spec.kind: spec for spec in _SPECS}


def spec_of(kind: LetterKind) -> LetterSpec:
    """What applies to this kind."""
    return SPECS[kind]


def letter_kind(text: str) -> LetterKind:
    """The kind that `text` names. Raises BadInput listing the kinds."""
    try:
        return LetterKind(text.strip().lower().replace(" ", "-").replace("_", "-"))
    except ValueError:
        raise BadInput(
            f"'{text[:40]}' is not a kind of letter; choose one of {', '.join(LetterKind)}."
        ) from None
