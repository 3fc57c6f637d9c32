"""The decision as a calculation: what the book knows, what the manager assumes, and the result (F4, F5)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from winback_tui.domain.account.complaints import history
from winback_tui.domain.case.own_changes import off_target_since
from winback_tui.domain.case.reasons import Nature, ReasonGroup, Reasons
from winback_tui.domain.decision import (
    Aim,
    Basis,
    DecisionInputs,
    DecisionQuestion,
    Evaluation,
    OpenPoint,
    Suggestion,
    Verdict,
    WorthFacts,
    basis,
    conclusion,
    could_turn,
    evaluate,
    four_questions,
    leaning,
    open_points,
    severity_could_turn,
    suggestions,
    turned,
)
from winback_tui.domain.gates import Gate, GateFacts, gates, price_hunter_until
from winback_tui.domain.money.money import Money
from winback_tui.domain.money.yearly_value import YEAR, YearlyValue, lines_of, yearly_value
from winback_tui.playbook.reason_list import load_reasons
from winback_tui.services.accounts.edit import account_currency
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.case_story import worst_severity
from winback_tui.services.cases.open_case import require_open_case
from winback_tui.services.plans.strategies import customer_reasons, title_of
from winback_tui.services.settings.playbook import own_playbook
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import account_flags
from winback_tui.store.book import Book
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.causes import CauseRow, causes_of, fixes_of
from winback_tui.store.cases.conditions import conditions_of
from winback_tui.store.cases.decisions import DecisionRow, decisions_of, tries
from winback_tui.store.cases.gate_facts import gate_facts
from winback_tui.store.cases.own_changes import own_changes
from winback_tui.store.contacts.complaints import complaints_of
from winback_tui.store.contacts.offers import offers_of
from winback_tui.store.lists.standings import Standing, standings
from winback_tui.store.orders.orders import orders_of

from .assumptions import Assumptions
from .settings import own_aim, own_effects, own_hour_cost, own_years

__all__ = ["Assumptions", "DecisionDesk", "decision_desk", "desk_in"]


@dataclass(frozen=True, slots=True)
class DecisionDesk:
    """Everything on the Decision screen. `settings` are the team's own effects; `last` the decision in force.

    `leaning` is the verdict that the suggestions add up to, None where something open could turn it: that is in
    `open_points`. The manager may overrule it. `conclusion` says it in one sentence, `basis` what the chance, the
    value and the cost rest on.
    """

    account: AccountRef
    case: CaseHead
    standing: Standing
    assumptions: Assumptions
    inputs: DecisionInputs
    settings: dict[str, float]
    evaluation: Evaluation
    questions: tuple[DecisionQuestion, ...]
    suggestions: tuple[Suggestion, ...]
    leaning: Verdict | None
    conclusion: str
    open_points: tuple[OpenPoint, ...]
    basis: tuple[Basis, ...]
    aim: Aim
    gates: tuple[Gate, ...]
    last: DecisionRow | None


def decision_desk(
    book: Book, ref: str, assumptions: Assumptions | None = None, what_if: str = ""
) -> DecisionDesk:
    """The decision about the account's open case; the last assumptions hold where none are given.

    With `what_if`, the field of a part, everything is computed as if that part were the opposite.

    Raises Refused where there is no open case, BadInput for impossible values.
    """
    account = find_account(book, ref)
    currency = account_currency(book, account.id)
    with book.read() as connection:
        return desk_in(connection, book, account, currency, assumptions, what_if)


def desk_in(
    connection: sqlite3.Connection,
    book: Book,
    account: AccountRef,
    currency: str,
    assumptions: Assumptions | None,
    what_if: str = "",
) -> DecisionDesk:
    """`decision_desk` inside a transaction."""
    head = require_open_case(connection, account)
    decided = decisions_of(connection, head.id)
    last = decided[0] if decided else None
    if assumptions is None:
        assumptions = Assumptions.recorded(last.factors.get("assumed", {})) if last else Assumptions()
    facts = gate_facts(connection, head, book.today)
    standing = standings(connection, [account.no])[account.no]
    causes = customer_reasons(causes_of(connection, head.id))
    reasons = load_reasons("en", own_playbook())
    value = _value(connection, account, head, currency)
    flags = account_flags(connection, account.id)
    inputs = _inputs(
        connection, facts, head, causes, reasons, value, currency, assumptions, flags.refers_others
    )
    if what_if:
        inputs = replace(inputs, **turned(inputs, what_if))
        facts = replace(facts, hunts_price=inputs.hunts_price)
    settings = own_effects(connection)
    evaluation = evaluate(inputs, settings)
    aim = own_aim(connection)
    worth = _worth(
        facts, standing, causes, reasons, value, assumptions, evaluation, flags.reference_customer, aim
    )
    worth = replace(worth, new_target=off_target_since(own_changes(connection), flags.segment, head.lost_on))
    found = suggestions(worth)
    facts = replace(facts, strategy=title_of(facts.strategy) if facts.strategy else "")
    asked, gates_now = _questions(connection, head, evaluation, assumptions), gates(facts)
    points = open_points(evaluation, asked, gates_now, severity_could_turn(evaluation, worth, settings))
    leans = leaning(found, bool(could_turn(points)))
    return DecisionDesk(
        account,
        head,
        standing,
        assumptions,
        inputs,
        settings,
        evaluation,
        asked,
        found,
        leans,
        conclusion(leans, found, points),
        points,
        basis(evaluation),
        aim,
        gates_now,
        last,
    )


def _value(
    connection: sqlite3.Connection, account: AccountRef, head: CaseHead, currency: str
) -> YearlyValue | None:
    orders = orders_of(connection, [account.no]).get(account.no, [])
    return yearly_value(
        lines_of([order for order in orders if order.day <= head.lost_on], currency), head.lost_on
    )


def _inputs(
    connection: sqlite3.Connection,
    facts: GateFacts,
    head: CaseHead,
    causes: list[CauseRow],
    reasons: Reasons,
    value: YearlyValue | None,
    currency: str,
    assumptions: Assumptions,
    refers_others: bool,
) -> DecisionInputs:
    natures = reasons.natures(cause.reason for cause in causes)
    offers = [
        row.cost
        for row in offers_of(connection, head.account_id)
        if row.case_id == head.id and row.refused_on is None
    ]
    offer = _money_or_none(assumptions.offer, currency) or (Money(sum(offers), currency) if offers else None)
    hour_cost = _money_or_none(assumptions.hour_cost, currency) or own_hour_cost(connection, currency)
    returned, tried = tries(connection, facts.today, head.id)
    margin = value.minor / value.sales if value and value.by_margin and value.sales else None
    return DecisionInputs(
        yearly=Money(value.sales if value else 0, currency),
        margin=assumptions.margin if assumptions.margin is not None else margin,
        years=assumptions.years if assumptions.years is not None else own_years(connection),
        offer=offer,
        fixes=_money_or_none(assumptions.fixes, currency),
        hours=assumptions.hours,
        hour_cost=hour_cost,
        own_chance=assumptions.own_chance,
        days_since_loss=max(0, (facts.today - facts.lost_on).days),
        severity=worst_severity(connection, head.id),
        price=Nature.PRICE in natures,
        service=Nature.SERVICE in natures,
        referred=refers_others,
        complaints=history(row.complaint for row in complaints_of(connection, head.account_id)),
        moved_on=assumptions.moved_on,
        human=any(cause.human for cause in causes),
        loser_leads=bool(facts.lost_by_id) and facts.lost_by_id in {facts.responsible_id, *facts.step_owners},
        hunts_price=facts.hunts_price,
        times_lost=facts.times_lost,
        returned=returned,
        tried=tried,
    )


def _money_or_none(minor: int | None, currency: str) -> Money | None:
    return None if minor is None else Money(minor, currency)


def _worth(
    facts: GateFacts,
    standing: Standing,
    causes: list[CauseRow],
    reasons: Reasons,
    value: YearlyValue | None,
    assumptions: Assumptions,
    evaluation: Evaluation,
    reference: bool,
    aim: Aim,
) -> WorthFacts:
    labels = reasons.labels
    groups = {each.code: each.group for each in reasons.all}
    objective = [cause for cause in causes if groups.get(cause.reason) is ReasonGroup.OBJECTIVE]
    heavy = sum(cause.weight for cause in objective) * 2 > sum(cause.weight for cause in causes)
    beyond = (
        *facts.unmeetable,
        *(c.name for c in facts.causes if c.ours and c.fixable is False and not c.removed),
    )
    known = bool(evaluation.inputs.yearly.minor)
    return WorthFacts(
        today=facts.today,
        lost_on=facts.lost_on,
        class_=standing.abc,
        margin=evaluation.inputs.margin,
        orders_a_year=value.order_days * YEAR / value.covered_days if value else None,
        reference=reference,
        promising=assumptions.promising,
        stings_rival=assumptions.stings_rival,
        pays_badly=facts.pays_badly,
        demanding=assumptions.demanding,
        rude=assumptions.rude,
        hunts_price=facts.hunts_price,
        cheaper_wait_until=price_hunter_until(facts),
        severity=evaluation.inputs.severity,
        unforgivable=assumptions.unforgivable,
        rival_unbeatable=assumptions.rival_unbeatable,
        tied=assumptions.tied,
        objective=labels.get(objective[0].reason, objective[0].reason) if heavy else "",
        beyond=beyond,
        times_lost=facts.times_lost,
        price_and_service=evaluation.inputs.price and evaluation.inputs.service,
        value=evaluation.value if known else None,
        best_value=evaluation.best_value if known else None,
        aim=aim,
    )


def _questions(
    connection: sqlite3.Connection, head: CaseHead, evaluation: Evaluation, assumptions: Assumptions
) -> tuple[DecisionQuestion, ...]:
    wishes = [row.wish.in_words for row in conditions_of(connection, head.id) if row.met_on is None]
    to_do = [row.what for row in fixes_of(connection, head.id) if row.done_on is None]
    return four_questions(evaluation, wishes, to_do, assumptions.others)
