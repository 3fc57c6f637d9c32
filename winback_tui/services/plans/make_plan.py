"""Making the plan of a return: a strategy, who leads, and dated steps (playbook section 6, B7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from winback_tui.domain.gates import GatedAct, GateFacts, holding, price_hunter_until, repaired_by, require
from winback_tui.domain.ids import new_id
from winback_tui.domain.plan import PlanStep, Strategy, keep_persistence, schedule
from winback_tui.domain.plan.steps import channel_words
from winback_tui.domain.text import clean
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.reps import newcomers, rep_name, resolve_rep
from winback_tui.services.book.account_action import ActionResult, account_action, day_words
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.lead import require_other_than_loser
from winback_tui.services.cases.met_conditions import note_met_conditions
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, case_head
from winback_tui.store.cases.gate_facts import gate_facts, with_lead
from winback_tui.store.cases.tables import Case
from winback_tui.store.lists.standings import standings
from winback_tui.store.plans.plans import plan_of
from winback_tui.store.plans.steps import steps_of_plan
from winback_tui.store.plans.tables import Plan, Step
from winback_tui.store.write import Transaction

from .contact_limit import promised_contacts_kept
from .strategies import proposals, strategy_of
from .working_days import work_calendar

REPENTANCE = "twice-lost"
"""The flag of strategies that are the one letter of repentance (playbook M13)."""


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
    Raises Refused for the gates B7, M10, B9 and M13, for a running persistence plan (G2) and for more contacts
    than promised (A5).
    """
    account = find_account(book, ref)
    with account_action(book, "plan", account, dry_run=dry_run) as transaction:
        head = require_open_case(transaction.connection, account)
        if responsible.strip():
            head = _led_by(transaction, account, head, responsible, override)
        facts = gate_facts(transaction.connection, head, transaction.today)
        chosen = _chosen(transaction, head, facts, strategy)
        lead = (head.responsible_id, head.responsible)
        owners = {lead[0]: lead[1]} if lead[0] else {}
        facts = with_lead(facts, lead, chosen.title, owners)
        repentance = REPENTANCE in chosen.flags
        require(facts, GatedAct.REPENTANCE if repentance else GatedAct.PLAN)
        plan = Plan(
            case_id=head.id,
            strategy=chosen.code,
            persistence=chosen.persistence if persistence is None else persistence,
            note=clean(note),
            made_on=transaction.today.isoformat(),
        )
        calendar = work_calendar(transaction.connection, transaction.today)
        first = start or transaction.today
        earliest = None if repentance else _first_contact_from(facts)
        steps = schedule(chosen.steps, first, lead[0], calendar, earliest)
        with promised_contacts_kept(transaction, account):
            _retire_old_plan(transaction, head)
            transaction.add(plan)
            keep_steps(transaction, head, plan.id, steps)
        begins = f"{channel_words(steps[0].channel)} on {day_words(steps[0].on_day, transaction.today)} first"
        made = f"Plan made for {account.name}: {chosen.title}, {count(len(steps), 'step')}"
        transaction.sentence = f"{made}, {begins}, {lead[1]} leads"
        facts = gate_facts(transaction.connection, head, transaction.today)
        true = note_met_conditions(transaction, head.id)
        warnings = (*newcomers(transaction), *standing_in_the_way(facts), *_moved(steps), *true)
    return ActionResult(
        transaction.sentence,
        account.id,
        account.name,
        plan.id,
        warnings,
        {"strategy": chosen.code, "steps": len(steps), "first": steps[0].on_day.isoformat()},
    )


def keep_steps(transaction: Transaction, head: CaseHead, plan_id: str, steps: Sequence[PlanStep]) -> None:
    """Write planned steps into the book."""
    transaction.add(
        *(
            Step(
                id=new_id(transaction.now_ms + place),  # steps of one day keep the order of the strategy
                account_id=head.account_id,
                case_id=head.id,
                plan_id=plan_id,
                on_day=step.on_day.isoformat(),
                channel=step.channel,
                purpose=step.purpose,
                owner_id=step.owner_id or None,
            )
            for place, step in enumerate(steps)
        )
    )


def standing_in_the_way(facts: GateFacts) -> tuple[str, ...]:
    """A sentence for each gate that still holds the customer's door shut."""
    gates = holding(facts, GatedAct.CONTACT)
    return tuple(f"Not before this is done: {gate.sentence} ({gate.rule})" for gate in gates)


def _first_contact_from(facts: GateFacts) -> date | None:
    """The day before which no contact is planned: the price hunter's wait (B16), the last repair due (B20)."""
    return max(filter(None, (price_hunter_until(facts), repaired_by(facts))), default=None)


def _led_by(
    transaction: Transaction, account: AccountRef, head: CaseHead, name: str, override: str
) -> CaseHead:
    case = transaction.get(Case, head.id)
    case.responsible_id = resolve_rep(transaction, name)
    transaction.add(case)
    require_other_than_loser(transaction, account.name, case, override)
    found = case_head(transaction.connection, head.id)
    assert found is not None and found.responsible == rep_name(transaction, case.responsible_id)
    return found


def _chosen(transaction: Transaction, head: CaseHead, facts: GateFacts, code: str) -> Strategy:
    if code.strip():
        return strategy_of(code.strip())
    back = standings(transaction.connection, [head.account_no])[head.account_no].back
    return proposals(transaction.connection, facts, head.id, back)[0].strategy


def _retire_old_plan(transaction: Transaction, head: CaseHead) -> None:
    old = plan_of(transaction.connection, head.id)
    if old is None:
        return
    still_open = [row.step for row in steps_of_plan(transaction.connection, old.id) if row.step.open]
    keep_persistence(old.persistence, False, len(still_open))
    for step in still_open:
        transaction.run(
            "UPDATE step SET dropped_on = ? WHERE id = ?", (transaction.today.isoformat(), step.id)
        )


def _moved(steps: Sequence[PlanStep]) -> tuple[str, ...]:
    moved = [step for step in steps if step.moved]
    if not moved:
        return ()
    return (f"{count(len(moved), 'step')} moved off days on which nobody works.",)
