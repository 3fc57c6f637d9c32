"""One sign that an account may be lost: what it is, since when, by when somebody should act, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache


class SignKind(StrEnum):
    """The kinds of signs, the most pressing first; scripts know them by these words."""

    LEFT = "left"
    COMPLAINT = "complaint"
    QUOTE = "quote"
    CONTRACT = "contract"
    WELCOME = "welcome"
    VOLUME = "volume"
    FEEDBACK = "feedback"
    CONTACT = "contact"

    @property
    def rule(self) -> str:
        """The rule of the playbook that asks for it."""
        return _RULES[self]

    @property
    def word(self) -> str:
        """The kind in at most seven letters, for a narrow column."""
        return _WORDS[self]

    @property
    def only_while_ordering(self) -> bool:
        """Whether it adds nothing once the account's orders are missing."""
        return self in (SignKind.VOLUME, SignKind.FEEDBACK, SignKind.CONTACT)


WEAK_SIGNS = (SignKind.CONTACT, SignKind.FEEDBACK, SignKind.VOLUME)
"""Signs that can wait for a quiet hour: nobody was in touch, a new customer was not asked, less volume."""
_RULES = dict(zip(SignKind, ("B17", "L3", "C4", "K5", "K5", "B3", "C-new", "B4b"), strict=True))
_WORDS = dict(
    zip(
        SignKind,
        ("person", "issue", "quote", "ending", "ending", "volume", "new", "contact"),
        strict=True,
    )
)
_SHORT_TASKS = {
    SignKind.CONTRACT: "contract: call",
    SignKind.WELCOME: "discount: call",
    SignKind.VOLUME: "volume down: ask",
    SignKind.CONTACT: "no contact: call",
}
"""Used where the action alone would not say what the sign is about."""
_SHORT_ACTIONS = {"resolve complaint": "complaint open", "ask what is missing": "so-so: ask why"}
"""Short forms of actions that are too long for the column."""


@dataclass(frozen=True, slots=True)
class RiskSign:
    """What was noticed (`fact`, without a full stop) and what to do (`action`), each true on the day it was computed.

    `since`: the day from which it can be seen; `due`: the day by which somebody should act. `row` is the id of the
    complaint that it is about, '' for the others. `planned_on`: the day of the next contact planned with the account.
    """

    kind: SignKind
    since: date
    due: date
    fact: str
    action: str
    row: str = ""
    planned_on: date | None = None

    @property
    def sentence(self) -> str:
        """What was noticed, and what to do."""
        return f"{self.fact}: {self.action}."

    @property
    def task(self) -> str:
        """What to do first, for a list of work: `call them: no contact for 5 months`."""
        return f"{self.action}: {self.fact[0].lower()}{self.fact[1:]}"

    @property
    def short_task(self) -> str:
        """What to do, or why, in about sixteen letters for a narrow column: `find successor`, `contract: call`."""
        bare = self.action.removesuffix(" now").partition(" by ")[0].replace(" the ", " ")
        return _SHORT_TASKS.get(self.kind, _SHORT_ACTIONS.get(bare, bare))

    def answered_by_plan(self, today: date) -> bool:
        """Whether a contact planned for these days does what the sign asks for, so that nobody is told twice."""
        return (
            self.kind in (SignKind.QUOTE, SignKind.VOLUME, SignKind.FEEDBACK, SignKind.CONTACT)
            and self.planned_on is not None
            and (self.planned_on - today).days <= PLANNED_SOON_DAYS
        )

    def comes_before(self, planned_on: date | None, today: date) -> bool:
        """Whether it comes before what is planned for that day, which does not answer it."""
        return planned_on is None or (self.due <= planned_on and not self.answered_by_plan(today))


RAISED_RISK = 2
"""The rank of an account at the top of the list at risk."""
PLANNED_SOON_DAYS = 7
"""A contact planned within this many days answers the gentler signs (our own definition)."""


def pack_signs(signs: Sequence[RiskSign]) -> str:
    """The signs as a text for a column of a table; '' for none."""
    if not signs:
        return ""
    import json  # most accounts have no signs

    rows = [
        (
            sign.kind,
            sign.since.isoformat(),
            sign.due.isoformat(),
            sign.fact,
            sign.action,
            sign.row,
            sign.planned_on.isoformat() if sign.planned_on else "",
        )
        for sign in signs
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def unpack_signs(text: str) -> tuple[RiskSign, ...]:
    """The signs that `pack_signs` wrote."""
    if not text:
        return ()
    import json  # most rows of a list have no signs

    return tuple(
        RiskSign(
            SignKind(kind),
            _day(since),
            _day(due),
            fact,
            action,
            row,
            _day(planned_on) if planned_on else None,
        )
        for kind, since, due, fact, action, row, planned_on in json.loads(text)
    )


@cache  # thousands of signs share a few hundred days
def _day(text: str) -> date:
    return date.fromisoformat(text)
