"""The next action of an account, from everything that is kept about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from winback_tui.domain.account.next_action import NextAction, NextFacts, next_action
from winback_tui.domain.account.status import Status
from winback_tui.domain.case.progress.stage_of import CaseFacts, StageView
from winback_tui.domain.gates import gates
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.channels import Channel
from winback_tui.store.accounts.account_details import people_of
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.complaints import ComplaintRow, complaints_of
from winback_tui.store.contacts.promises import PromiseRow, promises_of
from winback_tui.store.plans.steps import steps_of_account

from .account_card import AccountCard
from .glance import PersonRow

QUOTED = 60
"""At most this many letters of a promise or complaint are repeated in a sentence."""

__all__ = ["NextAction", "lacks_phone", "next_in_case", "next_of", "person_to_call", "way_to_reach"]


def next_of(card: AccountCard) -> NextAction:
    """The one thing to do next for the account."""
    return next_action(next_facts(card))


def next_facts(card: AccountCard) -> NextFacts:
    """What the next action depends on."""
    glance, account, today = card.glance, card.glance.account, card.today
    status = Status(account.status) if account.status else Status.NEW
    back = status in (Status.RETURNED, Status.RECOVERED)
    latest = card.cases[0] if card.cases else None
    line = card.open_case
    person = person_to_call(card)
    planned = next((row.step for row in card.open_steps), None)
    return NextFacts(
        today,
        status,
        who=person.name if person else "",
        case=line.facts if line else None,
        stage=line.stage if line else None,
        blocked=tuple(gate for gate in line.gates if gate.closed) if line else (),
        back=latest.returned if back and latest else None,
        closed_on=latest.case.closed_on if latest else None,
        planned=planned,
        contacted_on=glance.reached_on,
        last_order=account.last_day,
        expected_on=glance.expected_on,
        late_again=account.fragile and account.late_days > 0,
        promise=_due_promise(card.promises, today),
        complaint=_unanswered(card.complaints),
        unresolved=_unresolved(card.complaints),
        alarm=next(iter(glance.alarms), None),
    )


def next_in_case(
    connection: sqlite3.Connection, today: date, case: CaseHead, facts: CaseFacts, stage: StageView
) -> NextAction:
    """The same for an open case that no order has answered, without reading the account's orders."""
    complaints = complaints_of(connection, case.account_id)
    person = _to_call(people_of(connection, case.account_id))
    open_steps = [row.step for row in steps_of_account(connection, case.account_id) if row.standing]
    return next_action(
        NextFacts(
            today,
            Status.LOST,
            who=person.name if person else "",
            case=facts,
            stage=stage,
            blocked=tuple(gate for gate in gates(gate_facts(connection, case, today)) if gate.closed),
            planned=next(iter(open_steps), None),
            promise=_due_promise(promises_of(connection, case.account_id), today),
            complaint=_unanswered(complaints),
            unresolved=_unresolved(complaints),
        )
    )


def _due_promise(promises: Iterable[PromiseRow], today: date) -> tuple[str, date] | None:
    """The first open promise that is due, with its day."""
    return next(
        (
            (clean_line(row.text, QUOTED), row.due_on)
            for row in promises
            if row.open and row.due_on is not None and row.due_on <= today
        ),
        None,
    )


def _unanswered(complaints: Iterable[ComplaintRow]) -> str:
    """The oldest complaint that nobody has answered; '' for none."""
    return next(
        (
            clean_line(row.complaint.text, QUOTED)
            for row in sorted(complaints, key=lambda row: row.complaint.on_day)
            if row.complaint.days_to_answer is None
        ),
        "",
    )


def _unresolved(complaints: Iterable[ComplaintRow]) -> bool:
    """Whether a complaint was answered and not resolved."""
    return any(row.complaint.open and row.complaint.days_to_answer is not None for row in complaints)


def person_to_call(card: AccountCard) -> PersonRow | None:
    """The person to call of those who still work there: the decision maker first, then people with their own number."""
    return _to_call(card.glance.people)


def _to_call(people: Iterable[PersonRow]) -> PersonRow | None:
    here = [person for person in people if person.left_on is None]
    return min(here, key=lambda person: (not person.decision_maker, not person.phone), default=None)


def lacks_phone(card: AccountCard) -> bool:
    """Whether the next action is a call and no number is known."""
    person = person_to_call(card)
    if card.glance.details.phone or (person and person.phone):
        return False
    asks = (f": call {word}" in alarm.text for alarm in card.glance.alarms for word in ("them", "before"))
    return next_of(card).channel == Channel.CALL or any(asks)


def way_to_reach(card: AccountCard) -> tuple[str, str]:
    """Whom to call and on which number; the mail address if there is no number, '' if there is neither."""
    person, details = person_to_call(card), card.glance.details
    ways = (person.phone if person else "", details.phone, person.email if person else "", details.email)
    return person.name if person else card.glance.account.name, next((way for way in ways if way), "")
