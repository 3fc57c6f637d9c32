"""Importing the answers of a filled-in script into a case: all or none of them, as one act."""

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
from winback_tui.store.interviews.interviews import interview_head
from winback_tui.store.interviews.writes import insert_answers, insert_interview, write_whys
from winback_tui.store.write import Transaction

from .finish import missing_answers, write_outcome
from .interviews import read_interview_record, with_person
from .start import channel_of


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

    `person`, `interviewer` and `channel` override what the file says. Raises Refused where no case is open,
    BadInput for an unknown channel or a day that cannot be.
    """
    account = find_account(book, ref)
    code = channel_of(channel or filled.channel)
    flow = filled.flow
    with account_action(book, "interview", account, dry_run=dry_run) as transaction:
        case = require_open_case(transaction.connection, account)
        at = _interview_time(filled, transaction)
        missing = flow.missing
        whom = clean_name(person) or filled.person
        interview_id = new_id(transaction.now_ms)
        insert_interview(
            transaction,
            case.id,
            interview_id,
            person=whom,
            interviewer_id=optional_rep(transaction, interviewer or filled.interviewer)
            or rep_of_actor(transaction, book),
            channel=code,
            script=(filled.script.id, filled.script.version, filled.script.language),
            place=InterviewPlace((missing[0] if missing else flow.pages[-1]).id),
            started_at=at,
            finished_at=None if missing else at,
        )
        _write_answers(transaction, interview_id, filled)
        head = interview_head(transaction.connection, interview_id)
        assert head is not None
        if not missing:
            write_outcome(transaction, head, own)
        how = f"started, {len(missing)} unanswered" if missing else "finished"
        transaction.sentence = f"Interview from a file with {with_person(whom, account.name)}: {how}"
        lacks = missing_answers(read_interview_record(transaction.connection, head, own))
        warnings = (*newcomers(transaction), *lacks)
    return ActionResult(
        transaction.sentence,
        account.id,
        account.name,
        interview_id,
        warnings,
        {"interview_id": interview_id, "finished": not missing, "answers": len(filled.answers)},
    )


def _interview_time(filled: FilledScript, transaction: Transaction) -> int:
    if filled.day is None or filled.day == transaction.today:
        return transaction.now_ms
    if filled.day > transaction.today:
        raise BadInput(f"The interview cannot be in the future ({full_day(filled.day)}); correct its day.")
    return int(datetime.combine(filled.day, time(12)).timestamp() * 1000)


def _write_answers(transaction: Transaction, interview_id: str, filled: FilledScript) -> None:
    answers = {question: value for question, value in filled.answers.items() if question not in filled.whys}
    insert_answers(transaction, interview_id, answers)
    for question, tree in filled.whys.items():
        write_whys(transaction, interview_id, question, (), tree)
