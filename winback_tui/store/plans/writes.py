"""Writing plans and their steps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from winback_tui.domain.ids import new_id
from winback_tui.domain.plan.steps import PlanStep
from winback_tui.store.write import Transaction


def insert_plan(transaction: Transaction, case_id: str, strategy: str, persistence: bool, note: str) -> str:
    """Write the plan of a case, starting today; returns its id."""
    return transaction.insert(
        "plan",
        case_id=case_id,
        strategy=strategy,
        persistence=persistence,
        note=note,
        made_on=transaction.today.isoformat(),
    )


def insert_steps(
    transaction: Transaction, account_id: str, case_id: str, plan_id: str, steps: Sequence[PlanStep]
) -> None:
    """Write the steps of a plan; those of one day keep the order of the plan, by their ids."""
    for place, step in enumerate(steps):
        insert_step(
            transaction, account_id, step, case_id, plan_id, row_id=new_id(transaction.now_ms + place)
        )


def insert_step(
    transaction: Transaction,
    account_id: str,
    step: PlanStep,
    case_id: str | None = None,
    plan_id: str | None = None,
    row_id: str = "",
) -> str:
    """Write a step that is still to be done, of a plan or alone; returns its id."""
    own_id = {"id": row_id} if row_id else {}
    return transaction.insert(
        "step",
        account_id=account_id,
        case_id=case_id,
        plan_id=plan_id,
        on_day=step.on_day.isoformat(),
        channel=step.channel,
        purpose=step.purpose,
        owner_id=step.owner_id or None,
        **own_id,
    )


def set_step_day(transaction: Transaction, step_id: str, day: date) -> None:
    """Put a step on another day."""
    transaction.update("step", step_id, on_day=day.isoformat())


def set_step_owner(transaction: Transaction, step_id: str, owner_id: str) -> None:
    """Give a step to another employee."""
    transaction.update("step", step_id, owner_id=owner_id)


def set_step_done(transaction: Transaction, step_id: str, day: date) -> None:
    """Write down the day on which a step was done."""
    transaction.update("step", step_id, done_on=day.isoformat())


def drop_step_row(transaction: Transaction, step_id: str) -> None:
    """Drop a step today."""
    transaction.update("step", step_id, dropped_on=transaction.today.isoformat())


def drop_open_steps_of_case(transaction: Transaction, case_id: str) -> int:
    """Drop everything still planned in a case today; returns the number of steps."""
    return transaction.run(
        "UPDATE step SET dropped_on = ? WHERE case_id = ? AND done_on = '' AND dropped_on = ''",
        (transaction.today.isoformat(), case_id),
    ).rowcount
