"""Writing interviews: begun, answered, finished; the whys of a question."""

from __future__ import annotations

from collections.abc import Mapping

from winback_tui.domain.case.why import WhyNode, WhyTree
from winback_tui.domain.ids import derived_id
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.store.write import Transaction


def insert_interview(
    transaction: Transaction,
    case_id: str,
    interview_id: str,
    *,
    person: str,
    interviewer_id: str | None,
    channel: str,
    script: tuple[str, int, str],
    place: InterviewPlace,
    started_at: int,
    finished_at: int | None = None,
) -> None:
    """Write an interview. `script` is its id, version and language; the times are UTC milliseconds."""
    transaction.insert(
        "interview",
        id=interview_id,
        case_id=case_id,
        person=person,
        interviewer_id=interviewer_id,
        channel=channel,
        script=script[0],
        script_version=script[1],
        language=script[2],
        position=str(place),
        started_at=started_at,
        finished_at=finished_at,
    )


def set_place(transaction: Transaction, interview_id: str, place: InterviewPlace) -> None:
    """Save the current place in the interview."""
    transaction.update("interview", interview_id, position=str(place))


def set_channel(transaction: Transaction, interview_id: str, channel: str) -> None:
    """Save the channel of the interview."""
    transaction.update("interview", interview_id, channel=channel)


def set_finished(transaction: Transaction, interview_id: str) -> None:
    """Mark an interview as finished now."""
    transaction.update("interview", interview_id, finished_at=transaction.now_ms)


def write_answer(transaction: Transaction, interview_id: str, question_id: str, value: str) -> None:
    """Write or replace the answer to a question; an empty text removes it."""
    row_id = answer_id(interview_id, question_id)
    if transaction.find("answer", row_id) is not None:
        transaction.update("answer", row_id, value=value)
    elif value:
        transaction.insert("answer", id=row_id, interview_id=interview_id, question=question_id, value=value)


def insert_answers(transaction: Transaction, interview_id: str, answers: Mapping[str, str]) -> None:
    """Write the answers of an interview that has none yet, by their questions; empty ones are left out."""
    for question, value in answers.items():
        if value:
            transaction.insert(
                "answer",
                id=answer_id(interview_id, question),
                interview_id=interview_id,
                question=question,
                value=value,
            )


def answer_id(interview_id: str, question_id: str) -> str:
    """The id of an answer, the same on every laptop that has the interview."""
    return derived_id("answer", interview_id, question_id)


def write_whys(
    transaction: Transaction, interview_id: str, question_id: str, old: WhyTree, new: WhyTree
) -> None:
    """Replace the whys of a question, `old` in the book, by `new`."""
    known = {node.id: node for node in old}
    for node in new:
        if node.id not in known:
            transaction.insert(
                "why_node", id=node.id, interview_id=interview_id, question=question_id, **_columns(node)
            )
        elif node != known[node.id]:
            transaction.update("why_node", node.id, **_columns(node))
    remaining = {node.id for node in new}
    for node in reversed(old):
        if node.id not in remaining:
            transaction.delete("why_node", node.id)


def _columns(node: WhyNode) -> dict[str, str | int | bool | None]:
    return {
        "parent_id": node.parent_id,
        "ordinal": node.ordinal,
        "text": node.text,
        "stated": node.stated,
        "root": node.root,
        "confidence": node.confidence,
    }
