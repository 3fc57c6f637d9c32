"""Writing cases: opened, led, closed; causes and their fixes, conditions of return, decisions, overrides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from winback_tui.store.plans.writes import drop_open_steps_of_case
from winback_tui.store.read import day_text
from winback_tui.store.write import Transaction


def insert_case(
    transaction: Transaction,
    account_id: str,
    lost_on: date,
    lost_by_id: str,
    responsible_id: str | None,
    note: str,
    same_day_order: str = "",
) -> str:
    """Write a case opened today; returns its id."""
    return transaction.insert(
        "loss_case",
        account_id=account_id,
        lost_on=lost_on.isoformat(),
        lost_by_id=lost_by_id,
        responsible_id=responsible_id,
        note=note,
        same_day_order=same_day_order,
        opened_on=transaction.today.isoformat(),
    )


def set_responsible(transaction: Transaction, case_id: str, responsible_id: str) -> None:
    """Name the employee who leads the case."""
    transaction.update("loss_case", case_id, responsible_id=responsible_id)


def close_case_row(transaction: Transaction, case_id: str, outcome: str, note: str) -> int:
    """Close a case today and drop what was still planned in it; returns the number of steps dropped."""
    transaction.update(
        "loss_case",
        case_id,
        closed_on=transaction.today.isoformat(),
        outcome=outcome,
        closing_note=note,
    )
    return drop_open_steps_of_case(transaction, case_id)


def update_case(transaction: Transaction, case_id: str, **columns: Any) -> None:
    """Set columns of a case; `lost_on` as a day."""
    if isinstance(columns.get("lost_on"), date):
        columns["lost_on"] = columns["lost_on"].isoformat()
    transaction.update("loss_case", case_id, **columns)


def reopen_case_row(transaction: Transaction, case_id: str) -> None:
    """Reopen a closed case; steps dropped when it closed stay dropped."""
    transaction.update("loss_case", case_id, closed_on="", outcome="", closing_note="")


def set_gone_reason(transaction: Transaction, account_id: str, reason: str) -> None:
    """Say why an account is gone for good (playbook L2)."""
    transaction.update("account", account_id, gone_reason=reason)


def insert_override(transaction: Transaction, case_id: str, rule: str, reason: str) -> str:
    """Record that somebody overrode the gate of this rule today, and why; returns its id."""
    return transaction.insert(
        "override", case_id=case_id, rule=rule, reason=reason, made_on=transaction.today.isoformat()
    )


def insert_cause(
    transaction: Transaction, case_id: str, reason: str, voice: str, found_on: date, **columns: Any
) -> str:
    """Write a cause; returns its id. `columns` are those of the table: weight, text, fixable, human, whom, ..."""
    return transaction.insert(
        "cause", case_id=case_id, reason=reason, voice=voice, found_on=found_on.isoformat(), **columns
    )


def update_cause(transaction: Transaction, cause_id: str, **columns: Any) -> None:
    """Set columns of a cause; `found_on` as a day."""
    if isinstance(columns.get("found_on"), date):
        columns["found_on"] = columns["found_on"].isoformat()
    transaction.update("cause", cause_id, **columns)


def remove_cause(transaction: Transaction, cause_id: str) -> None:
    """Remove a cause; one that somebody works on stays and only loses its weight."""
    sql = "SELECT 1 FROM fix WHERE cause_id = ? LIMIT 1"
    if transaction.connection.execute(sql, (cause_id,)).fetchone():
        transaction.update("cause", cause_id, weight=0)
    else:
        transaction.delete("cause", cause_id)


def insert_fix(
    transaction: Transaction,
    cause_id: str,
    what: str,
    owner_id: str | None,
    due_on: date | None,
    done_on: date | None,
) -> str:
    """Write what removes a cause; returns its id."""
    return transaction.insert(
        "fix",
        cause_id=cause_id,
        what=what,
        owner_id=owner_id,
        due_on=day_text(due_on),
        done_on=day_text(done_on),
    )


def set_fix_done(transaction: Transaction, fix_id: str, day: date) -> None:
    """Write down the day on which a fix was done."""
    transaction.update("fix", fix_id, done_on=day.isoformat())


def insert_condition(
    transaction: Transaction,
    case_id: str,
    term: str,
    text: str,
    interview_id: str | None = None,
    id: str = "",
) -> str:
    """Write a condition of return; returns its id, a new one where none is given."""
    own_id = {"id": id} if id else {}
    return transaction.insert(
        "condition", case_id=case_id, interview_id=interview_id, term=term, text=text, **own_id
    )


def set_condition_met(transaction: Transaction, condition_id: str, day: date) -> None:
    """Record that a condition is met since this day, and so within our reach."""
    transaction.update("condition", condition_id, met_on=day.isoformat(), beyond="")


def set_condition_out_of_reach(transaction: Transaction, condition_id: str, reason: str) -> None:
    """Record why a condition cannot be met; '' removes that (playbook B9)."""
    transaction.update("condition", condition_id, beyond=reason)


def replace_conditions_of_interview(
    transaction: Transaction, case_id: str, interview_id: str, conditions: Mapping[str, tuple[str, str]]
) -> None:
    """Make the conditions of an interview these: id to (term, text). What was recorded about one that stays is kept."""
    sql = "SELECT id FROM condition WHERE interview_id = ?"
    known = {row_id for (row_id,) in transaction.connection.execute(sql, (interview_id,)).fetchall()}
    for row_id, (term, text) in conditions.items():
        if row_id in known:
            transaction.update("condition", row_id, term=term, text=text)
        else:
            insert_condition(transaction, case_id, term, text, interview_id, row_id)
    for row_id in known - conditions.keys():
        transaction.delete("condition", row_id)


def insert_decision(
    transaction: Transaction,
    case_id: str,
    verdict: str,
    factors: Mapping[str, Any],
    chance: float,
    wait_until: date | None,
    review_on: date | None,
    **columns: Any,
) -> str:
    """Write a decision of today; returns its id. `chance` is a share of 1, `factors` the numbers as of now."""
    return transaction.insert(
        "decision",
        case_id=case_id,
        verdict=verdict,
        factors=json.dumps(factors, ensure_ascii=False),
        chance=round(chance * 10_000),
        wait_until=day_text(wait_until),
        review_on=day_text(review_on),
        decided_on=transaction.today.isoformat(),
        **columns,
    )
