"""The cases of an account as they were entered."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from winback_tui.store.read import day_or_none

_HEADS = (
    "SELECT c.id, c.account_id, a.no, a.name, c.lost_on, coalesce(c.lost_by_id, ''), coalesce(l.name, ''),"
    " coalesce(c.responsible_id, ''), coalesce(r.name, ''), c.note, c.opened_on, c.closed_on, c.outcome,"
    " c.closing_note FROM loss_case c JOIN account a ON a.id = c.account_id"
    " LEFT JOIN rep l ON l.id = c.lost_by_id LEFT JOIN rep r ON r.id = c.responsible_id"
)


@dataclass(frozen=True, slots=True)
class CaseHead:
    """One loss of one account. Ids of employees are '' where nobody is named."""

    id: str
    account_id: str
    account_no: int
    account: str
    lost_on: date
    lost_by_id: str
    lost_by: str
    responsible_id: str
    responsible: str
    note: str
    opened_on: date
    closed_on: date | None
    outcome: str
    closing_note: str

    @property
    def open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_on is None


def cases_of(connection: sqlite3.Connection, account_id: str) -> list[CaseHead]:
    """Every case of an account, the latest loss first."""
    rows = connection.execute(
        f"{_HEADS} WHERE c.account_id = ? ORDER BY c.lost_on DESC, c.opened_on DESC, c.id DESC", (account_id,)
    )
    return [_head(row) for row in rows]


def open_cases(connection: sqlite3.Connection) -> list[CaseHead]:
    """Every case that nobody has closed, of accounts that are not gone for good, the oldest loss first."""
    rows = connection.execute(
        f"{_HEADS} WHERE c.closed_on = '' AND a.gone_reason = '' ORDER BY c.lost_on, c.id"
    )
    return [_head(row) for row in rows]


def case_head(connection: sqlite3.Connection, case_id: str) -> CaseHead | None:
    """The case of this id."""
    row = connection.execute(f"{_HEADS} WHERE c.id = ?", (case_id,)).fetchone()
    return None if row is None else _head(row)


def overrides_of(connection: sqlite3.Connection, case_id: str) -> dict[str, str]:
    """Rule id to the written reason, of every gate that somebody passed on their own word."""
    rows = connection.execute(
        "SELECT rule, reason FROM override WHERE case_id = ? ORDER BY made_on, id", (case_id,)
    )
    return {row[0]: row[1] for row in rows}


def overrides_of_account(connection: sqlite3.Connection, account_id: str) -> dict[str, str]:
    """The same of the account's open case; nothing where it has none."""
    rows = connection.execute(
        "SELECT rule, reason FROM override o JOIN loss_case c ON c.id = o.case_id"
        " WHERE c.account_id = ? AND c.closed_on = '' ORDER BY made_on, o.id",
        (account_id,),
    )
    return {row[0]: row[1] for row in rows}


def _head(row: Sequence[Any]) -> CaseHead:
    return CaseHead(
        row[0],
        row[1],
        row[2],
        row[3],
        date.fromisoformat(row[4]),
        row[5],
        row[6],
        row[7],
        row[8],
        row[9],
        date.fromisoformat(row[10]),
        day_or_none(row[11]),
        row[12],
        row[13],
    )
