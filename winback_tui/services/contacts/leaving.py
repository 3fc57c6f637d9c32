"""What an account would lose by leaving us, gathered from its records (playbook C-lose)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date

from winback_tui.domain.account.order import Order
from winback_tui.domain.case.helping_lines import SharedTime, lost_by_leaving
from winback_tui.domain.text import clean_line
from winback_tui.store.accounts.account_details import account_details
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.cases.cases import CaseHead
from winback_tui.store.cases.rivals import RivalRow, rival_rows, rivals_of_case
from winback_tui.store.contacts.complaints import complaints_of
from winback_tui.store.contacts.promises import promises_of

RIVALS = 2
"""At most this many rivals are named to an account that none of them has taken."""


def leaving_lines(
    connection: sqlite3.Connection,
    account: AccountRef,
    orders: Sequence[Order],
    case: CaseHead | None,
    today: date,
) -> tuple[str, ...]:
    """The lines for the talk, from what is known up to the loss or today.

    In a case the orders are left out, which the lines that help speak of, and so is the rep who lost the account. The
    rivals are those that took it; without a case those of whom the cost of a switch is known, by name.
    """
    until = case.lost_on if case else today
    days = sorted({order.day for order in orders if order.real and order.day <= until})
    details = account_details(connection, account.no)
    promises = promises_of(connection, account.id)
    complaints = [row for row in complaints_of(connection, account.id) if row.complaint.on_day <= until]
    owner = details.owner if details else ""
    ends = details.endings if details else []
    shared = SharedTime(
        0 if case else len(days),
        (days[-1] - days[0]).days if days else 0,
        len(complaints),
        sum(row.kept_on is not None for row in promises),
        sum(row.broken_on is not None for row in promises),
        "" if case and owner == case.lost_by else owner,
        [(what, day) for what, day in ends if day >= today],
        [(row.name, clean_line(row.switching_cost, 200)) for row in _rivals(connection, case)],
    )
    return tuple(lost_by_leaving(shared))


def _rivals(connection: sqlite3.Connection, case: CaseHead | None) -> list[RivalRow]:
    if case is not None:
        return [row for row in rivals_of_case(connection, case.id) if row.switching_cost]
    return [row for row in rival_rows(connection) if row.switching_cost][:RIVALS]
