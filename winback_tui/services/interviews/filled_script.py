"""A filled script taken into a case: all of it or nothing, as one act."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from winback_tui.domain.errors import BadInput
from winback_tui.domain.ids import new_id
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.wording import full_day
from winback_tui.playbook.scripts.answers_file import FilledScript, parse_answers, read_answers
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.store.book import Book
from winback_tui.store.cases.tables import Answer, Interview
from winback_tui.store.interviews.interviews import interview_head
from winback_tui.store.write import Transaction

from .answers import write_whys
from .finish import missing_answers, write_outcome
from .interviews import read_interview_record
from .start import answer_id, channel_of


def read_filled(path: Path, own: Path | None = None) -> FilledScript:
    """The answers of a file. Raises BadInput with file and line of the first fault."""
    return read_answers(path, own)


def parse_filled(raw: bytes, own: Path | None = None) -> FilledScript:
    """The answers read from the input; raises as `read_filled` does."""
    return parse_answers(raw, "input", own)


def take_filled(
    book: Book,
    ref: str,
    filled: FilledScript,
    person: str = "",
    interviewer: str = "",
    channel: str = "",
    own: Path | None = None,
    dry_run: bool = False,
) -> ActionResult:
    """Add an interview with all answers of a filled script; it counts as finished if nothing needed is missing.

    `person`, `interviewer` and `channel` win over what the file says. Raises Refused where no case is open,
    BadInput for an unknown channel or a day that cannot be.
    """
    account = find_account(book, ref)
    way = channel_of(channel or filled.channel)
    flow = filled.flow
    with account_action(book, "interview", account, dry_run=dry_run) as transaction:
        case = require_open_case(transaction.connection, account)
        at = _held_at(filled, transaction)
        missing = flow.missing
        row = Interview(
            id=new_id(transaction.now_ms),
            case_id=case.id,
            person=clean_name(person) or filled.person,
            interviewer_id=optional_rep(transaction, interviewer or filled.interviewer)
            or rep_of_actor(transaction, book),
            channel=way,
            script=filled.script.id,
            script_version=filled.script.version,
            language=filled.script.language,
            position=str(InterviewPlace((missing[0] if missing else flow.pages[-1]).id)),
            started_at=at,
            finished_at=None if missing else at,
        )
        transaction.add(row)
        _add_answers(transaction, row.id, filled)
        head = interview_head(transaction.connection, row.id)
        assert head is not None
        if not missing:
            write_outcome(transaction, head, own)
        whom = f"{row.person} at " if row.person else ""
        how = f"begun, {len(missing)} still open" if missing else "finished"
        transaction.sentence = f"Interview taken from a file with {whom}{account.name}: {how}"
        lacks = missing_answers(read_interview_record(transaction.connection, head, own))
        warnings = (*newcomers(transaction), *lacks)
    return ActionResult(
        transaction.sentence,
        account.id,
        account.name,
        row.id,
        warnings,
        {"interview_id": row.id, "finished": not missing, "answers": len(filled.answers)},
    )


def _held_at(filled: FilledScript, transaction: Transaction) -> int:
    if filled.day is None or filled.day == transaction.today:
        return transaction.now_ms
    if filled.day > transaction.today:
        raise BadInput(
            f"The interview cannot have been held on {full_day(filled.day)}, which is still to come."
        )
    return int(datetime.combine(filled.day, time(12)).timestamp() * 1000)


def _add_answers(transaction: Transaction, interview_id: str, filled: FilledScript) -> None:
    for question, value in filled.answers.items():
        if question not in filled.whys:
            row = answer_id(interview_id, question)
            transaction.add(Answer(id=row, interview_id=interview_id, question=question, value=value))
    for question, tree in filled.whys.items():
        write_whys(transaction, interview_id, question, (), tree)
