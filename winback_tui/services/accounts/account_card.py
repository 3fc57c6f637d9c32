"""Everything about one account: its rhythm, orders, people, cases, contacts, complaints and alarms."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.account.order import Order
from winback_tui.domain.case.progress.stage_of import CaseFacts, StageView, stage_of
from winback_tui.domain.gates import Gate, GateFacts, gates, held_until
from winback_tui.domain.returns.returns import Return
from winback_tui.domain.wording.wording import count, full_day
from winback_tui.services.book.lookup import find_account
from winback_tui.services.plans.strategies import title_of
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead, cases_of
from winback_tui.store.cases.cases_by_account import case_facts
from winback_tui.store.cases.conditions import CheckedCondition, conditions_of_case
from winback_tui.store.cases.decisions import DecisionRow, decisions_of
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.contacts.complaints import ComplaintRow, complaints_of
from winback_tui.store.contacts.contacts import ActivityRow, activities_of
from winback_tui.store.contacts.offers import OfferRow, offers_of
from winback_tui.store.contacts.promises import PromiseRow, promises_of
from winback_tui.store.interviews.interviews import InterviewHead, interviews_of_case, roots_of_case
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.plans.steps import StepRow, steps_of_account
from winback_tui.store.returns.returns import returns_by_case
from winback_tui.store.returns.testimonials import TestimonialRow, testimonials_of

from .glance import Glance, glance_in


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One loss: the stage of its open case, and the return that answered it, if any.

    `roots`: the root causes that were marked in each interview, by its id. `facts`, `conditions`, `gates` and what
    they go by (`gate_facts`) are those of an open case.
    """

    case: CaseHead
    stage: StageView | None
    returned: Return | None
    interviews: tuple[InterviewHead, ...]
    decisions: tuple[DecisionRow, ...]
    roots: Mapping[str, tuple[str, ...]]
    facts: CaseFacts | None = None
    conditions: tuple[CheckedCondition, ...] = ()
    gates: tuple[Gate, ...] = ()
    gate_facts: GateFacts | None = None

    @property
    def ended(self) -> str:
        """How the case ended or which stage it is at, in words."""
        if self.returned is not None:
            days = count(self.returned.days, "day")
            return f"returned on {full_day(self.returned.order.day)} after {days}: {self.returned.stage}"
        if self.case.closed_on is not None:
            return f"{self.case.outcome or 'closed'} on {full_day(self.case.closed_on)}"
        return self.stage.text if self.stage else "open"


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything kept about an account; orders are oldest first."""

    glance: Glance
    orders: tuple[Order, ...]
    cases: tuple[CaseLine, ...]
    activities: tuple[ActivityRow, ...]
    steps: tuple[StepRow, ...]
    complaints: tuple[ComplaintRow, ...]
    promises: tuple[PromiseRow, ...]
    offers: tuple[OfferRow, ...]
    testimonials: tuple[TestimonialRow, ...] = ()

    @property
    def today(self) -> date:
        """The day for which the figures hold."""
        return self.glance.today

    @property
    def open_case(self) -> CaseLine | None:
        """The case that is under way: open, and not answered by an order yet."""
        return next((line for line in self.cases if line.case.open and line.returned is None), None)

    @property
    def open_steps(self) -> tuple[StepRow, ...]:
        """The open planned steps, by day."""
        return tuple(row for row in self.steps if row.standing)

    def waits_for(self, row: StepRow) -> str:
        """What a planned contact waits for while a gate of the open case blocks it (B16, B20); '' for nothing."""
        facts = self.open_case.gate_facts if self.open_case else None
        return held_until(facts, row.step.on_day) if facts and row.step.contact else ""


def account_card(book: Book, ref: str) -> AccountCard:
    """The account of this id or name. Raises what `find_account` raises."""
    account = find_account(book, ref)
    with book.read() as connection:
        return AccountCard(
            glance_in(connection, book.today, account.no),
            tuple(orders_of(connection, [account.no]).get(account.no, [])),
            _cases(connection, account.id, account.no, book.today),
            tuple(activities_of(connection, account.id)),
            tuple(steps_of_account(connection, account.id)),
            tuple(complaints_of(connection, account.id)),
            tuple(promises_of(connection, account.id)),
            tuple(offers_of(connection, account.id)),
            tuple(testimonials_of(connection, account.id)),
        )


def _cases(connection: sqlite3.Connection, account_id: str, number: int, today: date) -> tuple[CaseLine, ...]:
    cases = cases_of(connection, account_id)
    answered = {found.loss.case_id: found for found in returns_by_case(connection, number, cases, today)}
    facts = case_facts(connection, today, [case.id for case in cases if case.open])
    return tuple(_case(connection, case, facts.get(case.id), answered.get(case.id), today) for case in cases)


def _case(
    connection: sqlite3.Connection, case: CaseHead, facts: CaseFacts | None, back: Return | None, today: date
) -> CaseLine:
    interviews = tuple(interviews_of_case(connection, case.id))
    decisions = tuple(decisions_of(connection, case.id))
    roots = roots_of_case(connection, case.id)
    if facts is None:
        return CaseLine(case, None, back, interviews, decisions, roots)
    asked = gate_facts(connection, case, today)
    asked = replace(asked, strategy=title_of(asked.strategy) if asked.strategy else "")
    return CaseLine(
        case,
        stage_of(facts),
        back,
        interviews,
        decisions,
        roots,
        facts,
        tuple(conditions_of_case(connection, case.id, today)),
        gates(asked),
        asked,
    )
