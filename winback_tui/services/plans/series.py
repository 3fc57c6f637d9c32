"""Steps planned automatically: reminders about a quote, and the watch over a returned account (playbook M12, A5)."""

from __future__ import annotations

from datetime import date, timedelta

from winback_tui.domain.gates import gate_on
from winback_tui.domain.ids import derived_id, new_id
from winback_tui.domain.plan.schedule import schedule
from winback_tui.domain.plan.series import (
    FRESH_DAYS,
    QUOTE,
    WATCH,
    quote_series,
    reminders,
    watch_series,
)
from winback_tui.domain.plan.steps import PlanStep, StepTemplate
from winback_tui.domain.returns.returns import Return
from winback_tui.domain.wording.channels import Channel
from winback_tui.domain.wording.wording import count
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.reps import owner_of
from winback_tui.store.cases.cases import CaseHead, case_head, open_case_of
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.lists.standings import standings
from winback_tui.store.plans.plans import plan_of
from winback_tui.store.plans.series import has_series, insert_series, stop_series
from winback_tui.store.plans.steps import steps_of_account
from winback_tui.store.write import Transaction

from .strategies import strategy_of
from .working_days import work_calendar

LATE_DAYS = 30
"""A return found within this many days of its order is watched from today, a later one from its order (our own
rule).
"""


def plan_reminders(
    transaction: Transaction, account: AccountRef, asked_on: date, what: str, owner_id: str | None
) -> str:
    """Plan reminders about a quote or price list, on days open to contacts; returns what was planned, '' for nothing.

    Earlier reminders to the account stop: only their latest request counts.
    """
    stop_series(transaction, account.id, QUOTE)
    if not 0 <= (transaction.today - asked_on).days <= FRESH_DAYS:
        return ""
    head = open_case_of(transaction.connection, account.id)
    calendar = work_calendar(transaction.connection, transaction.today)
    steps = [
        step
        for step in schedule(reminders(what), asked_on, owner_id or "", calendar)
        if step.on_day >= transaction.today and _open_to_contacts(transaction, head, step.on_day)
    ]
    taken = {
        (row.step.on_day, row.step.channel)
        for row in steps_of_account(transaction.connection, account.id)
        if row.step.open
    }
    steps = [step for step in steps if (step.on_day, step.channel) not in taken]
    ids = [new_id(transaction.now_ms + place) for place in range(len(steps))]
    insert_series(transaction, account.id, quote_series(asked_on), ids, steps)
    return f"{count(len(steps), 'reminder')} of the {what} planned" if steps else ""


def _open_to_contacts(transaction: Transaction, head: CaseHead | None, day: date) -> bool:
    if head is None or standings(transaction.connection, [head.account_no])[head.account_no].back:
        return True
    facts = gate_facts(transaction.connection, head, transaction.today)
    return facts.times_lost < 2 and gate_on(facts, day) is None


def plan_watch(transaction: Transaction, account: AccountRef, back: Return) -> str:
    """Plan the watch over a returned account, its case closed or not; returns what was planned, '' for nothing.

    The first order is followed through, they are asked how it went, what to do better, whether the volume is back, and
    after a clean year for a testimonial (A5, M11b). Where the rep who lost the account still owns it, somebody is to
    decide about that. The ids follow from the return, so that two laptops that see it plan the same steps.
    """
    series, head = watch_series(back.loss.case_id), case_head(transaction.connection, back.loss.case_id)
    plan = plan_of(transaction.connection, back.loss.case_id)
    if head is None or has_series(transaction, account.id, series) or (plan and plan.strategy == WATCH):
        return ""
    owner_id, owner = owner_of(transaction.connection, account.id)
    templates = list(strategy_of(WATCH).steps)
    if owner_id and owner_id == head.lost_by_id:
        ask = f"Decide who should own the account: {owner} lost it and still owns it"
        templates.insert(0, StepTemplate(0, Channel.INTERNAL, ask))
    late = (transaction.today - back.order.day).days > LATE_DAYS
    start = back.order.day if late else max(back.order.day, transaction.today)
    calendar = work_calendar(transaction.connection, transaction.today)
    who = head.responsible_id or (owner_id if owner_id != head.lost_by_id else "") or ""
    found: list[tuple[str, PlanStep]] = []
    for place, step in enumerate(schedule(templates, start, who, calendar)):
        if step.on_day >= transaction.today - timedelta(days=1):
            found.append((derived_id(series, f"{back.order.key}:{place}"), step))
    written = insert_series(
        transaction, account.id, series, [step_id for step_id, _ in found], [step for _, step in found]
    )
    return f"{count(written, 'step')} of the watch planned" if written else ""
