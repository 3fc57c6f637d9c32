"""What is still open with any account: promises to be kept, complaints to be resolved."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import records

_WHO = (
    "coalesce((SELECT l.name FROM loss_case o JOIN rep l ON l.id = o.responsible_id WHERE o.account_id = a.id"
    " AND o.closed_on = '' ORDER BY o.lost_on DESC LIMIT 1), r.name, '') AS owner"
)
"""The same person as in the follow-ups: who leads the open case, else who owns the account."""
_ACCOUNT = " JOIN account a ON a.id = account_id LEFT JOIN rep r ON r.id = a.owner_id"


@dataclass(frozen=True, slots=True)
class UnsettledPromise:
    """A promise that is neither kept nor broken, and who has to see to it ('' for nobody)."""

    id: str
    text: str
    due_on: date | None
    account_id: str
    account: str
    owner: str


@dataclass(frozen=True, slots=True)
class UnsettledComplaint:
    """A complaint that is not resolved, and who has to see to it ('' for nobody)."""

    id: str
    text: str
    on_day: date
    severity: int
    answered_on: date | None
    account_id: str
    account: str
    owner: str


def open_promises(connection: sqlite3.Connection) -> list[UnsettledPromise]:
    """Those of every account, the first due first; those without a day last."""
    return records(
        connection,
        UnsettledPromise,
        f"SELECT p.id, p.text, p.due_on, a.id AS account_id, a.name AS account, {_WHO} FROM promise p{_ACCOUNT}"
        " WHERE p.kept_on = '' AND p.broken_on = '' ORDER BY p.due_on = '', p.due_on, p.id",
    )


def open_complaints(connection: sqlite3.Connection) -> list[UnsettledComplaint]:
    """Those of every account, the longest waiting first."""
    return records(
        connection,
        UnsettledComplaint,
        "SELECT c.id, c.text, c.on_day, c.severity, c.answered_on, a.id AS account_id, a.name AS account,"
        f" {_WHO} FROM complaint c{_ACCOUNT} WHERE c.resolved_on = '' ORDER BY c.on_day, c.id",
    )
