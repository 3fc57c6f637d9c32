"""Making the plan of a return: a strategy, who leads, and dated steps (playbook section 6, B7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from winback_tui.domain.gates import Act, GateFacts, holding, price_hunter_until, repaired_by, require
from winback_tui.domain.ids import new_id
from winback_tui.domain.plan import PlanStep, Strategy, keep_persistence, schedule
from winback_tui.domain.plan.steps import channel_words
from winback_tui.domain.text import clean
from winback_tui.domain.wording.wording import count
from winback_tui.services.accounts.reps import named_rep, newcomers, rep_meant
from winback_tui.services.book.account_action import Done, doing, said_day
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.lead import hold_the_loser_back
from winback_tui.services.cases.met_conditions import note_came_true
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.case_file import gate_facts, going_out_with, plan_of
from winback_tui.store.cases.cases import CaseHead, case_head
from winback_tui.store.cases.tables import Case
from winback_tui.store.lists.standings import standings
from winback_tui.store.plans.steps import steps_of_plan
from winback_tui.store.plans.tables import Plan, Step
from winback_tui.store.write import Deed

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
) -> Done:
    """Plan the return of the account from `start` (today) on, by the strategy of this code or the one proposed.

    The open steps of an ordinary earlier plan are dropped. `persistence` overrules the strategy's own.
    Raises Refused for the gates B7, M10, B9 and M13, for a running persistence plan (G2) and for more contacts
    than promised (A5).
    """
    account = find_account(book, ref)
    with doing(book, "plan", account, dry_run=dry_run) as deed:
        head = require_open_case(deed.connection, account)
        if responsible.strip():
            head = _led_by(deed, account, head, responsible, override)
        facts = gate_facts(deed.connection, head, deed.today)
        chosen = _chosen(deed, head, facts, strategy)
        lead = (head.responsible_id, head.responsible)
        owners = {lead[0]: lead[1]} if lead[0] else {}
        facts = going_out_with(facts, lead, chosen.title, owners)
        repentance = REPENTANCE in chosen.flags
        require(facts, Act.REPENTANCE if repentance else Act.PLAN)
        plan = Plan(
            case_id=head.id,
            strategy=chosen.code,
            persistence=chosen.persistence if persistence is None else persistence,
            note=clean(note),
            made_on=deed.today.isoformat(),
        )
        calendar = work_calendar(deed.connection, deed.today)
        first = start or deed.today
        earliest = None if repentance else _first_contact_from(facts)
        steps = schedule(chosen.steps, first, lead[0], calendar, earliest)
        with promised_contacts_kept(deed, account):
            _retire_old_plan(deed, head)
            deed.add(plan)
            keep_steps(deed, head, plan.id, steps)
        deed.sentence = (
            f"Plan made for {account.name}: {chosen.title}, {count(len(steps), 'step')},"
            f" {channel_words(steps[0].channel)} on {said_day(steps[0].on_day, deed.today)} first, {lead[1]} leads"
        )
        facts = gate_facts(deed.connection, head, deed.today)
        true = note_came_true(deed, head.id)
        warnings = (*newcomers(deed), *standing_in_the_way(facts), *_moved(steps), *true)
    return Done(
        deed.sentence,
        account.id,
        account.name,
        plan.id,
        warnings,
        {"strategy": chosen.code, "steps": len(steps), "first": steps[0].on_day.isoformat()},
    )


def keep_steps(deed: Deed, head: CaseHead, plan_id: str, steps: Sequence[PlanStep]) -> None:
    """Write planned steps into the book."""
    deed.add(
        *(
            Step(
                id=new_id(deed.now_ms + place),  # steps of one day keep the order of the strategy
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
    gates = holding(facts, Act.CONTACT)
    return tuple(f"Not before this is done: {gate.sentence} ({gate.rule})" for gate in gates)


def _first_contact_from(facts: GateFacts) -> date | None:
    """The day before which no contact is planned: the price hunter's wait (B16), the last repair due (B20)."""
    return max(filter(None, (price_hunter_until(facts), repaired_by(facts))), default=None)


def _led_by(deed: Deed, account: AccountRef, head: CaseHead, name: str, override: str) -> CaseHead:
    case = deed.get(Case, head.id)
    case.responsible_id = rep_meant(deed, name)
    deed.add(case)
    hold_the_loser_back(deed, account.name, case, override)
    found = case_head(deed.connection, head.id)
    assert found is not None and found.responsible == named_rep(deed, case.responsible_id)
    return found


def _chosen(deed: Deed, head: CaseHead, facts: GateFacts, code: str) -> Strategy:
    if code.strip():
        return strategy_of(code.strip())
    back = standings(deed.connection, [head.account_no])[head.account_no].back
    return proposals(deed.connection, facts, head.id, back)[0].strategy


def _retire_old_plan(deed: Deed, head: CaseHead) -> None:
    old = plan_of(deed.connection, head.id)
    if old is None:
        return
    still_open = [row.step for row in steps_of_plan(deed.connection, old.id) if row.step.open]
    keep_persistence(old.persistence, False, len(still_open))
    for step in still_open:
        deed.run("UPDATE step SET dropped_on = ? WHERE id = ?", (deed.today.isoformat(), step.id))


def _moved(steps: Sequence[PlanStep]) -> tuple[str, ...]:
    moved = [step for step in steps if step.moved]
    if not moved:
        return ()
    return (f"{count(len(moved), 'step')} moved off days on which nobody works.",)
