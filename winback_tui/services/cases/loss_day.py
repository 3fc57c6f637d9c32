"""The day of a loss: the one the account's usual interval proposes, and whether a given one is possible (playbook
M6).
"""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from winback_tui.domain.case.loss_day import ProposedLoss, SameDay, proposed_loss
from winback_tui.domain.errors import BadInput, NeedsHuman
from winback_tui.domain.wording.wording import full_day
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.flags import AccountFlags, account_flags
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.orders.orders import first_order_day, has_real_order_on
from winback_tui.store.write import Transaction


def proposed_loss_of(flags: AccountFlags, today: date) -> ProposedLoss | None:
    """The day on which the account's next order was due and did not come; None where unknown."""
    return proposed_loss(flags.last_order, flags.interval, today, flags.borrowed_from)


def require_proposed_loss(transaction: Transaction, account: AccountRef) -> ProposedLoss:
    """The proposed day. Raises BadInput where there is none to propose."""
    found = proposed_loss_of(account_flags(transaction.connection, account.id), transaction.today)
    if found is None:
        raise BadInput(f"{account.name} has no order to go by; give the day of the loss.", "M6")
    return found


def settle_loss_day(
    transaction: Transaction, account: AccountRef, day: date | None, same_day: str
) -> tuple[date, str]:
    """The day of the loss, and on which side of it an order of that day is recorded.

    `same_day` is '' where nobody was asked. An order `after` the loss is a return, so the loss is then the day before.
    Raises BadInput for an impossible day, NeedsHuman where the account ordered that day and nobody said when.
    """
    assert day is not None, "a given or a proposed day"
    require_possible_day(transaction, account, day)
    if not has_real_order_on(transaction.connection, account.no, day):
        return day, ""
    try:
        side = SameDay(same_day.strip().lower())
    except ValueError:
        raise NeedsHuman(
            f"{account.name} ordered on {full_day(day)}, the day of the loss; say whether that order came before"
            " the loss or after it (--same-day).",
            [each.value for each in SameDay],
        ) from None
    if side is SameDay.BEFORE:
        return day, side.value
    earlier = day - timedelta(days=1)
    require_possible_day(transaction, account, earlier)
    return earlier, ""


def require_possible_day(transaction: Transaction, account: AccountRef, lost_on: date) -> None:
    """Raises BadInput for a day of loss in the future, or before the account's first order."""
    if lost_on > transaction.today:
        raise BadInput(
            f"{full_day(lost_on)} is in the future; give the day on which {account.name} was lost."
        )
    first = first_order_day(transaction.connection, account.no)
    if first is not None and lost_on < first:
        raise BadInput(
            f"{account.name} placed its first order on {full_day(first)}; give a later day of loss."
        )


def same_day_question(connection: sqlite3.Connection, case: CaseHead) -> str:
    """The question where an order is dated on the day of the loss and nobody said which came first; else ''."""
    if case.same_day_order or not has_real_order_on(connection, case.account_no, case.lost_on):
        return ""
    return (
        f"They ordered on {full_day(case.lost_on)}, the day of the loss: was that order before or after it?"
    )
