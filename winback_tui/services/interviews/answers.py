"""Saving the answers of an interview at once, an undoable act for each answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from winback_tui.domain.case import why
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.interview.answer import checked_answer
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Meaning, Question
from winback_tui.domain.text import clean
from winback_tui.services.book.history import redo, undo
from winback_tui.store.book import Book
from winback_tui.store.interviews.interviews import InterviewHead, any_answer, interview_head, whys_of
from winback_tui.store.interviews.writes import set_channel, set_place, write_answer, write_whys
from winback_tui.store.log.acts import Act, act_sentence, acts, next_to_redo, next_to_undo
from winback_tui.store.write import Transaction, act

from .finish import write_outcome
from .interviews import GONE, InterviewRecord, read_interview_record, with_person
from .start import answer_act

LABEL_LENGTH = 60
"""Characters of a question in the sentence of an act."""

ANSWERING = "answer"
"""The verb of acts that answer a question."""


def make_ready(book: Book, record: InterviewRecord) -> None:
    """Warm up, so that the first letter is saved as quickly as all later ones; nothing changes.

    Raises BookUnavailable where the book cannot be written, NotFound where the interview is gone.
    """
    with act(book, ANSWERING, "") as transaction:
        transaction.get("interview", record.head.id)


def keep_answer(
    book: Book,
    record: InterviewRecord,
    question_id: str,
    raw: str,
    place: InterviewPlace | None = None,
    own: Path | None = None,
) -> None:
    """Save an answer as far as it is typed, and the current place in the interview; an empty text removes the answer.

    `record` gives the interview and script. Text that is not yet a valid answer of its type is saved as typed, so
    that nothing is lost. Raises NotFound for an unknown question or an interview that is gone, BookUnavailable
    and Refused as the store does.
    """
    question = record.script.question(question_id)
    value = answer_text(question, raw)
    with _saving(book, record, answer_act(record.head.id, question_id), place, own) as (transaction, head):
        write_answer(transaction, head.id, question_id, value)
        if question.means is Meaning.CHANNEL:
            set_channel(transaction, head.id, value)
        transaction.sentence = (
            f"{_quoted(question.label)} {'answered' if value else 'left open again'}{_where(head)}"
        )


def keep_whys(
    book: Book,
    record: InterviewRecord,
    question_id: str,
    tree: why.WhyTree,
    place: InterviewPlace | None = None,
    own: Path | None = None,
    one_act: Sequence[str] = (),
    done: str = "written down",
) -> None:
    """Save the whys of a question as they are now.

    Consecutive saves with the same `one_act`, such as the id of the why being typed, are one act.
    `done` says what was done to the whys. Raises as `keep_answer` does.
    """
    record.script.question(question_id)
    name = answer_act(record.head.id, question_id, *one_act)
    with _saving(book, record, name, place, own) as (transaction, head):
        old = whys_of(transaction.connection, head.id).get(question_id, ())
        moved = read_interview_record(transaction.connection, head, own).classes_moved(question_id, tree)
        write_whys(transaction, head.id, question_id, old, tree)
        for question, value in moved.items():
            write_answer(transaction, head.id, question, value)
        if [node.id for node in why.roots(old)] != [node.id for node in why.roots(tree)]:
            transaction.touch(head.account_id)
        transaction.sentence = f"Whys {done}{_where(head)}"


def keep_place(
    book: Book,
    record: InterviewRecord,
    place: InterviewPlace,
    after: Sequence[str] = (),
    own: Path | None = None,
) -> None:
    """Save the current place in the interview; part of the previous act if that was the typing named by `after`.

    `after` is a question and what `keep_whys` had as `one_act`; empty means the beginning of the interview.
    """
    with _saving(book, record, answer_act(record.head.id, *after), place, own) as (transaction, head):
        labels = {each.id: each.label for each in record.script.questions}
        label = labels.get(place.question, record.script.title)
        before = act_sentence(transaction.connection, transaction.tx)
        transaction.sentence = before or f"Went on to {_quoted(label)}{_where(head)}"


@contextmanager
def _saving(
    book: Book, record: InterviewRecord, name: str, place: InterviewPlace | None, own: Path | None
) -> Iterator[tuple[Transaction, InterviewHead]]:
    with act(book, ANSWERING, "", merge_key=name) as transaction:
        head = interview_head(transaction.connection, record.head.id)
        if head is None:
            raise NotFound(GONE)
        # Named, not touched: typing need not wait for a summary that it does not change. Only the first answer does:
        # with it the interview becomes a contact.
        transaction.account_id = head.account_id
        begun = any_answer(transaction.connection, head.id)
        yield transaction, head
        if any_answer(transaction.connection, head.id) is not begun:
            transaction.touch(head.account_id)
        if place is not None:
            set_place(transaction, head.id, place)
        if head.finished:
            write_outcome(transaction, head, own)
            transaction.touch(head.account_id)


def _quoted(label: str) -> str:
    short = label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"
    return f"'{short}'"


def _where(head: InterviewHead) -> str:
    return f", interview with {with_person(head.person, head.account)}"


def answer_text(question: Question, raw: str) -> str:
    """The answer in its standard form, or as typed while it is not yet valid."""
    try:
        return checked_answer(question, raw)
    except BadInput:
        return clean(raw)


def fault_of(question: Question, raw: str) -> str:
    """What is wrong with an answer as typed; empty for nothing."""
    try:
        checked_answer(question, raw)
    except BadInput as fault:
        return str(fault)
    return ""


def undo_answer(book: Book, account_id: str) -> str:
    """Undo the newest act; a sentence that says what. Raises Refused unless it is an answer of this account."""
    with book.read() as connection:
        last = next_to_undo(acts(connection))
    if not _is_answer(last, account_id):
        raise Refused("There is no answer left to undo here; undo anything else with ctrl+p and 'undo'.")
    return undo(book)


def redo_answer(book: Book, account_id: str) -> str:
    """Redo what was undone last; a sentence that says what. Raises Refused unless that was an answer of theirs."""
    with book.read() as connection:
        known = list(acts(connection))
    undoing = next_to_redo(known)
    undone = next((act for act in known if undoing is not None and act.tx == undoing.undoes), None)
    if not _is_answer(undone, account_id):
        raise Refused("The last thing undone was not an answer, so there is none to redo.")
    return redo(book)


def _is_answer(act: Act | None, account_id: str) -> bool:
    return act is not None and act.verb == ANSWERING and act.account_id == account_id
