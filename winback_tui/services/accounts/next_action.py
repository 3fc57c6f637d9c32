"""The next action of an account, from everything that is kept about it."""

from __future__ import annotations

from winback_tui.domain.account.next_action import NextAction, NextFacts, next_action
from winback_tui.domain.account.status import Status
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.channels import Channel

from .account_card import AccountCard
from .glance import PersonRow

QUOTED = 60
"""At most this many letters of a promise or complaint are repeated in a sentence."""

__all__ = ["NextAction", "lacks_phone", "next_of", "person_to_call", "way_to_reach"]


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
        promise=next(
            (
                (clean_line(row.text, QUOTED), row.due_on)
                for row in card.promises
                if row.open and row.due_on is not None and row.due_on <= today
            ),
            None,
        ),
        complaint=next(
            (
                clean_line(row.complaint.text, QUOTED)
                for row in sorted(card.complaints, key=lambda row: row.complaint.on_day)
                if row.complaint.days_to_answer is None
            ),
            "",
        ),
        unresolved=any(
            row.complaint.open and row.complaint.days_to_answer is not None for row in card.complaints
        ),
        alarm=next(iter(glance.alarms), None),
    )


def person_to_call(card: AccountCard) -> PersonRow | None:
    """The person to call of those who still work there: the decision maker first, then people with their own number."""
    here = [person for person in card.glance.people if person.left_on is None]
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
