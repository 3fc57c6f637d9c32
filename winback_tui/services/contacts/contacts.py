"""Logging what happened with a customer, and the next date with it. A log entry never makes a return (M11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.plan import Channel
from winback_tui.domain.plan.steps import channel_words
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_of_actor
from winback_tui.services.book.account_action import ActionResult, account_action, day_words, iso
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.lead import require_allowed
from winback_tui.services.cases.met_conditions import note_met_conditions
from winback_tui.services.cases.open_case import open_case_of
from winback_tui.services.plans.contact_limit import promised_contacts_kept
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, overrides_of
from winback_tui.store.plans.steps import StepRow, steps_of_account
from winback_tui.store.plans.tables import Activity, Step
from winback_tui.store.write import Transaction

from .letters import contact_made, letter_planned

EARLY_DAYS = 3
"""A contact answers a step planned for up to so many days later (our own definition)."""

NOTE = Channel.INTERNAL
"""The channel of what reaches nobody outside."""


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

    `step_id` names the answered step; else it is the one that `answered_step` finds. Raises BadInput for an
    empty outcome, a contact still to come or a next date gone by; Refused for more contacts than promised (A5) and
    a next letter before the causes are removed (B20). Warns where who lost the account made the contact (M10).
    """
    account = find_account(book, ref)
    told = clean_line(outcome)
    if not told:
        raise BadInput(f"Say in a word what came of the contact with {account.name}.")
    kind = channel_of(channel)
    with account_action(book, "log", account, dry_run=dry_run) as transaction:
        day = on_day or transaction.today
        _possible_days(transaction, account, day, next_on)
        case = open_case_of(transaction.connection, account)
        before = contact_made(transaction, case, kind) if case else ()
        steps = steps_of_account(transaction.connection, account.id)
        answered = _named(steps, step_id) if step_id else answered_step(steps, kind, day)
        by_id = optional_rep(transaction, by) or rep_of_actor(transaction, book)
        contact = Activity(
            account_id=account.id,
            case_id=case.id if case else None,
            step_id=answered.step.id if answered else None,
            person=clean_name(person),
            at=transaction.now_ms,
            on_day=day.isoformat(),
            by_id=by_id,
            channel=kind,
            outcome=told,
            note=clean(note),
        )
        transaction.add(contact)
        if answered:
            transaction.run("UPDATE step SET done_on = ? WHERE id = ?", (day.isoformat(), answered.step.id))
        again = channel_of(next_channel) if next_channel else (Channel.CALL if kind == NOTE else kind)
        after = _next_step(transaction, account, case, next_on, again, next_purpose, by_id) if next_on else ()
        transaction.sentence = _told(account, kind, told, day, transaction.today, next_on, again)
        true = (
            note_met_conditions(transaction, case.id)
            if case and kind != NOTE and day == transaction.today
            else ()
        )
        warnings = (
            *newcomers(transaction),
            *_by_the_loser(transaction, case, kind, by_id),
            *true,
            *dict.fromkeys((*before, *after)),
        )
    facts = {"channel": str(kind), "outcome": told, "next": iso(next_on) or None}
    return ActionResult(transaction.sentence, account.id, account.name, contact.id, warnings, facts)


def add_note(book: Book, ref: str, text: str, dry_run: bool = False) -> ActionResult:
    """Keep a note about the account; it counts as no contact. Raises BadInput for an empty one."""
    account = find_account(book, ref)
    note = clean(text)
    if not note:
        raise BadInput(f"The note about {account.name} is empty.")
    with account_action(book, "note", account, dry_run=dry_run) as transaction:
        case = open_case_of(transaction.connection, account)
        row = Activity(
            account_id=account.id,
            case_id=case.id if case else None,
            at=transaction.now_ms,
            on_day=transaction.today.isoformat(),
            by_id=rep_of_actor(transaction, book),
            channel=NOTE,
            outcome="note",
            note=note,
        )
        transaction.add(row)
        transaction.sentence = f"Note kept for {account.name}: {clean_line(note, 60)}"
    return ActionResult(transaction.sentence, account.id, account.name, row.id)


def answered_step(steps: Sequence[StepRow], channel: str, day: date) -> StepRow | None:
    """The open step that a contact on `day` answers: due by then or up to three days later.

    Of several, one of the same channel comes first, then the earliest. Inner work is answered by inner work
    alone, so that a call never ticks it off.
    """
    inner = channel == NOTE
    due = [
        row
        for row in steps
        if row.step.open
        and (row.step.channel == NOTE) is inner
        and row.step.on_day <= day + timedelta(days=EARLY_DAYS)
    ]
    return min(due, key=lambda row: (row.step.channel != channel, row.step.on_day, row.step.id), default=None)


def channel_of(text: str) -> Channel:
    """The channel of this name. Raises BadInput naming those that there are."""
    try:
        return Channel(text.strip().lower())
    except ValueError:
        raise BadInput(f"'{text[:40]}' is no channel; choose one of {', '.join(Channel)}.") from None


def _possible_days(transaction: Transaction, account: AccountRef, day: date, next_on: date | None) -> None:
    if day > transaction.today:
        raise BadInput(
            f"A contact with {account.name} on {full_day(day)} is still to come; plan it as the next date instead."
        )
    if next_on is not None and next_on < transaction.today:
        raise BadInput(f"The next date {full_day(next_on)} has gone by; give today or a later day.")


def _named(steps: Sequence[StepRow], step_id: str) -> StepRow:
    for row in steps:
        if row.step.id == step_id and row.step.open:
            return row
    raise NotFound("That step is done, dropped or not there any more; log the contact without it.")


def _next_step(
    transaction: Transaction,
    account: AccountRef,
    case: CaseHead | None,
    day: date,
    channel: Channel,
    purpose: str,
    by_id: str | None,
) -> tuple[str, ...]:
    for row in steps_of_account(transaction.connection, account.id):
        if row.step.open and row.step.on_day == day and row.step.channel == channel:
            return ()
    step = Step(
        account_id=account.id,
        case_id=case.id if case else None,
        on_day=day.isoformat(),
        channel=channel,
        purpose=clean_line(purpose),
        owner_id=_owner(case, by_id),
    )
    with promised_contacts_kept(transaction, account):
        transaction.add(step)
    if channel != NOTE and case is not None:
        require_allowed(transaction, case, step.owner_id)
    return letter_planned(transaction, case, channel, day) if case else ()


def _owner(case: CaseHead | None, by_id: str | None) -> str | None:
    """Who makes the next contact: who made this one, unless that is who lost the account (M10)."""
    if case is not None and by_id == case.lost_by_id:
        return case.responsible_id or None
    return by_id


def _by_the_loser(
    transaction: Transaction, case: CaseHead | None, kind: Channel, by_id: str | None
) -> tuple[str, ...]:
    """A sentence where who lost the account made the contact and no written reason lets them (M10)."""
    if case is None or kind == NOTE or not by_id or by_id != case.lost_by_id:
        return ()
    if not overrides_of(transaction.connection, case.id).keys().isdisjoint(("M10", "B8")):
        return ()
    return (f"{case.lost_by} lost them: let a colleague make the contacts (M10).",)


def _told(
    account: AccountRef,
    kind: Channel,
    outcome: str,
    day: date,
    today: date,
    next_on: date | None,
    again: Channel,
) -> str:
    when = "" if day == today else f" on {day_words(day, today)}"
    nxt = f"; next: {channel_words(again)} on {day_words(next_on, today)}" if next_on else ""
    what = channel_words(kind).capitalize()
    return f"{what} logged for {account.name}{when}: {outcome[:120].rstrip('.')}{nxt}"
