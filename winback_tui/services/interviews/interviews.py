"""Reading exit interviews: which a case has, what was answered, where to go on."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from winback_tui.domain.case import why
from winback_tui.domain.errors import NotFound
from winback_tui.domain.interview.flow import Flow, InterviewProgress
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.root_classes import (
    class_of_root,
    moved_classes,
    with_root_questions,
)
from winback_tui.domain.interview.script import Meaning, Question, QuestionType, Script
from winback_tui.domain.interview.spoken import spoken_script
from winback_tui.playbook.scripts.script_library import load_script
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, open_case_of, overrides_of
from winback_tui.store.interviews.interviews import (
    InterviewHead,
    answers_of,
    interview_head,
    interviews_of_case,
    whys_of,
)
from winback_tui.store.settings.settings import FIRM, setting

from .scripts import with_root_class

GONE = "This interview is no longer in the book; its start was undone."


@dataclass(frozen=True)
class InterviewRecord:
    """An interview with its script and everything answered; a why question's answer is the text of its whys.

    `plain_script` asks for the class of the root cause once, `script` once for each root that the whys led to.
    """

    head: InterviewHead
    plain_script: Script
    given: Mapping[str, str]
    whys: Mapping[str, why.WhyTree]

    @cached_property
    def script(self) -> Script:
        """What is asked in this interview."""
        return with_root_questions(self.plain_script, self.chain)

    @cached_property
    def answers(self) -> Mapping[str, str]:
        """Question id to text, as the flow reads it."""
        whys = {question: why.summary(tree) for question, tree in self.whys.items() if tree}
        return {**self.given, **whys}

    @cached_property
    def flow(self) -> Flow:
        """The pages it shows and what is still unanswered."""
        return Flow(self.script, self.answers)

    @property
    def page(self) -> Question:
        """The question to go on with."""
        return self.flow.resume(self.head.place.question)

    @property
    def answered_at_start(self) -> str:
        """The id of the question that was answered when the interview began, the channel; empty where it is open."""
        question = self.script.meaning(Meaning.CHANNEL)
        return question.id if question and self.given.get(question.id) else ""

    def progress(self, question_id: str) -> InterviewProgress:
        """The progress of the interview at that question."""
        return self.flow.progress(question_id, self.answered_at_start)

    @property
    def chain(self) -> why.WhyTree:
        """The whys of the script's why question."""
        question = self.plain_script.meaning(Meaning.WHYS) or self._first_why
        return self.whys.get(question.id, ()) if question else ()

    @property
    def root_classes(self) -> tuple[tuple[why.WhyNode, str], ...]:
        """Each root cause with its reason class, '' while nobody has said; in reading order."""
        answers = {key: text for key, text in self.given.items() if text}
        return tuple(
            (root, class_of_root(self.plain_script, self.chain, root, answers))
            for root in why.roots(self.chain)
        )

    @property
    def _first_why(self) -> Question | None:
        return next((each for each in self.plain_script.questions if each.type is QuestionType.WHY), None)

    def says_the_same(self, other: InterviewRecord) -> bool:
        """Whether two interviews have the same answers and whys, and both or neither are finished."""
        return self._content == other._content and self.head.finished == other.head.finished

    @property
    def _content(self) -> list[dict[str, object]]:
        return [
            {question: value for question, value in part.items() if value} for part in (self.given, self.whys)
        ]

    def with_answer(self, question: str, value: str) -> InterviewRecord:
        """The same interview with another answer."""
        return replace(self, given={**self.given, question: value})

    def with_whys(self, question: str, tree: why.WhyTree) -> InterviewRecord:
        """The same interview with other whys; each root keeps its class."""
        moved = self.classes_moved(question, tree)
        return replace(self, whys={**self.whys, question: tree}, given={**self.given, **moved})

    def classes_moved(self, question: str, tree: why.WhyTree) -> dict[str, str]:
        """The answers about the classes of the root causes that these whys give to another question."""
        asked = self.plain_script.meaning(Meaning.ROOT_CLASS)
        if asked is None or self.whys.get(question, ()) != self.chain:
            return {}
        return moved_classes(asked.id, self.chain, tree, self.given)

    def at(self, place: InterviewPlace) -> InterviewRecord:
        """The same interview at another place."""
        return replace(self, head=replace(self.head, place=place))


@dataclass(frozen=True, slots=True)
class CaseInterviews:
    """The interviews of an account's open case; `case` is None where nobody has opened one.

    `overrides`: gates of the case that somebody passed, rule to written reason.
    """

    account: AccountRef
    case: CaseHead | None
    interviews: tuple[InterviewRecord, ...]
    overrides: Mapping[str, str]

    @property
    def begun(self) -> tuple[InterviewRecord, ...]:
        """The unfinished interviews."""
        return tuple(record for record in self.interviews if not record.head.finished)


def case_interviews(book: Book, ref: str, own: Path | None = None) -> CaseInterviews:
    """The interviews of the open case of an account. `own` is the user's playbook folder."""
    account = find_account(book, ref)
    with book.read() as connection:
        case = open_case_of(connection, account.id)
        heads = interviews_of_case(connection, case.id) if case else []
        overrides = overrides_of(connection, case.id) if case else {}
        return CaseInterviews(
            account, case, tuple(read_interview_record(connection, head, own) for head in heads), overrides
        )


def interview_record(book: Book, interview_id: str, own: Path | None = None) -> InterviewRecord:
    """One interview. Raises NotFound when it is gone, or its script is."""
    with book.read() as connection:
        head = interview_head(connection, interview_id)
        if head is None:
            raise NotFound(GONE)
        return read_interview_record(connection, head, own)


def read_interview_record(
    connection: sqlite3.Connection, head: InterviewHead, own: Path | None = None
) -> InterviewRecord:
    """The interview with its script, its lines filled with the present names, inside a transaction."""
    names = {
        "me": head.interviewer,
        "firm": str(setting(connection, FIRM, "")),
        "person": head.person,
        "account": head.account,
    }
    script = spoken_script(with_root_class(load_script(head.script, head.language, own), own), names)
    return InterviewRecord(head, script, answers_of(connection, head.id), whys_of(connection, head.id))


def with_person(person: str, account: str) -> str:
    """With whom an interview is: `Ana Silva at North Mill Ltd`, or the account alone."""
    return f"{person} at {account}" if person else account
