"""Planned steps for a calendar, and the people of an account for an address book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.domain.errors import NotFound
from winback_tui.domain.gates import GateFacts, held_until
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.channels import Channel, channel_words
from winback_tui.domain.wording.wording import capitalised
from winback_tui.services.book.lookup import find_account, nearest
from winback_tui.store.accounts.account_details import people_of
from winback_tui.store.accounts.reps import rep_names
from winback_tui.store.book import Book
from winback_tui.store.cases.gate_facts import contact_facts
from winback_tui.store.plans.calendar_steps import CalendarStep, calendar_steps, former_owners, removed_steps

PAST_DAYS = 365
"""Steps done or dropped stay in the file for this many days, so that every calendar gets the change."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An all-day event. A calendar recognises it by `uid` and keeps the highest `sequence`."""

    uid: str
    sequence: int
    changed_at: int
    on_day: date
    title: str
    details: str
    place: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class AddressCard:
    """Somebody at an account, for an address book."""

    uid: str
    name: str
    firm: str
    role: str
    phone: str
    email: str
    note: str


def calendar_events(book: Book, rep: str = "") -> list[CalendarEvent]:
    """Every planned step as an event, those done, dropped or undone as cancelled; `rep` limits them to one employee,
    in whose calendar a step that somebody else has now is cancelled too.

    Raises NotFound for a name that nobody has.
    """
    wanted = clean_name(rep).casefold()
    since = book.today - timedelta(days=PAST_DAYS)
    with book.read() as connection:
        names = rep_names(connection)
        steps = [*calendar_steps(connection, since), *removed_steps(connection, since)]
        gates = contact_facts(connection, book.today, {step.account_id for step in steps})
        former = former_owners(connection) if wanted else {}
    if wanted and wanted not in {name.casefold() for name in names}:
        raise NotFound(f"Nobody on the team is called '{clean_name(rep)}'.", nearest(wanted, names))
    found = []
    for step in steps:
        theirs = not wanted or step.owner.casefold() == wanted
        if theirs or wanted in {name.casefold() for name in former.get(step.id, ())}:
            found.append(_event(step, theirs, _waits_for(gates.get(step.account_id), step)))
    return found


def _event(step: CalendarStep, theirs: bool, on_hold: str) -> CalendarEvent:
    """The event of a step. Two numbers a change: where one calendar takes the files of both employees, the event of
    whoever has the step now comes after its end in the file of whoever had it.
    """
    details = (
        f"On hold {on_hold}: wait until then." if on_hold else "",
        step.purpose,
        "  ".join(part for part in (step.person, step.phone, step.email) if part),
        f"Who: {step.owner}" if step.owner else "",
    )
    return CalendarEvent(
        f"{step.id}@winback",
        2 * step.changes - (not theirs),
        step.changed_at,
        step.on_day,
        f"{'On hold: ' if on_hold else ''}{capitalised(channel_words(step.channel))}: {step.account}",
        "\n".join(each for each in details if each),
        step.city,
        step.cancelled or not theirs,
    )


def _waits_for(facts: GateFacts | None, step: CalendarStep) -> str:
    """What an open contact waits for while a gate blocks it (B16, B20), '' for nothing."""
    if facts is None or step.cancelled or step.channel == Channel.INTERNAL:
        return ""
    return held_until(facts, step.on_day)


def address_cards(book: Book, ref: str) -> list[AddressCard]:
    """The people who still work at the account, decision makers first. Raises NotFound where there is nobody."""
    account = find_account(book, ref)
    with book.read() as connection:
        people = [each for each in people_of(connection, account.id) if each.left_on is None]
    if not people:
        raise NotFound(f"Nobody is known at {account.name}; 'winback person add' adds somebody.")
    return [
        AddressCard(each.id, each.name, account.name, each.role, each.phone, each.email, each.note)
        for each in people
    ]
