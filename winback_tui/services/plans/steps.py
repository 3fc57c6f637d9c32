"""Changing the steps of a plan: add, move, finish, drop, hand over (playbook G2, M10, M13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.plan.handover import hand_over
from winback_tui.domain.plan.persistence import keep_contacts, keep_span
from winback_tui.domain.plan.steps import PlanStep
from winback_tui.domain.text import clean_line
from winback_tui.domain.wording.channels import Channel, channel_words
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.services.accounts.reps import newcomers, optional_rep, rep_name, rep_of_actor, resolve_rep
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.services.cases.lead import assign_lead, led_on_override, require_allowed
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.services.contacts.contacts import channel_of
from winback_tui.services.contacts.outreach import contact_planned
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import case_head, open_case_of
from winback_tui.store.plans.plans import plan_by_id, plan_of
from winback_tui.store.plans.steps import StepRow, steps_of_account, steps_of_plan
from winback_tui.store.plans.writes import (
    drop_step_row,
    insert_step,
    set_step_day,
    set_step_done,
    set_step_owner,
)
from winback_tui.store.write import Transaction

from .contact_limit import enforce_contact_limit


def add_step(
    book: Book,
    ref: str,
    on_day: date,
    channel: str = Channel.CALL,
    purpose: str = "",
    owner: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Plan one more step for the account, in its plan where it has one.

    `owner` is who does it: else who leads the case, else who is acting. Raises BadInput for a day in the past,
    Refused for the rep who lost the account (M10), an account lost twice (M13), a day that is closed to contacts
    (B16, B20), or one contact too many (A5).
    """
    account = find_account(book, ref)
    kind = channel_of(channel)
    with account_action(book, "plan step", account, dry_run=dry_run) as transaction:
        _require_today_or_later(transaction, on_day)
        head = open_case_of(transaction.connection, account.id)
        owner_id = (
            optional_rep(transaction, owner)
            or (head.responsible_id if head else "")
            or rep_of_actor(transaction, book)
        )
        plan = plan_of(transaction.connection, head.id) if head else None
        step = PlanStep(on_day, kind, clean_line(purpose), owner_id or "")
        if head and kind != Channel.INTERNAL:
            require_allowed(transaction, head, owner_id)
        held = contact_planned(transaction, head, kind, on_day) if head else ()
        with enforce_contact_limit(transaction, account):
            step_id = insert_step(
                transaction, account.id, step, head.id if head else None, plan.id if plan else None
            )
        who = rep_name(transaction, owner_id)
        transaction.sentence = (
            f"{channel_words(kind).capitalize()} planned for {account.name} on {day_words(on_day, transaction.today)}"
            f"{f': {step.purpose}' if step.purpose else ''}{f' ({who})' if who else ''}"
        )
        warnings = (*newcomers(transaction), *held)
    return ActionResult(
        transaction.sentence, account.id, account.name, step_id, warnings, {"on": on_day.isoformat()}
    )


def move_step(book: Book, ref: str, step: str, on_day: date, dry_run: bool = False) -> ActionResult:
    """Put an open step (number in the list, id, or words of its purpose) on another day.

    Raises Refused for a day that is closed to contacts (B16, B20) and, in a persistence plan, for one beyond its last
    contact (G2).
    """
    account = find_account(book, ref)
    with account_action(book, "plan step", account, dry_run=dry_run) as transaction:
        _require_today_or_later(transaction, on_day)
        row = open_step(transaction, account, step)
        head = open_case_of(transaction.connection, account.id)
        held = contact_planned(transaction, head, row.step.channel, on_day) if head else ()
        _keep_in_span(transaction, row, on_day)
        with enforce_contact_limit(transaction, account):
            set_step_day(transaction, row.step.id, on_day)
        transaction.sentence = (
            f"{channel_words(row.step.channel).capitalize()} for {account.name} moved from"
            f" {day_words(row.step.on_day, transaction.today)} to {day_words(on_day, transaction.today)}"
        )
    return ActionResult(
        transaction.sentence,
        account.id,
        account.name,
        row.step.id,
        held,
        {"on": on_day.isoformat()},
    )


def drop_step(book: Book, ref: str, step: str, dry_run: bool = False) -> ActionResult:
    """Drop an open step. Raises Refused for a contact in a persistence plan: G2 (contacts are never removed)."""
    account = find_account(book, ref)
    with account_action(book, "plan step", account, dry_run=dry_run) as transaction:
        row = open_step(transaction, account, step)
        plan = plan_by_id(transaction.connection, row.plan_id)
        if plan is not None and plan.persistence:
            before = [each.step for each in steps_of_plan(transaction.connection, row.plan_id)]
            after = [
                replace(each, dropped_on=transaction.today) if each.id == row.step.id else each
                for each in before
            ]
            keep_contacts(before, after)
        drop_step_row(transaction, row.step.id)
        transaction.sentence = (
            f"{channel_words(row.step.channel).capitalize()} for {account.name} on"
            f" {day_words(row.step.on_day, transaction.today)} dropped"
        )
    return ActionResult(transaction.sentence, account.id, account.name, row.step.id)


def finish_step(book: Book, ref: str, step: str, dry_run: bool = False) -> ActionResult:
    """Tick off an internal task. Raises Refused for a contact: that is done by logging its result."""
    account = find_account(book, ref)
    with account_action(book, "plan step", account, dry_run=dry_run) as transaction:
        row = open_step(transaction, account, step)
        if row.step.channel != Channel.INTERNAL:
            raise Refused(
                f"Log the {row.step.channel} with {account.name} and its result; only internal tasks are ticked off."
            )
        set_step_done(transaction, row.step.id, transaction.today)
        transaction.sentence = f"Done for {account.name}: {row.step.purpose or 'internal task'}"
    return ActionResult(transaction.sentence, account.id, account.name, row.step.id)


def hand_over_plan(book: Book, ref: str, to: str, override: str = "", dry_run: bool = False) -> ActionResult:
    """Hand the case and its open steps to another specialist (playbook G2, M10)."""
    account = find_account(book, ref)
    with account_action(book, "plan hand-over", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        to_id = resolve_rep(transaction, to)
        case = assign_lead(transaction, head.id, to_id, override)
        rows = [
            row.step for row in steps_of_account(transaction.connection, account.id) if row.case_id == head.id
        ]
        changed = (
            hand_over(
                rows, to_id, case.responsible, head.lost_by_id, "written" if led_on_override(case) else ""
            )
            if any(row.open for row in rows)
            else ()
        )
        for step in changed:
            set_step_owner(transaction, step.id, to_id)
        steps = f" with {count(len(changed), 'open step')}" if changed else ""
        transaction.sentence = f"{account.name} handed over to {case.responsible}{steps}"
        warnings = newcomers(transaction)
    return ActionResult(
        transaction.sentence, account.id, account.name, head.id, warnings, {"steps": len(changed)}
    )


def open_step(transaction: Transaction, account: AccountRef, ref: str) -> StepRow:
    """The open step of the account that `ref` means. Raises NotFound or NeedsHuman naming the candidates."""
    rows: Sequence[StepRow] = [
        row for row in steps_of_account(transaction.connection, account.id) if row.standing
    ]
    if not rows:
        raise NotFound(f"{account.name} has no open step.")
    return resolve_row(rows, ref, lambda row: row.step.id, _step_words, f"open step of {account.name}")


def _keep_in_span(transaction: Transaction, row: StepRow, on_day: date) -> None:
    plan = plan_by_id(transaction.connection, row.plan_id)
    if plan is not None and plan.persistence and row.step.contact:
        steps = [each.step for each in steps_of_plan(transaction.connection, row.plan_id)]
        keep_span(steps, row.step, on_day)


def _step_words(row: StepRow) -> str:
    return f"{row.step.on_day.isoformat()} {row.step.channel} {row.step.purpose}".rstrip()


def _require_today_or_later(transaction: Transaction, day: date) -> None:
    if day < transaction.today:
        raise BadInput(f"{full_day(day)} is in the past; choose today or a later day.")


def end_answered_plans(transaction: Transaction, case_ids: Iterable[str]) -> str:
    """Drop the open steps of these cases' plans, persistent ones too; returns what was dropped, '' for nothing.

    Undoing the act that brought the order brings them back. Contacts planned outside a plan stay.
    """
    dropped = 0
    for case_id in case_ids:
        head, plan = case_head(transaction.connection, case_id), plan_of(transaction.connection, case_id)
        for row in steps_of_plan(transaction.connection, plan.id) if plan else ():
            if row.step.open:
                drop_step_row(transaction, row.step.id)
                dropped += 1
        if head is not None:
            transaction.touch(head.account_id)
    return f"{count(dropped, 'planned step')} dropped" if dropped else ""
