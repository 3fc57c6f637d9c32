"""Logging a contact with a customer and the next date with it: M11 (only an order makes a return)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.gates import Gate
from winback_tui.domain.plan.contact_outcomes import ASKING_OUTCOMES, as_offered, was_reached
from winback_tui.domain.plan.series import QUOTE
from winback_tui.domain.plan.steps import PlanStep
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.domain.wording.channels import Channel, channel_words
from winback_tui.domain.wording.phrasing import join_names
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action, day_words, iso
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.conditions import note_met_conditions
from winback_tui.services.cases.lead import require_allowed
from winback_tui.services.plans.contact_limit import enforce_contact_limit
from winback_tui.services.plans.series import plan_reminders
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, open_case_of, overrides_of
from winback_tui.store.contacts.writes import insert_activity
from winback_tui.store.plans.series import stop_series
from winback_tui.store.plans.steps import StepRow, steps_of_account
from winback_tui.store.plans.writes import insert_step, set_step_done
from winback_tui.store.write import Transaction

from .outreach import WRITTEN, contact_made, contact_planned

EARLY_DAYS = 3
"""A contact answers a step planned for up to this many days later (our own definition)."""

NOTE = Channel.INTERNAL
"""The channel of notes and internal tasks."""


class _Contact(NamedTuple):
    """What was logged; `case` is the open one."""

    account: AccountRef
    case: CaseHead | None
    channel: Channel
    outcome: str
    day: date
    by_id: str | None


def log_contact(
    book: Book,
    ref: str,
    outcome: str,
    channel: str = Channel.CALL,
    next_on: date | None = None,
    next_channel: str = "",
    next_purpose: str = "",
    note: str = "",
    person: str = "",
    by: str = "",
    on_day: date | None = None,
    step_id: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Log one contact; it completes the open step that it answers, and `next_on` becomes the next step.

    `step_id` names the answered step; else it is the one that `answered_step` finds. A step of another channel, or one
    that a gate holds, stays planned, which a warning says. A contact on a day that a gate closes is logged and marked
    as too early.

    Raises BadInput for an empty outcome, a contact in the future or a next date in the past; Refused for more contacts
    than promised (A5) and a next contact on a day that is closed to contacts (B16, B20). Warns where the rep who lost
    the account made the contact (M10).
    """
    account = find_account(book, ref)
    result = as_offered(clean_line(outcome))
    if not result:
        raise BadInput(f"Write in a few words what came of the contact with {account.name}.")
    kind = channel_of(channel)
    with account_action(book, "log", account, dry_run=dry_run) as transaction:
        day = on_day or transaction.today
        _require_possible_days(transaction, account, day, next_on)
        case = open_case_of(transaction.connection, account.id)
        gate, before = contact_made(transaction, case, kind, day) if case else (None, ())
        steps = steps_of_account(transaction.connection, account.id)
        wanted = _open_step(steps, step_id) if step_id else answered_step(steps, kind, day)
        answered = wanted if wanted and not gate and wanted.step.channel == kind else None
        by_id = optional_rep(transaction, by) or rep_of_actor(transaction, book)
        contact = _Contact(account, case, kind, result, day, by_id)
        contact_id = _write(transaction, contact, note, person, answered)
        again = channel_of(next_channel) if next_channel else (Channel.CALL if kind == NOTE else kind)
        after = _next_step(transaction, contact, next_on, again, next_purpose) if next_on else ()
        reminded = _follow_up_of_asking(transaction, contact)
        transaction.sentence = _log_sentence(contact, gate, transaction.today, next_on, again)
        left = [wanted] if wanted else _due_in_other_channels(steps, kind, day)
        warnings = (
            *newcomers(transaction),
            *_contact_by_loser(transaction, contact),
            *_conditions_met(transaction, contact),
            *reminded,
            *((f"Too early: {gate.sentence}",) if gate else ()),
            *(() if answered else _stay_planned(transaction, contact, left)),
            *dict.fromkeys((*before, *after)),
        )
    facts = {"channel": str(kind), "outcome": result, "next": iso(next_on) or None}
    return ActionResult(transaction.sentence, account.id, account.name, contact_id, warnings, facts)


def add_note(book: Book, ref: str, text: str, dry_run: bool = False) -> ActionResult:
    """Write a note about the account; it is not a contact. Raises BadInput for an empty one."""
    account = find_account(book, ref)
    note = clean(text)
    if not note:
        raise BadInput(f"The note about {account.name} is empty.")
    with account_action(book, "note", account, dry_run=dry_run) as transaction:
        case = open_case_of(transaction.connection, account.id)
        note_id = insert_activity(
            transaction,
            account.id,
            case.id if case else None,
            channel=NOTE,
            outcome="note",
            note=note,
            by_id=rep_of_actor(transaction, book),
            on_day=transaction.today,
        )
        transaction.sentence = f"Note about {account.name}: {clean_line(note, 60)}"
    return ActionResult(transaction.sentence, account.id, account.name, note_id)


def answered_step(steps: Sequence[StepRow], channel: str, day: date) -> StepRow | None:
    """The open step that a contact on `day` answers: due by then or up to three days later.

    Only one of the same channel, the earliest of several: a mail does not tick off a visit, nor a call an internal
    task.
    """
    due = [
        row
        for row in steps
        if row.standing
        and row.step.channel == channel
        and row.step.on_day <= day + timedelta(days=EARLY_DAYS)
    ]
    return min(due, key=lambda row: (row.step.on_day, row.step.id), default=None)


def channel_of(text: str) -> Channel:
    """The channel of this name. Raises BadInput naming the known ones."""
    try:
        return Channel(text.strip().lower())
    except ValueError:
        raise BadInput(f"'{text[:40]}' is not a channel; choose one of {', '.join(Channel)}.") from None


def _require_possible_days(
    transaction: Transaction, account: AccountRef, day: date, next_on: date | None
) -> None:
    if day > transaction.today:
        raise BadInput(
            f"{full_day(day)} is in the future; plan the contact with {account.name} as the next date instead."
        )
    if next_on is not None and next_on < transaction.today:
        raise BadInput(f"The next date {full_day(next_on)} is in the past; give today or a later day.")


def _open_step(steps: Sequence[StepRow], step_id: str) -> StepRow:
    for row in steps:
        if row.step.id == step_id and row.standing:
            return row
    raise NotFound("That step is already done, dropped or gone; log the contact without it.")


def _write(
    transaction: Transaction, contact: _Contact, note: str, person: str, answered: StepRow | None
) -> str:
    """Put the contact into the book and tick off the step that it answers; returns the contact's id."""
    contact_id = insert_activity(
        transaction,
        contact.account.id,
        contact.case.id if contact.case else None,
        channel=contact.channel,
        outcome=contact.outcome,
        note=clean(note),
        by_id=contact.by_id,
        on_day=contact.day,
        person=clean_name(person),
        step_id=answered.step.id if answered else None,
    )
    if answered:
        set_step_done(transaction, answered.step.id, contact.day)
    return contact_id


def _next_step(
    transaction: Transaction, contact: _Contact, day: date, channel: Channel, purpose: str
) -> tuple[str, ...]:
    account, case = contact.account, contact.case
    for row in steps_of_account(transaction.connection, account.id):
        if row.standing and row.step.on_day == day and row.step.channel == channel:
            return ()
    step = PlanStep(day, channel, clean_line(purpose), _owner(case, contact.by_id) or "")
    with enforce_contact_limit(transaction, account):
        insert_step(transaction, account.id, step, case.id if case else None)
    if channel != NOTE and case is not None:
        require_allowed(transaction, case, step.owner_id or None)
    return contact_planned(transaction, case, channel, day) if case else ()


def _conditions_met(transaction: Transaction, contact: _Contact) -> tuple[str, ...]:
    """Sentences about conditions of theirs that are met by now; a contact of an earlier day is told without."""
    if contact.case is None or contact.channel == NOTE or contact.day != transaction.today:
        return ()
    return note_met_conditions(transaction, contact.case.id)


def _follow_up_of_asking(transaction: Transaction, contact: _Contact) -> tuple[str, ...]:
    """Plan reminders about what they asked for; once somebody answers, those about an earlier quote stop."""
    account, outcome = contact.account, contact.outcome
    asked_for = ASKING_OUTCOMES.get(outcome)
    if contact.channel == NOTE:
        return ()
    if asked_for:
        planned = plan_reminders(transaction, account, contact.day, asked_for, contact.by_id)
        return (f"{planned}.",) if planned else ()
    if contact.channel not in WRITTEN and was_reached(outcome):
        stopped = stop_series(transaction, account.id, QUOTE)
        return (f"{count(stopped, 'reminder')} about the quote dropped: they answered.",) if stopped else ()
    return ()


def _due_in_other_channels(steps: Sequence[StepRow], kind: Channel, day: date) -> list[StepRow]:
    """The planned contacts that were due by that day and that one in this channel does not answer."""
    if kind == NOTE:
        return []
    return [
        row
        for row in steps
        if row.standing and row.step.channel not in (kind, NOTE) and row.step.on_day <= day
    ]


def _stay_planned(transaction: Transaction, contact: _Contact, left: Sequence[StepRow]) -> tuple[str, ...]:
    """Which steps are not done with it: a person knows whether the contact took their place, a program does not."""
    still = {
        row.step.id for row in steps_of_account(transaction.connection, contact.account.id) if row.standing
    }
    names = [
        f"{channel_words(row.step.channel)} on {day_words(row.step.on_day, transaction.today)}"
        for row in left
        if row.step.id in still
    ]
    if not names:
        return ()
    verb, them, their = ("stays", "it", "its") if len(names) == 1 else ("stay", "them", "their")
    return (
        f"The {join_names(names)} {verb} planned; move or drop {them} if this contact took {their} place.",
    )


def _owner(case: CaseHead | None, by_id: str | None) -> str | None:
    """Who makes the next contact: whoever made this one, unless that rep lost the account (M10)."""
    if case is not None and by_id == case.lost_by_id:
        return case.responsible_id or None
    return by_id


def _contact_by_loser(transaction: Transaction, contact: _Contact) -> tuple[str, ...]:
    """A sentence where the rep who lost the account made the contact without a written reason (M10)."""
    case = contact.case
    if case is None or contact.channel == NOTE or not contact.by_id or contact.by_id != case.lost_by_id:
        return ()
    if not overrides_of(transaction.connection, case.id).keys().isdisjoint(("M10", "B8")):
        return ()
    return (f"{case.lost_by} lost them: let a colleague make the contacts.",)


def _log_sentence(
    contact: _Contact, gate: Gate | None, today: date, next_on: date | None, again: Channel
) -> str:
    when = "" if contact.day == today else f" on {day_words(contact.day, today)}"
    nxt = f"; next: {channel_words(again)} on {day_words(next_on, today)}" if next_on else ""
    early = f" (too early: {gate.title[0].lower()}{gate.title[1:]} is still open)" if gate else ""
    what = channel_words(contact.channel).capitalize()
    outcome = contact.outcome[:120].rstrip(".")
    return f"{what} logged for {contact.account.name}{when}: {outcome}{nxt}{early}"
