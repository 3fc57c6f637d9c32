"""One screen before a call: who, what happened, what was promised, what not to say, the last contacts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.account.order import Order
from winback_tui.domain.case.helping_lines import helping_lines
from winback_tui.domain.case.reasons import Nature
from winback_tui.domain.errors import NotFound
from winback_tui.domain.gates import Gate, GatedAct, GateFacts, held_until, holding
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.channels import channel_words
from winback_tui.domain.wording.phrasing import on_hold
from winback_tui.domain.wording.wording import capitalised, distance, due_words, money_words, near_day
from winback_tui.services.accounts.glance import glance_in
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.battle_cards import card_lines
from winback_tui.services.cases.case_story import (
    condition_lines,
    customers_words,
    loss_lines,
    worst_severity,
)
from winback_tui.services.cases.voices import reasons_list
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.account_details import PersonRow, people_of
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, cases_of, open_among
from winback_tui.store.cases.causes import causes_of
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.complaints import complaints_of
from winback_tui.store.contacts.contacts import activities_of
from winback_tui.store.contacts.offers import offers_of
from winback_tui.store.contacts.promises import promises_of
from winback_tui.store.lists.standings import Standing, standings
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.plans.steps import steps_of_account
from winback_tui.store.returns.testimonials import testimonials_for

from .leaving import leaving_lines

LAST_CONTACTS = 3
OTHERS = 2
"""At most this many testimonials of others are shown for one call."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What to know before a contact, in sentences; each part may be empty.

    `orders`: how often they order, the last order and the money, of an account without a case. `helps`: lines that
    help in this talk (M7b, M7c). `loses`: what they would lose by leaving us (C-lose). `rival`: the battle card of who
    took them (G-bat). `avoid`: what not to say or do. `gates` block a contact for now. `ways`: the phone numbers and
    addresses among these lines.
    """

    account: AccountRef
    standing: Standing
    case: CaseHead | None
    who: tuple[str, ...]
    orders: tuple[str, ...]
    happened: tuple[str, ...]
    requests: tuple[str, ...]
    promised: tuple[str, ...]
    helps: tuple[str, ...]
    loses: tuple[str, ...]
    rival: tuple[str, ...]
    avoid: tuple[str, ...]
    gates: tuple[Gate, ...]
    last: tuple[str, ...]
    next: tuple[str, ...]
    others: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The parts that are not empty, each under its heading."""
        headed = (
            ("Who", self.who),
            ("Their orders", self.orders),
            ("What happened", self.happened),
            ("What they ask for", self.requests),
            ("Promised and offered", self.promised),
            ("Lines that help", self.helps),
            ("What they lose by leaving", self.loses),
            ("The rival", self.rival),
            ("Don't say", self.avoid),
            ("What others say", self.others),
            ("Blocked by", tuple(gate.sentence for gate in self.gates)),
            ("Last contacts", self.last),
            ("Next", self.next),
        )
        return tuple((heading, lines) for heading, lines in headed if lines)


def brief(book: Book, ref: str) -> Brief:
    """Everything to know before calling the account, with or without a case."""
    account = find_account(book, ref)
    words = customers_words(book, account)
    today = book.today
    with book.read() as connection:
        cases = cases_of(connection, account.id)
        case = open_among(cases)
        facts = gate_facts(connection, case, today) if case else None
        standing = standings(connection, [account.no])[account.no]
        people = people_of(connection, account.id)
        orders = orders_of(connection, [account.no]).get(account.no, [])
        happened = [*loss_lines(connection, case, today), *words] if case else []
        return Brief(
            account,
            standing,
            case,
            tuple(_person(each) for each in people),
            () if case else (glance_in(connection, today, account.no).sentence,),
            (*happened, *_complaints(connection, account.id, today)),
            tuple(condition_lines(connection, case, today)) if case else (),
            tuple(_promised(connection, account.id, today)),
            tuple(_helps(connection, account, orders, case, facts)) if case and facts else (),
            () if facts and facts.times_lost > 1 else leaving_lines(connection, account, orders, case, today),
            tuple(card_lines(connection, case, today)) if case else (),
            tuple(_avoid(connection, case, facts)) if case and facts else (),
            holding(facts, GatedAct.CONTACT) if facts else (),
            tuple(_last_contacts(connection, account.id, today)),
            tuple(_next(connection, account.id, facts, standing.back, today)),
            tuple(_others(connection, account.id)) if case else (),
            tuple(way for each in people for way in (each.phone, each.email) if way),
        )


def _others(connection: sqlite3.Connection, account_id: str) -> Iterator[str]:
    """What returned customers let us tell, of the same segment first."""
    for row in testimonials_for(connection, account_id, OTHERS):
        who = ", ".join(each for each in (row.person, row.account, row.segment) if each)
        yield f"“{clean_line(row.text, 200)}” ({who})"


def _person(person: PersonRow) -> str:
    parts = [person.name, person.role, "decides" if person.decision_maker else ""]
    if person.left_on:
        parts.append("has left")
    reached_at = "".join(f"  {each}" for each in (person.phone, person.email) if each)
    return ", ".join(each for each in parts if each) + reached_at


def _complaints(connection: sqlite3.Connection, account_id: str, today: date) -> list[str]:
    rows = [row.complaint for row in complaints_of(connection, account_id) if row.complaint.open]
    return [
        f"Complaint open since {near_day(row.on_day, today)}, severity {row.severity} of 5: {row.text}"
        for row in rows
    ]


def _promised(connection: sqlite3.Connection, account_id: str, today: date) -> Iterator[str]:
    """Promises that are open or broken, and open offers: A5 (a promise is tracked until it is kept)."""
    for promise in promises_of(connection, account_id):
        if promise.open:
            due = f", {due_words(promise.due_on, today)}" if promise.due_on else ""
            yield f"Promised: {promise.text}{due}."
        elif promise.broken_on:
            yield f"Promise broken on {near_day(promise.broken_on, today)}: {promise.text}."
    for offer in offers_of(connection, account_id):
        if offer.open:
            until = f", until {near_day(offer.deadline_on, today)}" if offer.deadline_on else ""
            yield f"Offered: {offer.kind} for {money_words(offer.cost, offer.currency)}{until}."


def _helps(
    connection: sqlite3.Connection,
    account: AccountRef,
    orders: Sequence[Order],
    case: CaseHead,
    facts: GateFacts,
) -> Iterator[str]:
    """M7c; nothing where they are lost a second time."""
    if facts.times_lost > 1:
        return
    before = sorted({order.day for order in orders if order.real and order.day <= case.lost_on})
    complaints = [
        row for row in complaints_of(connection, account.id) if row.complaint.on_day <= case.lost_on
    ]
    span = (case.lost_on - before[0]).days if before else 0
    yield from helping_lines(len(before), len(complaints), span, _how_bad(connection, case))


def _how_bad(connection: sqlite3.Connection, case: CaseHead) -> int:
    """The worst severity; 0 also where a script is missing, which the customer's words report."""
    try:
        return worst_severity(connection, case.id)
    except NotFound:
        return 0


def _avoid(connection: sqlite3.Connection, case: CaseHead, facts: GateFacts) -> Iterator[str]:
    """What not to say or do, by the rules M13, F2, G, A3, W5, B20, B10 and B14."""
    natures = reasons_list(own_playbook()).natures(
        cause.reason for cause in causes_of(connection, case.id) if cause.weight
    )
    if facts.times_lost > 1:
        yield "Anything but the one letter of apology: they are lost a second time."
        return
    if not facts.interviews_finished:
        yield "An apology or an excuse at the start: ask, listen, thank, then apologise."
        yield "A reason of your own: let them name it, and wait for the answer."
    if Nature.PRICE in natures:
        yield "That the price is not high: show what they get for it."
    if any(gate.rule in ("W5", "B20") for gate in holding(facts, GatedAct.SAY_CHANGED)):
        yield "That we have changed: it is not true yet."
    if facts.pays_badly and not facts.revised_terms:
        yield "That the old payment terms still apply: they pay badly."
    yield "More than we will surely deliver."


def _last_contacts(connection: sqlite3.Connection, account_id: str, today: date) -> Iterator[str]:
    for row in activities_of(connection, account_id)[:LAST_CONTACTS]:
        who = " with ".join(each for each in (row.by, row.person) if each)
        kind = "note" if row.outcome == "note" else channel_words(row.channel)
        words = (
            row.note if row.outcome == "note" else ": ".join(each for each in (row.outcome, row.note) if each)
        )
        day = near_day(row.on_day, today)
        yield f"{capitalised(day)}, {kind}{f', {who}' if who else ''}: {words}"


def _next(
    connection: sqlite3.Connection, account_id: str, facts: GateFacts | None, back: bool, today: date
) -> Iterator[str]:
    """The next two steps. A contact says what it waits for, unless they are back; `facts` are those of an open case."""
    rows = [row for row in steps_of_account(connection, account_id) if row.standing]
    for row in rows[:2]:
        held = on_hold(held_until(facts, row.step.on_day)) if facts and row.step.contact and not back else ""
        what = f": {row.step.purpose}" if row.step.purpose else ""
        late = "was due " if row.step.on_day < today else ""
        who = f", {row.owner}" if row.owner else ""
        when = f"{late}{distance(row.step.on_day, today)}"
        yield f"{channel_words(row.step.channel).capitalize()} {when}{who}{what}{held}"
    if not rows and facts is not None:
        yield "No contact planned."
