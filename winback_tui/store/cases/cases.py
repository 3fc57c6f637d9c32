"""The cases of an account as they were entered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import named_rows, record, records

_HEADS = (
    "SELECT c.id, c.account_id, a.no AS account_no, a.name AS account, c.lost_on,"
    " coalesce(c.lost_by_id, '') AS lost_by_id, coalesce(l.name, '') AS lost_by,"
    " coalesce(c.responsible_id, '') AS responsible_id, coalesce(r.name, '') AS responsible, c.note, c.opened_on,"
    " c.closed_on, c.outcome, c.closing_note, c.same_day_order FROM loss_case c JOIN account a ON a.id = c.account_id"
    " LEFT JOIN rep l ON l.id = c.lost_by_id LEFT JOIN rep r ON r.id = c.responsible_id"
)


@dataclass(frozen=True, slots=True)
class CaseHead:
    """One loss of one account. Ids of employees are '' where nobody is named.

    `same_day_order` is `before` where somebody said that an order dated on the day of the loss came before it.
    """

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
    same_day_order: str

    @property
    def open(self) -> bool:
        """Whether it is not closed."""
        return self.closed_on is None


def cases_of(connection: sqlite3.Connection, account_id: str) -> list[CaseHead]:
    """Every case of an account, the latest loss first."""
    return records(
        connection,
        CaseHead,
        f"{_HEADS} WHERE c.account_id = ? ORDER BY c.lost_on DESC, c.opened_on DESC, c.id DESC",
        (account_id,),
    )


def closed_cases(connection: sqlite3.Connection) -> list[CaseHead]:
    """Every closed case, the latest closed first."""
    return records(
        connection,
        CaseHead,
        f"{_HEADS} WHERE c.closed_on <> '' ORDER BY c.closed_on DESC, c.lost_on DESC, c.id",
    )


def open_cases(connection: sqlite3.Connection) -> list[CaseHead]:
    """Every open case of accounts that are not gone for good, the oldest loss first."""
    return records(
        connection,
        CaseHead,
        f"{_HEADS} WHERE c.closed_on = '' AND a.gone_reason = '' ORDER BY c.lost_on, c.id",
    )


def case_head(connection: sqlite3.Connection, case_id: str) -> CaseHead | None:
    """The case of this id."""
    return record(connection, CaseHead, f"{_HEADS} WHERE c.id = ?", (case_id,))


def overrides_of(connection: sqlite3.Connection, case_id: str) -> dict[str, str]:
    """Rule id to the written reason, of every gate that somebody overrode."""
    sql = "SELECT rule, reason FROM override WHERE case_id = ? ORDER BY made_on, id"
    return {row["rule"]: row["reason"] for row in named_rows(connection, sql, (case_id,))}


def overrides_of_account(connection: sqlite3.Connection, account_id: str) -> dict[str, str]:
    """The same of the account's open case; nothing where it has none."""
    sql = (
        "SELECT rule, reason FROM override o JOIN loss_case c ON c.id = o.case_id"
        " WHERE c.account_id = ? AND c.closed_on = '' ORDER BY made_on, o.id"
    )
    return {row["rule"]: row["reason"] for row in named_rows(connection, sql, (account_id,))}


def open_case_of(connection: sqlite3.Connection, account_id: str) -> CaseHead | None:
    """The open case of an account, if it has one."""
    return open_among(cases_of(connection, account_id))


def open_among(cases: Iterable[CaseHead]) -> CaseHead | None:
    """The open one among the cases of one account, if there is one."""
    return next((case for case in cases if case.open), None)
