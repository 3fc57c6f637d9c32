"""Everything about one case: causes and fixes, conditions, plan, decisions, gates and overrides."""

from __future__ import annotations

from dataclasses import dataclass, replace

from winback_tui.domain.case.progress.stage_of import StageView, stage_of
from winback_tui.domain.errors import Refused
from winback_tui.domain.gates import Gate, gates
from winback_tui.services.book.lookup import find_account
from winback_tui.services.plans.strategies import title_of
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, cases_of, open_among
from winback_tui.store.cases.cases_by_account import case_facts
from winback_tui.store.cases.causes import CauseRow, FixRow, causes_of, fixes_of
from winback_tui.store.cases.conditions import CheckedCondition, conditions_of_case
from winback_tui.store.cases.decisions import DecisionRow, decisions_of
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.lists.standings import Standing, standings
from winback_tui.store.plans.plans import PlanRow, plan_of
from winback_tui.store.plans.steps import StepRow, steps_of_account

from .open_case import no_case


@dataclass(frozen=True, slots=True)
class CaseCard:
    """The open case of an account, or its latest one. `title` names the plan's strategy.

    `decisions` have the latest first; `steps` are those of the case by day.
    """

    account: AccountRef
    case: CaseHead
    standing: Standing
    stage: StageView
    causes: tuple[CauseRow, ...]
    fixes: tuple[FixRow, ...]
    conditions: tuple[CheckedCondition, ...]
    decisions: tuple[DecisionRow, ...]
    plan: PlanRow | None
    title: str
    steps: tuple[StepRow, ...]
    gates: tuple[Gate, ...]

    @property
    def overridden(self) -> tuple[Gate, ...]:
        """The gates that somebody overrode with a written reason."""
        return tuple(gate for gate in self.gates if gate.override)

    @property
    def holding(self) -> tuple[Gate, ...]:
        """The gates that block the case now."""
        return tuple(gate for gate in self.gates if gate.closed)


def case_card(book: Book, ref: str) -> CaseCard:
    """The case of an account. Raises Refused where it never had one."""
    account = find_account(book, ref)
    with book.read() as connection:
        cases = cases_of(connection, account.id)
        if not cases:
            raise Refused(no_case(account))
        case = open_among(cases) or cases[0]
        plan = plan_of(connection, case.id)
        title = title_of(plan.strategy) if plan else ""
        return CaseCard(
            account,
            case,
            standings(connection, [account.no])[account.no],
            stage_of(case_facts(connection, book.today, [case.id])[case.id]),
            tuple(causes_of(connection, case.id)),
            tuple(fixes_of(connection, case.id)),
            tuple(conditions_of_case(connection, case.id, book.today)),
            tuple(decisions_of(connection, case.id)),
            plan,
            title,
            tuple(row for row in steps_of_account(connection, account.id) if row.case_id == case.id),
            gates(replace(gate_facts(connection, case, book.today), strategy=title)),
        )
