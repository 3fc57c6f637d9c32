"""Making the plan of a return: a strategy, who leads, and dated steps (playbook section 6, B7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import (
    GatedAct,
    GateFacts,
    gate_on,
    holding,
    price_hunter_until,
    repaired_by,
    require,
)
from winback_tui.domain.plan.persistence import keep_persistence
from winback_tui.domain.plan.schedule import schedule
from winback_tui.domain.plan.steps import PlanStep
from winback_tui.domain.plan.strategy import Strategy
from winback_tui.domain.text import clean
from winback_tui.domain.wording.channels import channel_words
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.reps import newcomers, resolve_rep
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.conditions import note_met_conditions
from winback_tui.services.cases.lead import assign_lead
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.hand_over import set_owner
from winback_tui.store.accounts.reps import owner_of
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.gate_facts import gate_facts, with_lead
from winback_tui.store.lists.standings import standings
from winback_tui.store.plans.plans import plan_of
from winback_tui.store.plans.steps import owners_of_open_contacts, steps_of_plan
from winback_tui.store.plans.writes import drop_step_row, insert_plan, insert_steps
from winback_tui.store.write import Transaction

from .contact_limit import enforce_contact_limit
from .strategies import proposals, strategy_of
from .working_days import work_calendar

REPENTANCE = "twice-lost"
"""The flag of strategies that are the one letter of apology: M13 (lost twice)."""


def make_plan(
    book: Book,
    ref: str,
    strategy: str = "",
    responsible: str = "",
    override: str = "",
    start: date | None = None,
    persistence: bool | None = None,
    note: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Plan the return of the account from `start` (today) on, by the strategy of this code or the one proposed.

    The open steps of an ordinary earlier plan are dropped. `persistence` overrules the strategy's own.
    Raises Refused for the gates B7 (somebody leads), M10 (not the rep who lost them), B9 (what they ask is possible)
    and M13 (lost twice; its one letter only then), for a running persistence plan (G2) and for more contacts than
    promised (A5).
    """
    account = find_account(book, ref)
    with account_action(book, "plan", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        if responsible.strip():
            head = assign_lead(transaction, head.id, resolve_rep(transaction, responsible), override)
        facts = gate_facts(transaction.connection, head, transaction.today)
        chosen = _strategy_for(transaction, head, facts, strategy)
        lead = (head.responsible_id, head.responsible)
        owners = {lead[0]: lead[1]} if lead[0] else {}
        facts = with_lead(facts, lead, chosen.title, owners)
        repentance = REPENTANCE in chosen.flags
        _require_allowed(account, facts, chosen, repentance)
        calendar = work_calendar(transaction.connection, transaction.today)
        first = start or transaction.today
        earliest = None if repentance else _first_contact_from(facts)
        steps = schedule(chosen.steps, first, lead[0], calendar, earliest)
        with enforce_contact_limit(transaction, account):
            _drop_old_plan(transaction, head)
            lasting = chosen.persistence if persistence is None else persistence
            plan_id = insert_plan(transaction, head.id, chosen.code, lasting, clean(note))
            insert_steps(transaction, account.id, head.id, plan_id, steps)
        handed = _hand_account_over(transaction, account, head) if chosen.hand_over else ""
        transaction.sentence = _sentence(account, chosen, steps, lead[1], transaction.today) + handed
        facts = with_lead(facts, lead, chosen.code, owners_of_open_contacts(transaction.connection, head.id))
        met = note_met_conditions(transaction, head.id)
        warnings = (*newcomers(transaction), *blocked_contact(facts), *_moved(steps), *met)
    return ActionResult(
        transaction.sentence,
        account.id,
        account.name,
        plan_id,
        warnings,
        {"strategy": chosen.code, "steps": len(steps), "first": steps[0].on_day.isoformat()},
    )


def _require_allowed(account: AccountRef, facts: GateFacts, chosen: Strategy, repentance: bool) -> None:
    if repentance and facts.times_lost < 2:
        raise Refused(
            f"{account.name} was lost for the first time; '{chosen.title}' is for customers lost again after a"
            " return, so choose another strategy.",
            "M13",
        )
    require(facts, GatedAct.REPENTANCE if repentance else GatedAct.PLAN)


def _sentence(
    account: AccountRef, chosen: Strategy, steps: Sequence[PlanStep], lead: str, today: date
) -> str:
    first = f"{channel_words(steps[0].channel)} on {day_words(steps[0].on_day, today)} first"
    led = f", {lead} leads" if lead else ""
    return f"Plan made for {account.name}: {chosen.title}, {count(len(steps), 'step')}, {first}{led}"


def _hand_account_over(transaction: Transaction, account: AccountRef, head: CaseHead) -> str:
    """Make whoever leads the owner of the account: the customer needs another specialist (G2)."""
    owner_id, owner = owner_of(transaction.connection, account.id)
    if not head.responsible_id or head.responsible_id in (owner_id, head.lost_by_id):
        return ""
    set_owner(transaction, account.id, head.responsible_id)
    return f" and owns the account now{f' instead of {owner}' if owner else ''}"


def blocked_contact(facts: GateFacts) -> tuple[str, ...]:
    """A sentence for each gate that still blocks a contact with the customer."""
    return tuple(f"No contact yet: {gate.sentence}" for gate in holding(facts, GatedAct.CONTACT))


def _first_contact_from(facts: GateFacts) -> date | None:
    """The day before which no contact is planned: B16 (price hunters wait), B20 (the last fix is due)."""
    days = [price_hunter_until(facts), repaired_by(facts)]
    if gate_on(facts, facts.today) is not None:
        days.append(facts.today + timedelta(days=1))
    return max(filter(None, days), default=None)


def _strategy_for(transaction: Transaction, head: CaseHead, facts: GateFacts, code: str) -> Strategy:
    if code.strip():
        return strategy_of(code.strip())
    back = standings(transaction.connection, [head.account_no])[head.account_no].back
    return proposals(transaction.connection, facts, head.id, back)[0].strategy


def _drop_old_plan(transaction: Transaction, head: CaseHead) -> None:
    old = plan_of(transaction.connection, head.id)
    if old is None:
        return
    still_open = [row.step for row in steps_of_plan(transaction.connection, old.id) if row.step.open]
    keep_persistence(old.persistence, False, len(still_open))
    for step in still_open:
        drop_step_row(transaction, step.id)


def _moved(steps: Sequence[PlanStep]) -> tuple[str, ...]:
    moved = [step for step in steps if step.moved]
    if not moved:
        return ()
    return (f"{count(len(moved), 'step')} moved to the next working day.",)
