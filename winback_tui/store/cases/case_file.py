"""What the gates, the plan and the decision of one case are judged by."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.case.conditions import ReturnCondition as Wish
from winback_tui.domain.case.conditions import read
from winback_tui.domain.gates import PRICE_HUNTER_WAIT_DAYS, GateFacts
from winback_tui.store.read import day_or_none
from winback_tui.store.returns.returns import returns_by_case
from winback_tui.store.settings.settings import setting

from .cases import CaseHead, cases_of, overrides_of
from .cases_by_account import case_facts


@dataclass(frozen=True, slots=True)
class CauseRow:
    """A cause as entered; `weight` in percent, `fixable` None where nobody has said."""

    id: str
    reason: str
    weight: int
    text: str
    voice: str
    fixable: bool | None
    human: bool
    whom: str
    promise_broken: str
    competitor_id: str
    competitor: str
    found_on: date | None


@dataclass(frozen=True, slots=True)
class FixRow:
    """What removes a cause."""

    id: str
    cause_id: str
    what: str
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """A condition of return. `beyond` says why it is out of reach; '' where it is not."""

    id: str
    term: str
    text: str
    met_on: date | None
    beyond: str

    @property
    def wish(self) -> Wish:
        """The condition as it can be checked."""
        return read(self.term or self.text)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """The plan of a case."""

    id: str
    strategy: str
    persistence: bool
    note: str
    made_on: date


def gate_facts(connection: sqlite3.Connection, head: CaseHead, today: date) -> GateFacts:
    """Everything that the gates ask about this case."""
    facts = case_facts(connection, today, [head.id])[head.id]
    cases = cases_of(connection, head.account_id)
    returns = returns_by_case(connection, head.account_no, cases, today)
    times_lost = 1 + sum(found.lost_again_on is not None for found in returns)
    pays_badly, hunts_price = connection.execute(
        "SELECT pays_badly, hunts_price FROM account WHERE id = ?", (head.account_id,)
    ).fetchone()
    plan = plan_of(connection, head.id)
    return GateFacts(
        head.account,
        today,
        head.lost_on,
        head.lost_by_id,
        head.lost_by,
        head.responsible_id,
        head.responsible,
        plan.strategy if plan else "",
        _step_owners(connection, head.id),
        int(facts.interview_begun),
        facts.interviews_finished,
        facts.root_known,
        facts.causes,
        tuple(row.text or row.term for row in conditions_of(connection, head.id) if row.beyond),
        bool(pays_badly),
        _revised_terms(connection, head.id),
        bool(hunts_price),
        setting(connection, "price hunter wait", PRICE_HUNTER_WAIT_DAYS),
        times_lost,
        _repentance(connection, head.id) if times_lost > 1 else None,
        overrides_of(connection, head.id),
    )


def going_out_with(
    facts: GateFacts, responsible: tuple[str, str], strategy: str, step_owners: Mapping[str, str]
) -> GateFacts:
    """The facts as they would be with this leader (id, name), strategy and owners of steps (id to name)."""
    return replace(
        facts,
        responsible_id=responsible[0],
        responsible_name=responsible[1],
        strategy=strategy,
        step_owners=step_owners,
    )


def causes_of(connection: sqlite3.Connection, case_id: str) -> list[CauseRow]:
    """The causes of a case, the heaviest first."""
    rows = connection.execute(
        "SELECT cause.id, reason, weight, text, voice, fixable, human, whom, promise_broken,"
        " coalesce(competitor_id, ''), coalesce(competitor.name, ''), found_on FROM cause"
        " LEFT JOIN competitor ON competitor.id = competitor_id"
        " WHERE case_id = ? ORDER BY weight DESC, cause.id",
        (case_id,),
    )
    return [
        CauseRow(
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            None if row[5] is None else bool(row[5]),
            bool(row[6]),
            row[7],
            row[8],
            row[9],
            row[10],
            day_or_none(row[11]),
        )
        for row in rows
    ]


def fixes_of(connection: sqlite3.Connection, case_id: str) -> list[FixRow]:
    """The fixes of a case, the first due first; those without a day last."""
    rows = connection.execute(
        "SELECT fix.id, cause_id, what, coalesce(rep.name, ''), due_on, done_on FROM fix"
        " JOIN cause ON cause.id = cause_id LEFT JOIN rep ON rep.id = owner_id"
        " WHERE case_id = ? ORDER BY due_on = '', due_on, fix.id",
        (case_id,),
    )
    return [FixRow(row[0], row[1], row[2], row[3], day_or_none(row[4]), day_or_none(row[5])) for row in rows]


def conditions_of(connection: sqlite3.Connection, case_id: str) -> list[ConditionRow]:
    """The conditions of return of a case, as they were told."""
    rows = connection.execute(
        "SELECT id, term, text, met_on, beyond FROM condition WHERE case_id = ? ORDER BY id", (case_id,)
    )
    return [ConditionRow(row[0], row[1], row[2], day_or_none(row[3]), row[4]) for row in rows]


def plan_of(connection: sqlite3.Connection, case_id: str) -> PlanRow | None:
    """The latest plan of a case."""
    row = connection.execute(
        "SELECT id, strategy, persistence, note, made_on FROM plan WHERE case_id = ?"
        " ORDER BY made_on DESC, id DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    return None if row is None else PlanRow(row[0], row[1], bool(row[2]), row[3], date.fromisoformat(row[4]))


def _step_owners(connection: sqlite3.Connection, case_id: str) -> dict[str, str]:
    rows = connection.execute(
        "SELECT DISTINCT rep.id, rep.name FROM step JOIN rep ON rep.id = owner_id WHERE case_id = ?"
        " AND channel <> 'internal' AND done_on = '' AND dropped_on = ''",
        (case_id,),
    )
    return {row[0]: row[1] for row in rows}


def _revised_terms(connection: sqlite3.Connection, case_id: str) -> str:
    row = connection.execute(
        "SELECT coalesce(nullif(note, ''), kind) FROM offer WHERE case_id = ? AND kind = 'revised-terms'"
        " AND refused_on = '' ORDER BY made_on DESC, id DESC LIMIT 1",
        (case_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


def _repentance(connection: sqlite3.Connection, case_id: str) -> date | None:
    row = connection.execute(
        "SELECT min(on_day) FROM activity WHERE case_id = ? AND channel IN ('letter', 'mail')", (case_id,)
    ).fetchone()
    return day_or_none(row[0])
