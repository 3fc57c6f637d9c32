"""The flags of an account, and the few other facts that a case needs."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import record


@dataclass(frozen=True, slots=True)
class AccountFlags:
    """`gone_reason` says why the account is gone for good; '' where it is not. `owner` is '' where there is none.

    `interval` are the days between its orders, those of `borrowed_from` (`segment`, ...) where it has too few.
    """

    name: str
    owner: str
    segment: str
    pays_badly: bool
    hunts_price: bool
    refers_others: bool
    reference_customer: bool
    gone_reason: str
    last_order: date | None
    interval: float | None
    borrowed_from: str


def account_flags(connection: sqlite3.Connection, account_id: str) -> AccountFlags:
    """The flags of this account, which must be in the book."""
    found = record(
        connection,
        AccountFlags,
        "SELECT a.name, coalesce(rep.name, '') AS owner, a.segment, pays_badly, hunts_price, refers_others,"
        " reference_customer, gone_reason, m.last_day AS last_order, m.expected_gap AS interval,"
        " coalesce(m.borrowed_from, '') AS borrowed_from FROM account a"
        " LEFT JOIN rep ON rep.id = a.owner_id LEFT JOIN account_summary m ON m.account_no = a.no WHERE a.id = ?",
        (account_id,),
    )
    assert found is not None
    return found


def status_of(connection: sqlite3.Connection, account_id: str) -> str:
    """The status of this account as last computed; '' where none was."""
    row = connection.execute(
        "SELECT status FROM account_summary WHERE account_no = (SELECT no FROM account WHERE id = ?)",
        (account_id,),
    ).fetchone()
    return row[0] if row else ""


def active_employees(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Everybody who works for us, by name."""
    rows = connection.execute("SELECT name FROM rep WHERE active ORDER BY name COLLATE NOCASE")
    return tuple(name for (name,) in rows)
