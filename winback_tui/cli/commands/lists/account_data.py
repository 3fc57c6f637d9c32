"""One account as data: what `winback show --json` writes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from winback_tui.domain.money.money import decimal_string
from winback_tui.output.account_list import list_facts
from winback_tui.output.order_strips import fitting_months, gap_strip
from winback_tui.services.accounts.next_action import next_of

if TYPE_CHECKING:
    from winback_tui.domain.account.next_action import NextAction
    from winback_tui.services.accounts.account_card import AccountCard, CaseLine
    from winback_tui.services.accounts.timeline import Event


def account_data(card: AccountCard, events: list[Event]) -> dict[str, Any]:
    """One object: the keys of the list, what is known of the account, and a list for each kind of record."""
    glance = card.glance
    account, details = glance.account, glance.details
    return {
        **list_facts(glance.line, without=("sentence", "alarm")),
        "stage": account.stage,
        "fragile": account.fragile,
        "twice_lost": account.twice_lost,
        "first_order": _day(account.first_day),
        "expected_on": _day(glance.expected_on),
        "sentence": glance.sentence,
        "next": _next(next_of(card)),
        "months": fitting_months(glance.money, glance.told_until, 80),
        "rhythm": gap_strip(glance.order_days, glance.today, glance.expected_on, 72),
        "external_id": details.external_id,
        "phone": details.phone,
        "email": details.email,
        "city": details.city,
        "note": details.note,
        "flags": list(details.flags),
        "contract_ends_on": _day(details.contract_ends_on),
        "welcome_ends_on": _day(details.welcome_ends_on),
        "gone_reason": details.gone_reason,
        "linked_to": details.linked_to,
        "further_names": list(details.further_names),
        "alarms": [{"rule": alarm.rule, "text": alarm.text} for alarm in glance.alarms],
        "people": [
            {
                "id": person.id,
                "name": person.name,
                "role": person.role,
                "phone": person.phone,
                "email": person.email,
                "decision_maker": person.decision_maker,
                "left_on": _day(person.left_on),
            }
            for person in glance.people
        ],
        "cases": [_case(line) for line in card.cases],
        "events": [_event(event) for event in events],
    }


def _next(action: NextAction) -> dict[str, Any]:
    return {
        "text": action.text,
        "command": str(action.act) or None,
        "on": _day(action.on_day),
        "channel": action.channel or None,
        "rule": action.rule or None,
    }


def _case(line: CaseLine) -> dict[str, Any]:
    case = line.case
    return {
        "case_id": case.id,
        "lost_on": _day(case.lost_on),
        "lost_by": case.lost_by,
        "responsible": case.responsible,
        "opened_on": _day(case.opened_on),
        "closed_on": _day(case.closed_on),
        "outcome": case.outcome,
        "stage": line.stage.text if line.stage else None,
        "waits_for": line.stage.waits_for if line.stage else None,
        "returned_on": _day(line.returned.order.day) if line.returned else None,
        "return_order": line.returned.order.number if line.returned else None,
    }


def _event(event: Event) -> dict[str, Any]:
    money = None if event.amount is None else decimal_string(event.amount, event.currency)
    return {
        "on": _day(event.day),
        "kind": event.kind,
        "text": event.text,
        "who": event.who,
        "amount": money,
        "currency": event.currency,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
