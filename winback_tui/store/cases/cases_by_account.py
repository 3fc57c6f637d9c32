"""Everything about the cases of accounts that their status and stage depend on."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.lifecycle import KnownCase
from winback_tui.domain.case.progress.stage_of import CaseFacts, NextStep, StageView, stage_of
from winback_tui.domain.gates.contacts import contacts_from, held_until
from winback_tui.domain.gates.facts import PRICE_HUNTER_WAIT_DAYS, CauseFact, FixFact, GateFacts
from winback_tui.domain.interview.dropped_call import DROPPED
from winback_tui.domain.wording.channels import Channel
from winback_tui.store.contacts.contacts import REACHED_SQL, first_written_contact
from winback_tui.store.plans.standing_steps import to_do_sql, watch_sql
from winback_tui.store.read import day_or_none, named_rows, to_record, yes_no_or_none
from winback_tui.store.returns.returns import returns_by_case
from winback_tui.store.settings.settings import setting

from .cases import cases_of
from .met_conditions import met_conditions, waits_over


@dataclass(frozen=True, slots=True)
class AccountCases:
    """The cases of one account, oldest loss first, and the stage of the open one.

    `met_condition`: the sentence about a condition of return that is met while nobody has acted on it.
    `contacts_from`: of the open case, the first day on which no gate holds a contact; None where none holds one today.
    """

    account_id: str
    cases: tuple[KnownCase, ...]
    open_case_id: str | None
    stage: StageView | None
    met_condition: str = ""
    contacts_from: date | None = None


def cases_by_account(
    connection: sqlite3.Connection, today: date, account_ids: Sequence[str] | None = None
) -> dict[str, AccountCases]:
    """Cases of these accounts, or of all that have any."""
    chosen, values = _among("account_id", account_ids)
    rows = named_rows(
        connection,
        "SELECT id AS case_id, account_id, lost_on, opened_on, closed_on, outcome FROM loss_case"
        f" WHERE {chosen} ORDER BY account_id, lost_on, opened_on, id",
        values,
    )
    found: dict[str, list[KnownCase]] = defaultdict(list)
    for row in rows:
        found[row["account_id"]].append(to_record(KnownCase, row))
    open_ids = {account: _open_case(cases) for account, cases in found.items()}
    facts = case_facts(connection, today, [case for case in open_ids.values() if case])
    stages = {case_id: stage_of(known) for case_id, known in facts.items()}
    met = {each.case_id: each.sentence for each in met_conditions(connection, today)} if stages else {}
    open_days = {case_id: known.contacts_from for case_id, known in facts.items()}
    return {
        account: AccountCases(
            account,
            tuple(cases),
            open_ids[account],
            stages.get(open_ids[account] or ""),
            met.get(open_ids[account] or "", ""),
            open_days.get(open_ids[account] or ""),
        )
        for account, cases in found.items()
    }


class _Head(NamedTuple):
    """A case, who leads it, the day of the loss, and whether the account hunts for the lowest price."""

    case_id: str
    responsible: str
    lost_on: str
    hunts_price: int


class _Recorded(NamedTuple):
    """What the book holds about some cases, each by the id of the case.

    `interviews`: who was asked, and whether to the end; `decisions`: verdict, until when it waits and for what, of the
    last one; `waits_over`: why a wait is over; `apologies`: of those lost twice, when the letter was sent.
    """

    interviews: dict[str, list[tuple[str, bool]]]
    decisions: dict[str, tuple[str, date | None, str]]
    waits_over: dict[str, str]
    plans_made: dict[str, str]
    contacts: dict[str, str]
    apologies: dict[str, date | None]
    causes: dict[str, tuple[CauseFact, ...]]
    with_root: set[str]
    next_steps: dict[str, NextStep]
    price_hunter_wait: int


def case_facts(connection: sqlite3.Connection, today: date, case_ids: Sequence[str]) -> dict[str, CaseFacts]:
    """What the stage of each of these cases depends on."""
    known = _recorded(connection, today, case_ids)
    return {head.case_id: _facts_of(head, known, today) for head in _heads(connection, case_ids)}


def _recorded(connection: sqlite3.Connection, today: date, case_ids: Sequence[str]) -> _Recorded:
    chosen, values = _among("case_id", case_ids)
    decisions = _last_decisions(connection, chosen, values)
    waits = [
        (case_id, wait_for) for case_id, (verdict, _, wait_for) in decisions.items() if verdict == "wait"
    ]
    return _Recorded(
        interviews=_interviews(connection, chosen, values),
        decisions=decisions,
        waits_over=waits_over(connection, today, waits),
        plans_made=_last_days(
            connection, f"SELECT case_id, made_on FROM plan WHERE {chosen} ORDER BY made_on, id", values
        ),
        contacts=_last_days(
            connection,
            # An interview asks why they left: it is no attempt to win them back, nor is a call of it that dropped;
            # and a call that nobody answered is none either.
            f"SELECT case_id, on_day FROM activity WHERE {REACHED_SQL} AND outcome <> '{DROPPED}'"
            f" AND {chosen} ORDER BY on_day",
            values,
        ),
        apologies=_apologies(connection, today, chosen, values),
        causes=causes_by_case(connection, case_ids),
        with_root=cases_with_root(connection, case_ids),
        next_steps=_next_steps(connection, case_ids),
        price_hunter_wait=setting(connection, "price hunter wait", PRICE_HUNTER_WAIT_DAYS),
    )


def _facts_of(head: _Head, known: _Recorded, today: date) -> CaseFacts:
    case_id = head.case_id
    interviews = known.interviews.get(case_id, [])
    begun = [person for person, finished in interviews if not finished]
    verdict, wait_until, wait_for = known.decisions.get(case_id, ("", None, ""))
    made_on, contacted = known.plans_made.get(case_id), known.contacts.get(case_id)
    held_by = GateFacts(
        "",
        today,
        date.fromisoformat(head.lost_on),
        interviews_finished=len(interviews) - len(begun),
        causes=known.causes.get(case_id, ()),
        hunts_price=bool(head.hunts_price),
        price_hunter_wait=known.price_hunter_wait,
    )
    return CaseFacts(
        today,
        interviews_finished=held_by.interviews_finished,
        interview_begun=bool(begun),
        interview_with=begun[0] if begun else "",
        root_known=case_id in known.with_root,
        verdict=verdict,
        wait_until=wait_until,
        wait_for=wait_for,
        wait_over=known.waits_over.get(case_id, ""),
        causes=held_by.causes,
        responsible=head.responsible,
        planned=made_on is not None,
        next_step=_marked(known.next_steps.get(case_id), held_by),
        contacted_on=day_or_none(contacted) if made_on and contacted and contacted >= made_on else None,
        twice_lost=case_id in known.apologies,
        letter_sent_on=known.apologies.get(case_id),
        contacts_from=contacts_from(held_by),
    )


def _interviews(
    connection: sqlite3.Connection, chosen: str, values: Sequence[str]
) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    for case_id, person, finished in connection.execute(
        f"SELECT case_id, person, finished_at FROM interview WHERE {chosen} ORDER BY started_at", values
    ):
        found[case_id].append((person, finished is not None))
    return found


def _last_decisions(
    connection: sqlite3.Connection, chosen: str, values: Sequence[str]
) -> dict[str, tuple[str, date | None, str]]:
    return {
        case_id: (verdict, day_or_none(wait_until), wait_for or "")
        for case_id, verdict, wait_until, wait_for in connection.execute(
            "SELECT case_id, verdict, wait_until, json_extract(factors, '$.waits_for') FROM decision"
            f" WHERE {chosen} ORDER BY decided_on, id",
            values,
        )
    }


def _last_days(connection: sqlite3.Connection, sql: str, values: Sequence[str]) -> dict[str, str]:
    """The day in the last row of each case, as the book stores it."""
    return dict(connection.execute(sql, values).fetchall())


def cases_with_root(connection: sqlite3.Connection, case_ids: Sequence[str]) -> set[str]:
    """Those of these cases in whose whys somebody marked the root."""
    chosen, values = _among("case_id", case_ids)
    rows = connection.execute(
        "SELECT DISTINCT case_id FROM interview JOIN why_node ON interview_id = interview.id"
        f" WHERE root AND {chosen}",
        values,
    )
    return {case_id for (case_id,) in rows}


def causes_by_case(
    connection: sqlite3.Connection, case_ids: Sequence[str]
) -> dict[str, tuple[CauseFact, ...]]:
    """The causes of each of these cases that has any, the heaviest first, with what removes them."""
    chosen, values = _among("case_id", case_ids)
    fixes: dict[str, list[FixFact]] = defaultdict(list)
    for cause_id, what, owner, due_on, done_on in connection.execute(
        "SELECT cause_id, what, coalesce(rep.name, ''), due_on, done_on FROM fix"
        " JOIN cause ON cause.id = cause_id LEFT JOIN rep ON rep.id = fix.owner_id"
        f" WHERE {chosen} ORDER BY fix.id",
        values,
    ):
        fixes[cause_id].append(FixFact(what, owner, day_or_none(due_on), day_or_none(done_on)))
    causes: dict[str, list[CauseFact]] = defaultdict(list)
    for cause_id, case_id, reason, text, fixable in connection.execute(
        f"SELECT id, case_id, reason, text, fixable FROM cause WHERE {chosen} ORDER BY weight DESC, id",
        values,
    ):
        causes[case_id].append(
            CauseFact(reason, text or reason, yes_no_or_none(fixable), tuple(fixes[cause_id]))
        )
    return {case_id: tuple(found) for case_id, found in causes.items()}


def _open_case(cases: Iterable[KnownCase]) -> str | None:
    return next((case.case_id for case in reversed(list(cases)) if case.closed_on is None), None)


def _among(column: str, ids: Sequence[str] | None) -> tuple[str, Sequence[str]]:
    if ids is None:
        return "1", ()
    return f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)


def _heads(connection: sqlite3.Connection, case_ids: Sequence[str]) -> list[_Head]:
    chosen, values = _among("loss_case.id", case_ids)
    return [
        _Head._make(row)
        for row in connection.execute(
            "SELECT loss_case.id, coalesce(rep.name, ''), lost_on, hunts_price FROM loss_case"
            " JOIN account ON account.id = account_id LEFT JOIN rep ON rep.id = responsible_id"
            f" WHERE {chosen}",
            values,
        )
    ]


def _apologies(
    connection: sqlite3.Connection, today: date, chosen: str, values: Sequence[str]
) -> dict[str, date | None]:
    """The cases of accounts that were lost again after a return, with the day of the letter of apology, if any."""
    several = connection.execute(
        "SELECT loss_case.id, account.no, account.id FROM loss_case JOIN account ON account.id = account_id"
        " WHERE account_id IN (SELECT account_id FROM loss_case GROUP BY account_id HAVING count(*) > 1)"
        f" AND {chosen.replace('case_id', 'loss_case.id')}",
        values,
    ).fetchall()
    found = {}
    for case_id, number, account_id in several:
        cases = cases_of(connection, account_id)
        returns = returns_by_case(connection, number, cases, today)
        lost_on = next(case.lost_on for case in cases if case.id == case_id)
        if any(each.lost_again_on is not None and each.lost_again_on <= lost_on for each in returns):
            found[case_id] = first_written_contact(connection, case_id)
    return found


def _next_steps(connection: sqlite3.Connection, case_ids: Sequence[str]) -> dict[str, NextStep]:
    """The next open step of the account: a call agreed before its case was opened is the next step of the case too.

    Steps of the watch over a return do not count: a case has no further stage while the account is back.
    """
    chosen, values = _among("loss_case.id", case_ids)
    rows = connection.execute(
        "SELECT loss_case.id, s.on_day, s.channel FROM loss_case JOIN step s ON s.account_id = loss_case.account_id"
        f" WHERE {chosen} AND {to_do_sql()} AND NOT {watch_sql()} ORDER BY s.on_day DESC, s.id DESC",
        values,
    )
    return {case_id: NextStep(date.fromisoformat(day), channel) for case_id, day, channel in rows}


def _marked(step: NextStep | None, facts: GateFacts | None) -> NextStep | None:
    """The step with what it waits for, where it is a contact that a gate blocks (B16, B20)."""
    if step is None or facts is None or step.what == Channel.INTERNAL:
        return step
    return replace(step, held=held_until(facts, step.on_day))
