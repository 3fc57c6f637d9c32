"""The plan of a case: who leads by which strategy, the steps, and what blocks it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.gates import Gate, GateFacts, gates, held_until
from winback_tui.domain.plan.fatigue import ContactLimit
from winback_tui.domain.plan.strategy import Proposal
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.contacts import contact_days
from winback_tui.store.lists.standings import Standing, standings
from winback_tui.store.plans.plans import PlanRow, plan_of
from winback_tui.store.plans.steps import StepRow, steps_of_account

from .contact_limit import promised_limit
from .strategies import proposals, title_of

__all__ = ["PlanDesk", "StepRow", "plan_desk"]


@dataclass(frozen=True, slots=True)
class PlanDesk:
    """Everything on the Plan screen. `plan` is None before one is made; `title` names its strategy.

    `steps` are those of the account that belong to the open case or to none, by day, dropped ones too;
    `proposals` the strategies that suit the causes; `gates` all nine, blocking or not,
    by the `facts`.
    """

    account: AccountRef
    case: CaseHead
    standing: Standing
    plan: PlanRow | None
    title: str
    steps: tuple[StepRow, ...]
    proposals: tuple[Proposal, ...]
    gates: tuple[Gate, ...]
    limit: ContactLimit | None
    contact_days: tuple[date, ...]
    facts: GateFacts

    @property
    def holding(self) -> tuple[Gate, ...]:
        """The gates that block the case now."""
        return tuple(gate for gate in self.gates if gate.closed)

    @property
    def overridden(self) -> tuple[Gate, ...]:
        """The gates that somebody overrode with a written reason."""
        return tuple(gate for gate in self.gates if gate.override)

    @property
    def open_steps(self) -> tuple[StepRow, ...]:
        """The steps still to be done, by day."""
        return tuple(row for row in self.steps if row.standing)

    def waits_for(self, row: StepRow) -> str:
        """What a contact that is planned waits for while a gate holds it (B16, B20): `until 12 Dec 2026`, or ''."""
        if not row.standing or not row.step.contact or self.standing.back:
            return ""
        return held_until(self.facts, row.step.on_day)


def plan_desk(book: Book, ref: str) -> PlanDesk:
    """The plan of the account's open case. Raises Refused where there is no open case."""
    account = find_account(book, ref)
    with book.read() as connection:
        head = require_open_case(connection, account)
        standing = standings(connection, [account.no])[account.no]
        facts = gate_facts(connection, head, book.today)
        plan = plan_of(connection, head.id)
        title = title_of(plan.strategy) if plan else ""
        steps = [row for row in steps_of_account(connection, account.id) if row.case_id in ("", head.id)]
        return PlanDesk(
            account,
            head,
            standing,
            plan,
            title,
            tuple(steps),
            proposals(connection, facts, head.id, standing.back),
            gates(replace(facts, strategy=title)),
            promised_limit(connection, account.id),
            tuple(contact_days(connection, account.id)),
            facts,
        )
