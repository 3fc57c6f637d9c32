"""Keeping what is answered in an interview, at once and one undoable act an answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from winback_tui.domain.case import why
from winback_tui.domain.case.why import WhyNode, WhyTree
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.interview.answer import checked_answer
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.domain.interview.script import Meaning, Question
from winback_tui.domain.text import clean
from winback_tui.services.book.history import redo, undo
from winback_tui.store.book import Book
from winback_tui.store.cases.tables import Answer, Interview
from winback_tui.store.cases.tables import WhyRow as WhyRow
from winback_tui.store.interviews.interviews import InterviewHead, interview_head, whys_of
from winback_tui.store.log.acts import Act, acts, next_to_redo, next_to_undo
from winback_tui.store.write import Transaction, act

from .finish import write_outcome
from .interviews import InterviewRecord
from .start import answer_id, grain

LABEL_LENGTH = 60
"""Characters of a question in the sentence that history keeps."""


def make_ready(book: Book, told: InterviewRecord) -> None:
    """Warm up, so that the first letter is saved as quickly as all others; nothing changes.

    Raises BookUnavailable where the book cannot be written, NotFound where the interview is gone.
    """
    with act(book, "answer", "") as transaction:
        transaction.get(Interview, told.head.id)


def keep_answer(
    book: Book,
    told: InterviewRecord,
    question_id: str,
    raw: str,
    place: InterviewPlace | None = None,
    own: Path | None = None,
) -> None:
    """Keep an answer as far as it is typed, and where the conversation stands; empty takes it back.

    `told` says which interview and script. What does not yet read as an answer of its type is kept as typed, so
    that nothing is lost. Raises NotFound for an unknown question or an interview that is gone, BookUnavailable
    and Refused as the store does.
    """
    question = told.script.question(question_id)
    value = kept_text(question, raw)
    with _keeping(book, told, grain(told.head.id, question_id), place, own) as (transaction, head):
        _write_answer(transaction, head.id, question_id, value)
        if question.means is Meaning.CHANNEL:
            transaction.run("UPDATE interview SET channel = ? WHERE id = ?", (value, head.id))
        transaction.sentence = (
            f"{_quoted(question.label)} {'answered' if value else 'left open again'}{_where(head)}"
        )


def keep_whys(
    book: Book,
    told: InterviewRecord,
    question_id: str,
    tree: why.WhyTree,
    place: InterviewPlace | None = None,
    own: Path | None = None,
    one_act: Sequence[str] = (),
    done: str = "written down",
) -> None:
    """Keep the whys of a question as they are now.

    Savings that follow one another with the same `one_act`, such as the id of the why being typed, are one act.
    `done` says what was done to the whys. Raises as `keep_answer` does.
    """
    told.script.question(question_id)
    with _keeping(book, told, grain(told.head.id, question_id, *one_act), place, own) as (transaction, head):
        old = whys_of(transaction.connection, head.id).get(question_id, ())
        write_whys(transaction, head.id, question_id, old, tree)
        if [node.id for node in why.roots(old)] != [node.id for node in why.roots(tree)]:
            transaction.touch(head.account_id)
        transaction.sentence = f"Whys {done}{_where(head)}"


def keep_place(
    book: Book,
    told: InterviewRecord,
    place: InterviewPlace,
    after: Sequence[str] = (),
    own: Path | None = None,
) -> None:
    """Keep where the conversation stands; it belongs to the act before, if that was the typing named by `after`.

    `after` is a question and what `keep_whys` had as `one_act`; empty means the beginning of the interview.
    """
    with _keeping(book, told, grain(told.head.id, *after), place, own) as (transaction, head):
        known = transaction.run("SELECT sentence FROM act WHERE tx = ?", (transaction.tx,)).fetchone()
        labels = {each.id: each.label for each in told.script.questions}
        label = labels.get(place.question, told.script.title)
        transaction.sentence = known[0] if known else f"Went on to {_quoted(label)}{_where(head)}"


@contextmanager
def _keeping(
    book: Book, told: InterviewRecord, one: str, place: InterviewPlace | None, own: Path | None
) -> Iterator[tuple[Transaction, InterviewHead]]:
    with act(book, "answer", "", grain=one) as transaction:
        head = interview_head(transaction.connection, told.head.id)
        if head is None:
            raise NotFound("This interview is no longer in the book; somebody undid its beginning.")
        # Named, not touched: typing need not wait for a summary that it does not change.
        transaction.account_id = head.account_id
        yield transaction, head
        if place is not None:
            transaction.run("UPDATE interview SET position = ? WHERE id = ?", (str(place), head.id))
        if head.finished:
            write_outcome(transaction, head, own)
            transaction.touch(head.account_id)


def _write_answer(transaction: Transaction, interview_id: str, question_id: str, value: str) -> None:
    row = answer_id(interview_id, question_id)
    known = transaction.run("UPDATE answer SET value = ? WHERE id = ?", (value, row)).rowcount
    if not known and value:
        transaction.add(Answer(id=row, interview_id=interview_id, question=question_id, value=value))


def _quoted(label: str) -> str:
    short = label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"
    return f"'{short}'"


def _where(head: InterviewHead) -> str:
    return f", interview with {f'{head.person} at ' if head.person else ''}{head.account}"


def kept_text(question: Question, raw: str) -> str:
    """The answer in its one form, or as typed while it is not yet an answer."""
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


ANSWERING = "answer"
"""The verb of acts that answer a question."""


def undo_answer(book: Book, account_id: str) -> str:
    """Take back the newest act; a sentence that says what. Raises Refused unless it is an answer of this account."""
    with book.read() as connection:
        last = next_to_undo(acts(connection))
    if not _answers(last, account_id):
        raise Refused("Nothing answered here is left to undo; all else is undone by ctrl+p and 'undo'.")
    return undo(book)


def redo_answer(book: Book, account_id: str) -> str:
    """Do again what was undone last; a sentence that says what. Raises Refused unless that was an answer of theirs."""
    with book.read() as connection:
        told = list(acts(connection))
    undoing = next_to_redo(told)
    undone = next((act for act in told if undoing is not None and act.tx == undoing.undoes), None)
    if not _answers(undone, account_id):
        raise Refused("No answer was undone last, so there is none to redo.")
    return redo(book)


def _answers(act: Act | None, account_id: str) -> bool:
    return act is not None and act.verb == ANSWERING and act.account_id == account_id


def write_whys(
    transaction: Transaction, interview_id: str, question_id: str, old: WhyTree, new: WhyTree
) -> None:
    """Make the rows of a why question say `new`, where they say `old` now."""
    known = {node.id: node for node in old}
    for node in new:
        if node.id not in known:
            transaction.add(_row(interview_id, question_id, node))
        elif node != known[node.id]:
            transaction.run(
                "UPDATE why_node SET parent_id = ?, ordinal = ?, text = ?, stated = ?, root = ?, confidence = ?"
                " WHERE id = ?",
                (node.parent_id, node.ordinal, node.text, node.stated, node.root, node.confidence, node.id),
            )
    kept = {node.id for node in new}
    for node in reversed(old):
        if node.id not in kept:
            transaction.run("DELETE FROM why_node WHERE id = ?", (node.id,))


def _row(interview_id: str, question_id: str, node: WhyNode) -> WhyRow:
    return WhyRow(
        id=node.id,
        interview_id=interview_id,
        question=question_id,
        parent_id=node.parent_id,
        ordinal=node.ordinal,
        text=node.text,
        stated=node.stated,
        root=node.root,
        confidence=node.confidence,
    )
