"""Letters to a lost customer: W5 (claim no change before it is true), M13 (lost twice: one letter, no more)."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.gates import GatedAct, holding, not_to_be_said, require_letter
from winback_tui.domain.plan import Channel
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.lists.standings import standings
from winback_tui.store.write import Transaction

WRITTEN = (Channel.LETTER, Channel.MAIL)
"""The channels by which the one letter of apology may go."""


def letter_planned(transaction: Transaction, head: CaseHead, channel: str, day: date) -> tuple[str, ...]:
    """Warnings about a contact planned for `day`, where it is a letter.

    Raises Refused for B20 (no letter before every cause is removed).
    """
    if channel != Channel.LETTER or _back(transaction, head):
        return ()
    facts = gate_facts(transaction.connection, head, transaction.today)
    require_letter(facts, day)
    return not_to_be_said(facts)


def contact_made(transaction: Transaction, head: CaseHead, channel: str) -> tuple[str, ...]:
    """Warnings about a contact that has happened, before it is logged: what it should not have been or said."""
    if channel == Channel.INTERNAL:
        return ()
    facts = gate_facts(transaction.connection, head, transaction.today)
    act = GatedAct.REPENTANCE if channel in WRITTEN else GatedAct.CONTACT
    blocked = tuple(gate.sentence for gate in holding(facts, act) if gate.rule == "M13")
    letter = channel == Channel.LETTER and not _back(transaction, head)
    return (*blocked, *(not_to_be_said(facts) if letter else ()))


def _back(transaction: Transaction, head: CaseHead) -> bool:
    return standings(transaction.connection, [head.account_no])[head.account_no].back
