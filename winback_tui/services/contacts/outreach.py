"""Contacts with a lost customer: B16 and B20 (not yet), W5 (claim no change before it is true), M13 (lost twice)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.gates import (
    Gate,
    GatedAct,
    gate_on,
    held_until,
    holding,
    not_to_be_said,
    require_contact,
)
from winback_tui.domain.wording.channels import Channel
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.lists.standings import standings
from winback_tui.store.write import Transaction

WRITTEN = (Channel.LETTER, Channel.MAIL)
"""The channels by which the one letter of apology may be sent."""


def contact_planned(transaction: Transaction, head: CaseHead, channel: str, day: date) -> tuple[str, ...]:
    """Warnings about a contact planned for `day`: what it waits for, and what a letter may not say yet.

    Raises Refused for a day that is closed to contacts: B16 (price hunters wait), B20 (a cause is not fixed).
    """
    if channel == Channel.INTERNAL or _back(transaction, head):
        return ()
    facts = gate_facts(transaction.connection, head, transaction.today)
    require_contact(facts, day, channel)
    waits = held_until(facts, day)
    held = (f"On hold {waits}; the {channel} can be made after that.",) if waits else ()
    return not_to_be_said(facts) if channel == Channel.LETTER else held


def contact_made(
    transaction: Transaction, head: CaseHead, channel: str, day: date
) -> tuple[Gate | None, tuple[str, ...]]:
    """Before a contact made on `day` is logged: the gate that blocked it, None where none did, and warnings about what
    should not have been done or said. An internal task is no contact.
    """
    if channel == Channel.INTERNAL:
        return None, ()
    facts, back = gate_facts(transaction.connection, head, transaction.today), _back(transaction, head)
    act = GatedAct.REPENTANCE if channel in WRITTEN else GatedAct.CONTACT
    blocked = tuple(gate.sentence for gate in holding(facts, act) if gate.rule == "M13")
    unsaid = not_to_be_said(facts) if channel == Channel.LETTER and not back else ()
    return None if back else gate_on(facts, day), (*blocked, *unsaid)


def _back(transaction: Transaction, head: CaseHead) -> bool:
    return standings(transaction.connection, [head.account_no])[head.account_no].back
