"""Calling an interview finished: its roots become causes, its wishes conditions of return."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from winback_tui.domain.case import conditions as wishes
from winback_tui.domain.case import why
from winback_tui.domain.days.day_in_text import day_in_text
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.answer import conditions_of
from winback_tui.domain.interview.script import Meaning
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.wording import count
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.book.account_action import ActionResult, iso
from winback_tui.services.cases.causes import write_causes
from winback_tui.store.book import Book
from winback_tui.store.cases.tables import Condition, Interview
from winback_tui.store.interviews.interviews import InterviewHead, interview_head, interviews_of_case
from winback_tui.store.plans.tables import Promise
from winback_tui.store.write import Transaction, act

from .interviews import InterviewRecord, interview_record, read_interview_record


def finish_interview(book: Book, interview_id: str, own: Path | None = None) -> ActionResult:
    """Finish an interview, with whatever is still open in it; finishing again brings causes and conditions up.

    `warnings` say what the playbook misses. Raises NotFound when it is gone, Refused when nothing was answered.
    """
    told = interview_record(book, interview_id, own)
    if not told.answers:
        raise Refused("Nothing is answered in this interview yet, so there is nothing to finish.")
    with act(book, "interview", "", told.head.account_id) as transaction:
        head = interview_head(transaction.connection, interview_id)
        if head is None:
            raise NotFound("This interview is no longer in the book; somebody undid its beginning.")
        row = transaction.get(Interview, interview_id)
        row.finished_at = row.finished_at or transaction.now_ms
        transaction.add(row)
        transaction.session.flush()
        outcome = write_outcome(transaction, head, own)
        person = f"{head.person} at " if head.person else ""
        transaction.sentence = (
            f"Interview finished with {person}{head.account}: {count(outcome.causes, 'cause')},"
            f" {count(outcome.conditions, 'condition')}"
        )
    return ActionResult(
        transaction.sentence,
        head.account_id,
        head.account,
        interview_id,
        missing_answers(told),
        {"interview_id": interview_id, "causes": outcome.causes, "conditions": outcome.conditions},
    )


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
    """One row a wish; a wish that was called met or out of reach stays known by its words."""
    lines = conditions_of(record.flow.value(Meaning.CONDITIONS))
    known = {
        row[0]
        for row in transaction.run(
            "SELECT id FROM condition WHERE interview_id = ?", (record.head.id,)
        ).fetchall()
    }
    kept: set[str] = set()
    for line in lines:
        row = derived_id("condition", record.head.id, line.casefold())
        if row in kept:
            continue
        kept.add(row)
        wish = wishes.read(line)
        term = str(wish) if wish.checkable else ""
        if row in known:
            transaction.run("UPDATE condition SET term = ?, text = ? WHERE id = ?", (term, line, row))
        else:
            transaction.add(
                Condition(
                    id=row, case_id=record.head.case_id, interview_id=record.head.id, term=term, text=line
                )
            )
    for gone in known - kept:
        transaction.run("DELETE FROM condition WHERE id = ?", (gone,))
    return len(kept)


def _write_promise(transaction: Transaction, record: InterviewRecord) -> None:
    """What was promised at the end of the call is tracked until it is kept (playbook A5), by the day it names."""
    row = derived_id("promise", record.head.id)
    text = clean_line(record.flow.value(Meaning.PROMISE))
    known = transaction.run("SELECT text FROM promise WHERE id = ?", (row,)).fetchone()
    due_on = iso(day_in_text(text, transaction.today))
    if text and known is None:
        head = record.head
        transaction.add(
            Promise(id=row, account_id=head.account_id, case_id=head.case_id, text=text, due_on=due_on)
        )
    elif text and known[0] != text:
        transaction.run("UPDATE promise SET text = ?, due_on = ? WHERE id = ?", (text, due_on, row))
    elif known is not None and not text:
        transaction.run("DELETE FROM promise WHERE id = ? AND kept_on = '' AND broken_on = ''", (row,))


def missing_answers(told: InterviewRecord) -> tuple[str, ...]:
    """A sentence for each thing that is missing."""
    lacks = [f"Not answered: {question.label}" for question in told.flow.missing]
    if told.chain and not why.roots(told.chain):
        lacks.append("No why is marked as the root, so the reason is not known yet (B6).")
    return tuple(lacks)
