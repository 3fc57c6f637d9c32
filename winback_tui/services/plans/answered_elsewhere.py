"""An order that came with a colleague's book ends a plan that was made here.

Whoever imports an order ends the plans in their own book, and that is synced. A plan missing there is ended by the
laptop that made it, and the watch is planned by the one that opened the case: each once in the team.
"""

from __future__ import annotations

from collections.abc import Collection

from winback_tui.services.plans.series import plan_watch
from winback_tui.services.plans.steps import end_answered_plans
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.log.acts import entered_here
from winback_tui.store.plans.plans import plan_of
from winback_tui.store.returns.returns import CountedReturn, returns_answering
from winback_tui.store.write import Transaction, act


def end_plans_answered_elsewhere(book: Book, case_ids: Collection[str]) -> tuple[str, ...]:
    """Drop the open steps of own plans of these cases, and plan the watch where nobody has; a sentence an account."""
    if not case_ids:
        return ()
    with book.read() as connection:
        answered = returns_answering(connection, book.clock.today(), case_ids)
    return tuple(filter(None, (_ended(book, back) for back in answered)))


def _ended(book: Book, back: CountedReturn) -> str:
    case_id, account = back.found.loss.case_id, AccountRef(back.account_id, back.account_no, back.account)
    with act(book, "plan step", "", account.id) as transaction:
        dropped = end_answered_plans(transaction, [case_id]) if _planned_here(transaction, case_id) else ""
        opened = entered_here(transaction.connection, "loss_case", case_id)
        sentence = "; ".join(
            filter(None, (dropped, plan_watch(transaction, account, back.found) if opened else ""))
        )
        transaction.sentence = f"{account.name} is back: {sentence}"
        if sentence:
            transaction.touch(account.id)
    return transaction.sentence if sentence else ""


def _planned_here(transaction: Transaction, case_id: str) -> bool:
    plan = plan_of(transaction.connection, case_id)
    return plan is not None and entered_here(transaction.connection, "plan", plan.id)
