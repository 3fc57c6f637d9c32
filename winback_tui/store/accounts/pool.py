"""The pool of accounts that nobody works on: without an owner, or long without an order (playbook M2b)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.store.lists.in_pool import in_pool_sql
from winback_tui.store.read import records
from winback_tui.store.write import Transaction

WITHOUT_OWNER, LAPSED = "no owner", "lapsed"


@dataclass(frozen=True, slots=True)
class PoolRow:
    """An account in the pool. `why` is `no owner` or `lapsed`; `yearly_value` in minor units of `currency`.

    `lost_by_id`: who lost it last, '' where nobody is recorded: that rep should not get it back (M10).
    """

    id: str
    no: int
    name: str
    owner_id: str
    owner: str
    segment: str
    status: str
    last_order: date | None
    yearly_value: int
    currency: str
    lost_by_id: str
    why: str


def pool_rows(
    connection: sqlite3.Connection, today: date, lapsed_days: int, segment: str = ""
) -> list[PoolRow]:
    """Every account in the pool, the most valuable first; `in_pool_sql` defines it."""
    since = (today - timedelta(days=min(lapsed_days, (today - date.min).days))).isoformat()
    return records(
        connection,
        PoolRow,
        "SELECT a.id, a.no, a.name, coalesce(a.owner_id, '') AS owner_id, coalesce(r.name, '') AS owner, a.segment,"
        " s.status, nullif(s.last_day, '') AS last_order, s.yearly_value,"
        " coalesce(nullif(s.currency, ''), a.currency) AS currency,"
        " coalesce((SELECT lost_by_id FROM loss_case c WHERE c.account_id = a.id ORDER BY lost_on DESC LIMIT 1), '')"
        f" AS lost_by_id, CASE WHEN r.id IS NULL OR NOT r.active THEN '{WITHOUT_OWNER}' ELSE '{LAPSED}' END AS why"
        " FROM account a JOIN account_summary s ON s.account_no = a.no LEFT JOIN rep r ON r.id = a.owner_id"
        f" WHERE {in_pool_sql('?2')} AND (?1 = '' OR a.segment = ?1)"
        " ORDER BY s.yearly_value DESC, a.name, a.id",
        (segment, since),
    )


def set_owner(transaction: Transaction, account_ids: Sequence[str], rep_id: str) -> None:
    """Make this rep the owner of these accounts."""
    for account_id in account_ids:
        transaction.update("account", account_id, owner_id=rep_id)
        transaction.touch(account_id)
