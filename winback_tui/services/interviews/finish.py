"""Finishing an interview: its root causes become causes of the loss, its wishes conditions of return."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.case import conditions as wishes
from winback_tui.domain.case import why
from winback_tui.domain.days.day_in_text import day_in_text
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.answer import conditions_of
from winback_tui.domain.interview.dropped_call import GO_ON
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import count
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.cases.causes import write_causes
from winback_tui.store.book import Book
from winback_tui.store.cases.writes import replace_conditions_of_interview
from winback_tui.store.contacts.promises import promise_by_id
from winback_tui.store.contacts.writes import insert_promise, remove_promise, set_promise_text
from winback_tui.store.interviews.interviews import InterviewHead, interview_head, interviews_of_case
from winback_tui.store.interviews.writes import set_finished
from winback_tui.store.plans.steps import steps_of_account
from winback_tui.store.plans.writes import set_step_done
from winback_tui.store.write import Transaction, act

from .interviews import GONE, InterviewRecord, interview_record, read_interview_record, with_person


def finish_interview(book: Book, interview_id: str, own: Path | None = None) -> ActionResult:
    """Finish an interview, with whatever is unanswered in it; finishing again updates causes and conditions.

    `warnings` say what is missing. Raises NotFound when it is gone, Refused when nothing was answered.
    """
    record = interview_record(book, interview_id, own)
    if not record.answers:
        raise Refused("Nothing is answered in this interview yet, so there is nothing to finish.")
    with act(book, "interview", "", record.head.account_id) as transaction:
        head = interview_head(transaction.connection, interview_id)
        if head is None:
            raise NotFound(GONE)
        if not head.finished:
            set_finished(transaction, interview_id)
            _settle_dropped_calls(transaction, head)
        outcome = write_outcome(transaction, head, own)
        transaction.sentence = (
            f"Interview finished with {with_person(head.person, head.account)}: {count(outcome.causes, 'cause')},"
            f" {count(outcome.conditions, 'condition')}"
        )
    return ActionResult(
        transaction.sentence,
        head.account_id,
        head.account,
        interview_id,
        missing_answers(record),
        {"interview_id": interview_id, "causes": outcome.causes, "conditions": outcome.conditions},
    )


def _settle_dropped_calls(transaction: Transaction, head: InterviewHead) -> None:
    """A call planned only to go on with the interview is done once the interview is finished."""
    for row in steps_of_account(transaction.connection, head.account_id):
        if row.step.open and row.case_id == head.case_id and row.step.purpose.endswith(GO_ON):
            set_step_done(transaction, row.step.id, transaction.today)


@dataclass(frozen=True, slots=True)
class InterviewOutcome:
    """How many causes the case has now, and how many conditions this interview named."""

    causes: int
    conditions: int


def write_outcome(transaction: Transaction, head: InterviewHead, own: Path | None = None) -> InterviewOutcome:
    """Bring causes, conditions and promises of the case to what its finished interviews say."""
    heads = [each for each in interviews_of_case(transaction.connection, head.case_id) if each.finished]
    finished = [read_interview_record(transaction.connection, each, own) for each in heads]
    causes = write_causes(transaction, head.case_id, finished, load_reasons("en", own))
    conditions = 0
    for interview in finished:
        found = _write_conditions(transaction, interview)
        conditions = found if interview.head.id == head.id else conditions
        _write_promise(transaction, interview)
    return InterviewOutcome(causes, conditions)


def _write_conditions(transaction: Transaction, record: InterviewRecord) -> int:
    """One condition for each wish, identified by its words: one marked as met or out of reach stays so."""
    conditions: dict[str, tuple[str, str]] = {}
    for line in conditions_of(record.flow.value(Meaning.CONDITIONS)):
        wish = wishes.read(line)
        row_id = derived_id("condition", record.head.id, line.casefold())
        conditions.setdefault(row_id, (str(wish) if wish.checkable else "", line))
    replace_conditions_of_interview(transaction, record.head.case_id, record.head.id, conditions)
    return len(conditions)


def _write_promise(transaction: Transaction, record: InterviewRecord) -> None:
    """What was promised at the end of the call, with the day it names: A5 (tracked until it is kept).

    Days in words count from the day of the call, also where the interview is finished later.
    """
    head, row_id = record.head, derived_id("promise", record.head.id)
    text = clean_line(record.flow.value(Meaning.PROMISE))
    known = promise_by_id(transaction.connection, row_id)
    due_on = day_in_text(text, head.held_on)
    if text and known is None:
        insert_promise(transaction, head.account_id, head.case_id, text, due_on, row_id)
    elif text and known is not None and known.text != text:
        set_promise_text(transaction, row_id, text, due_on)
    elif not text and known is not None and known.open:
        remove_promise(transaction, row_id)


def missing_answers(record: InterviewRecord) -> tuple[str, ...]:
    """A sentence for each thing that is missing."""
    lacks = [f"Not answered: {question.label}" for question in record.flow.missing]
    if record.chain and not why.roots(record.chain):
        lacks.append("No why is marked as the root cause, so the reason is not known yet.")
    return tuple(lacks)
