"""A script of questions as data, in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from winback_tui.domain.case.voices import Voice
from winback_tui.domain.errors import NotFound

from .condition_expr import Expr
from .condition_parser import RESERVED


class QuestionType(StrEnum):
    """How a page is answered. A note has no answer; a why is answered by a why tree."""

    NOTE = "note"
    TEXT = "text"
    CHOICE = "choice"
    SCALE = "scale"
    NUMBER = "number"
    YES_NO = "yes-no"
    WHY = "why"
    CONDITION = "condition"


class Meaning(StrEnum):
    """What an answer means to the case, whatever the script calls its question."""

    REP_REASON = "rep_reason"
    REP_CLASS = "rep_class"
    OWN_CHANGES = "own_changes"
    DATA_REASON = "data_reason"
    CHANNEL = "channel"
    REFUSAL = "refusal"
    STATED_CLASS = "stated_class"
    CONDITIONS = "conditions"
    WHYS = "whys"
    ROOT_CLASS = "root_class"
    COMPETITOR = "competitor"
    SEVERITY = "severity"
    SEVERITY_OURS = "severity_ours"
    WHO_PAID = "who_paid"
    HUMAN = "human"
    HUMAN_WHO = "human_who"
    PROMISE_BROKEN = "promise_broken"
    PROMISE = "promise"
    STANDING = "standing"


SCALE_STEPS = ("1", "2", "3", "4", "5")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


def is_question_id(text: str) -> bool:
    """Whether `text` may name a question: a-z, 0-9 and _, and no word of the `when` grammar."""
    return _ID.fullmatch(text) is not None and text not in RESERVED


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice, or one step of a scale; the code is stored as the answer."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `point` groups pages for the progress; `rules` are playbook ids shown with the hint.

    `about` (why only) names the earlier question whose answer is the stated reason that the whys start from.
    `voice` says who the answer comes from: the customer for every question put to the customer.
    """

    id: str
    type: QuestionType
    label: str
    hint: str = ""
    rules: tuple[str, ...] = ()
    point: int = 0
    when: Expr | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = False
    voice: Voice | None = None
    means: Meaning | None = None
    about: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    unit: str = ""

    @property
    def asks(self) -> bool:
        """Whether the page waits for an answer; a note does not."""
        return self.type is not QuestionType.NOTE

    @property
    def aloud(self) -> bool:
        """Whether the label is to be read out to the customer."""
        return self.voice is Voice.CUSTOMER

    def choice(self, code: str) -> Choice | None:
        """The choice with this code, if there is one."""
        return next((each for each in self.choices if each.code == code), None)


@dataclass(frozen=True, slots=True)
class Script:
    """A versioned list of questions; `languages` are those it is available in, its own first."""

    id: str
    version: int
    title: str
    language: str
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    about: str = ""

    def question(self, question_id: str) -> Question:
        """The question with this id. Raises NotFound."""
        for each in self.questions:
            if each.id == question_id:
                return each
        raise NotFound(f"The script '{self.id}' has no question '{question_id}'.")

    def meaning(self, means: Meaning) -> Question | None:
        """The question whose answer has this meaning, if the script asks for it."""
        return next((each for each in self.questions if each.means is means), None)
