"""Accounts with what their status depends on besides order days."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from winback_tui.domain.account.signs import NO_FACTS
from winback_tui.store.accounts.links import links
from winback_tui.store.accounts.sign_facts import sign_facts
from winback_tui.store.accounts.snoozes import put_aside
from winback_tui.store.cases.cases_by_account import cases_by_account
from winback_tui.store.orders.orders import orders_of
from winback_tui.store.returns.smallest import smallest_return

from .compose import SummarySubject


def subjects(
    connection: sqlite3.Connection,
    today: date,
    account_nos: Sequence[int] | None = None,
    *,
    watched: bool = True,
) -> dict[int, SummarySubject]:
    """These accounts, or all, by number; further names of other accounts are left out.

    Without `watched` nothing is read of what may be a sign: for a status and a sentence, which rest on none.
    """
    chosen = "" if account_nos is None else f" WHERE no IN ({','.join(map(str, account_nos))})"
    rows = connection.execute(
        f"SELECT no, id, segment, currency, gone_reason, coalesce(owner_id, '') FROM account{chosen}"
    ).fetchall()
    linked = links(connection)
    rows = [row for row in rows if row[0] not in linked]
    cases = cases_by_account(connection, today, None if account_nos is None else [row[1] for row in rows])
    numbers = [no for no, account_id, *_ in rows if account_id in cases]
    orders = orders_of(connection, numbers)
    smallest = smallest_return(connection) if cases else None
    signs = sign_facts(connection, today, account_nos) if watched else {}
    aside = put_aside(connection, today)
    complaints: dict[str, list[date]] = defaultdict(list)
    if cases:
        for account_id, day in connection.execute("SELECT account_id, on_day FROM complaint"):
            complaints[account_id].append(date.fromisoformat(day))
    return {
        no: SummarySubject(
            no,
            segment,
            currency,
            gone_reason,
            cases.get(account_id),
            orders.get(no, ()),
            complaints.get(account_id, ()),
            smallest,
            signs.get(no, NO_FACTS),
            aside.get(account_id),
            owner_id,
        )
        for no, account_id, segment, currency, gone_reason, owner_id in rows
    }
