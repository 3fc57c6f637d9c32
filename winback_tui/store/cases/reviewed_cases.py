"""Every case of the book with what was asked, decided, planned and spent, read in one pass per table."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.case.progress.stage_of import lacks_contact, stage_of
from winback_tui.store.contacts.contacts import REACHED_SQL
from winback_tui.store.read import day_or_none, plain_rows

from .cases_by_account import case_facts


class RecordedCase(NamedTuple):
    """A case as entered. `lacks_contact`: whether it is open and nobody planned what comes next, though something
    should."""

    id: str
    account_no: int
    account_id: str
    account: str
    lost_on: date
    opened_on: date
    closed_on: date | None
    lost_by: str
    responsible: str
    interviewed: bool
    contacted: bool
    lacks_contact: bool
    strategy: str
    stage: str


class RecordedCause(NamedTuple):
    """A cause as entered, of whichever voice; `weight` in percent."""

    reason: str
    voice: str
    weight: int
    fixable: bool | None
    human: bool
    promise_broken: bool
    rival: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """The decision in force: what was assumed with it, as kept; money in minor units of `currency`."""

    verdict: str
    assumed: dict[str, Any]
    currency: str


@dataclass(frozen=True, slots=True)
class RecordedOffer:
    """An offer of a case; `cost` in minor units of `currency`."""

    kind: str
    cost: int
    currency: str
    taken: bool


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """What belongs to each case, by its id. `answers`: question id to the answers given, of finished interviews."""

    cases: list[RecordedCase]
    causes: dict[str, list[RecordedCause]]
    decisions: dict[str, RecordedDecision]
    offers: dict[str, list[RecordedOffer]]
    answers: dict[str, list[tuple[str, str, str]]]
    scripts: list[str]


def case_records(connection: sqlite3.Connection, today: date, questions: Collection[str]) -> CaseRecords:
    """Everything a review shows of the cases; of the answers those to these question ids, as (script, id, value)."""
    return CaseRecords(
        _cases(connection, today),
        _causes(connection),
        _decisions(connection),
        _offers(connection),
        _answers(connection, questions),
        used_scripts(connection),
    )


def used_scripts(connection: sqlite3.Connection) -> list[str]:
    """The scripts that any interview was held by."""
    return [row[0] for row in connection.execute("SELECT DISTINCT script FROM interview ORDER BY script")]


def _cases(connection: sqlite3.Connection, today: date) -> list[RecordedCase]:
    interviewed = _ids(connection, "SELECT DISTINCT case_id FROM interview WHERE finished_at IS NOT NULL")
    contacted = _ids(
        connection,
        f"SELECT DISTINCT case_id FROM activity WHERE case_id IS NOT NULL AND {REACHED_SQL}",
    )
    strategies = dict(
        connection.execute("SELECT case_id, strategy FROM plan ORDER BY made_on, id").fetchall()
    )
    rows = plain_rows(
        connection,
        "SELECT c.id, a.no, a.id, a.name, c.lost_on, c.opened_on, c.closed_on, coalesce(l.name, ''),"
        " coalesce(r.name, '') FROM loss_case c JOIN account a ON a.id = c.account_id"
        " LEFT JOIN rep l ON l.id = c.lost_by_id LEFT JOIN rep r ON r.id = c.responsible_id"
        " ORDER BY c.account_id, c.lost_on, c.id",
    ).fetchall()
    open_ids = [row[0] for row in rows if not row[6]]
    known = case_facts(connection, today, open_ids) if open_ids else {}
    stages = {case_id: stage_of(facts).stage for case_id, facts in known.items()}
    found = []
    for case_id, account_no, account_id, account, lost_on, opened_on, closed_on, lost_by, responsible in rows:
        stage = stages.get(case_id)
        found.append(
            RecordedCase(
                case_id,
                account_no,
                account_id,
                account,
                date.fromisoformat(lost_on),
                date.fromisoformat(opened_on),
                day_or_none(closed_on),
                lost_by,
                responsible,
                case_id in interviewed,
                case_id in contacted,
                stage is not None and lacks_contact(stage, known[case_id].next_on),
                strategies.get(case_id, ""),
                "" if stage is None else stage.value,
            )
        )
    return found


def _causes(connection: sqlite3.Connection) -> dict[str, list[RecordedCause]]:
    found: dict[str, list[RecordedCause]] = defaultdict(list)
    for case_id, reason, voice, weight, fixable, human, promise, rival, text in plain_rows(
        connection,
        "SELECT case_id, reason, voice, weight, fixable, human, promise_broken, coalesce(competitor.name, ''), text"
        " FROM cause LEFT JOIN competitor ON competitor.id = competitor_id ORDER BY weight DESC, cause.id",
    ):
        judged = None if fixable is None else bool(fixable)
        found[case_id].append(
            RecordedCause(reason, voice, weight, judged, bool(human), bool(promise), rival, text)
        )
    return found


def _decisions(connection: sqlite3.Connection) -> dict[str, RecordedDecision]:
    found = {}
    for case_id, verdict, factors, currency in connection.execute(
        "SELECT case_id, verdict, factors, currency FROM decision ORDER BY decided_on, id"
    ):
        found[case_id] = RecordedDecision(verdict, json.loads(factors).get("assumed", {}), currency)
    return found


def _offers(connection: sqlite3.Connection) -> dict[str, list[RecordedOffer]]:
    found: dict[str, list[RecordedOffer]] = defaultdict(list)
    for case_id, kind, cost, currency, taken_on in connection.execute(
        "SELECT case_id, kind, cost, currency, taken_on FROM offer WHERE case_id IS NOT NULL ORDER BY made_on, id"
    ):
        found[case_id].append(RecordedOffer(kind, cost, currency, bool(taken_on)))
    return found


def _answers(
    connection: sqlite3.Connection, questions: Collection[str]
) -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for case_id, script, question, value in connection.execute(
        "SELECT i.case_id, i.script, n.question, n.value FROM answer n JOIN interview i ON i.id = n.interview_id"
        " WHERE i.finished_at IS NOT NULL AND n.value <> ''"
        # A question that is asked once for each root cause has the root's id after a dot.
        " AND substr(n.question, 1, instr(n.question || '.', '.') - 1) IN (SELECT value FROM json_each(?))"
        " ORDER BY i.started_at, n.id",
        (json.dumps(sorted(questions)),),
    ):
        found[case_id].append((script, question, value))
    return found


def _ids(connection: sqlite3.Connection, sql: str) -> set[str]:
    return {row[0] for row in connection.execute(sql)}
