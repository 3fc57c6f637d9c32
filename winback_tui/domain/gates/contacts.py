"""A contact with a lost customer: the days it may be planned for, and what holds it back (playbook B16, B20, W5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from winback_tui.domain.errors import Refused
from winback_tui.domain.wording.wording import full_day

from .facts import GateFacts
from .gate import Gate
from .rules import causes_removed, price_hunter_until, price_hunter_waits, true_that_we_changed


def repaired_by(facts: GateFacts) -> date | None:
    """The day on which the last open repair of a standing cause is due; None where none has a day."""
    return max(
        (fix.due_on for cause in facts.standing for fix in cause.fixes if fix.open and fix.due_on),
        default=None,
    )


def gate_on(facts: GateFacts, day: date) -> Gate | None:
    """The gate that closes `day` to every contact; None where the day is open.

    B16: a price hunter is left alone until a day. B20: once the reasons are known, nobody is contacted while a cause
    stands: today, and on every day before the last repair is due. A contact that asks why, before the interview, is
    free.
    """
    until = price_hunter_until(facts)
    if until is not None and day < until:
        return price_hunter_waits(replace(facts, today=day))
    gate, due = causes_removed(facts), repaired_by(facts)
    if gate.closed and facts.interviews_finished and (day <= facts.today or (due is not None and day < due)):
        return gate
    return None


def require_contact(facts: GateFacts, day: date, channel: str) -> None:
    """Lets a contact by this channel be planned for `day`. Raises Refused (B16, B20) for a day that is closed."""
    gate = gate_on(facts, day)
    if gate is not None:
        raise Refused(f"A {channel} cannot be planned for {full_day(day)}: {gate.sentence}", gate.rule)


def held_until(facts: GateFacts, day: date) -> str:
    """What a contact planned for `day` waits for as things stand now, in a few words; '' where nothing holds it.

    Words and not a day alone: `until 12 Dec 2026`, `until 'New carrier' is done`. A contact planned for a past day
    is still to be made: today at the earliest.
    """
    day, until = max(day, facts.today), price_hunter_until(facts)
    if until is not None and day < until:
        return f"until {full_day(until)}"
    if not facts.interviews_finished:
        return ""
    for cause in facts.standing:
        for fix in cause.fixes:
            if fix.open:
                return f"until '{fix.what}' is done"
        return f"until '{cause.name}' is fixed"
    return ""


def contacts_from(facts: GateFacts) -> date | None:
    """The first day on which nothing would hold a contact as things stand now; None where nothing holds one today.

    `date.max` while a cause stands, as no date ends that. `held_until` says the same of one day in words.
    """
    if facts.interviews_finished and facts.standing:
        return date.max
    until = price_hunter_until(facts)
    return until if until is not None and facts.today < until else None


def not_to_be_said(facts: GateFacts) -> tuple[str, ...]:
    """What a letter may not claim now, in one sentence; empty if we changed (W5: say so only when it is true)."""
    causes, changed = causes_removed(facts), true_that_we_changed(facts)
    if causes.closed:
        return (f"A letter cannot yet say that we have changed: {causes.sentence}",)
    return (changed.sentence,) if changed.closed else ()
