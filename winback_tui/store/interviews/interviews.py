"""Interviews of a case: with whom, their progress, and the answers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from winback_tui.domain.case.why import WhyNode, WhyTree, in_order
from winback_tui.domain.interview.place import InterviewPlace
from winback_tui.store.read import Values, named_rows, to_record

_HEADS = (
    "SELECT i.id, i.case_id, a.id AS account_id, a.name AS account, i.person, coalesce(r.name, '') AS interviewer,"
    " i.channel, i.script, i.script_version, i.language, i.position, i.started_at, i.finished_at FROM interview i"
    " JOIN loss_case c ON c.id = i.case_id JOIN account a ON a.id = c.account_id"
    " LEFT JOIN rep r ON r.id = i.interviewer_id"
)


@dataclass(frozen=True, slots=True)
class InterviewHead:
    """One run of a script with one person; `started_at` and `finished_at` in UTC milliseconds."""

    id: str
    case_id: str
    account_id: str
    account: str
    person: str
    interviewer: str
    channel: str
    script: str
    script_version: int
    language: str
    place: InterviewPlace
    started_at: int
    finished_at: int | None

    @property
    def held_on(self) -> date:
        """The day on which it was begun, by the local calendar."""
        return datetime.fromtimestamp(self.started_at / 1000, UTC).astimezone().date()

    @property
    def finished(self) -> bool:
        """Whether it was marked as finished."""
        return self.finished_at is not None


def interviews_of_case(connection: sqlite3.Connection, case_id: str) -> list[InterviewHead]:
    """Every interview of a case, the first begun first."""
    return _heads(connection, f"{_HEADS} WHERE i.case_id = ? ORDER BY i.started_at, i.id", (case_id,))


def interviews_made(connection: sqlite3.Connection, case_id: str) -> tuple[int, int]:
    """How many interviews of a case are only begun, and how many are finished."""
    begun, finished = connection.execute(
        "SELECT count(*) - count(finished_at), count(finished_at) FROM interview WHERE case_id = ?",
        (case_id,),
    ).fetchone()
    return begun, finished


def unfinished_interview(connection: sqlite3.Connection, since: int, actor: str) -> InterviewHead | None:
    """The last one that `actor` began, for themselves or for a colleague, at or after `since` (UTC milliseconds) and
    that is not finished, in a case that is open and that no order has answered."""
    found = _heads(
        connection,
        f"{_HEADS} LEFT JOIN account_summary m ON m.account_no = a.no WHERE i.finished_at IS NULL"
        " AND i.started_at >= ? AND c.closed_on = '' AND a.gone_reason = ''"
        " AND coalesce(m.status, '') NOT IN ('returned', 'recovered') AND (r.name = ? OR EXISTS"
        " (SELECT 1 FROM change WHERE tbl = 'interview' AND \"row\" = i.id AND change.actor = ?))"
        " ORDER BY i.started_at DESC, i.id DESC LIMIT 1",
        (since, actor, actor),
    )
    return found[0] if found else None


def interview_head(connection: sqlite3.Connection, interview_id: str) -> InterviewHead | None:
    """The interview of this id."""
    found = _heads(connection, f"{_HEADS} WHERE i.id = ?", (interview_id,))
    return found[0] if found else None


def answers_of(connection: sqlite3.Connection, interview_id: str) -> dict[str, str]:
    """Question id to the stored answer; removed ones are left out."""
    rows = connection.execute(
        "SELECT question, value FROM answer WHERE interview_id = ? AND value <> '' ORDER BY id",
        (interview_id,),
    )
    return dict(rows.fetchall())


def whys_of(connection: sqlite3.Connection, interview_id: str) -> dict[str, WhyTree]:
    """Question id to its tree of whys."""
    found: dict[str, list[WhyNode]] = {}
    for row in named_rows(
        connection,
        "SELECT question, id, parent_id, ordinal, text, stated, root, confidence FROM why_node"
        " WHERE interview_id = ? ORDER BY id",
        (interview_id,),
    ):
        found.setdefault(row["question"], []).append(to_record(WhyNode, row))
    return {question: in_order(nodes) for question, nodes in found.items()}


def roots_of_case(connection: sqlite3.Connection, case_id: str) -> dict[str, tuple[str, ...]]:
    """The words of the whys that are marked as root causes in each interview of a case, by the interview's id."""
    found: dict[str, tuple[str, ...]] = {}
    for interview_id, text in connection.execute(
        "SELECT interview_id, text FROM why_node JOIN interview i ON i.id = interview_id"
        " WHERE i.case_id = ? AND root ORDER BY why_node.id",
        (case_id,),
    ):
        found[interview_id] = (*found.get(interview_id, ()), text)
    return found


def people_to_ask(connection: sqlite3.Connection, account_id: str) -> list[str]:
    """Who still works at the account, the decision makers first."""
    rows = connection.execute(
        "SELECT name FROM person WHERE account_id = ? AND left_on = '' ORDER BY decision_maker DESC, name, id",
        (account_id,),
    )
    return [name for (name,) in rows]


def _heads(connection: sqlite3.Connection, sql: str, values: Values) -> list[InterviewHead]:
    return [
        to_record(InterviewHead, row, place=InterviewPlace.read(row["position"]))
        for row in named_rows(connection, sql, values)
    ]


def any_answer(connection: sqlite3.Connection, interview_id: str) -> bool:
    """Whether anything was answered in this interview."""
    sql = "SELECT 1 FROM answer WHERE interview_id = ? LIMIT 1"
    return connection.execute(sql, (interview_id,)).fetchone() is not None
