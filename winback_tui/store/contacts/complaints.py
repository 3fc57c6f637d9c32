"""What accounts complained about."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from winback_tui.domain.account.complaints import ComplaintRecord
from winback_tui.store.read import named_rows, to_record


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """A complaint with its id."""

    id: str
    complaint: ComplaintRecord


def complaints_of(connection: sqlite3.Connection, account_id: str) -> list[ComplaintRow]:
    """Every complaint of an account, the latest first."""
    return _complaints(connection, "WHERE account_id = ?", account_id)


def all_complaints(connection: sqlite3.Connection) -> list[ComplaintRow]:
    """Every complaint of the book, the latest first."""
    return _complaints(connection, "")


def _complaints(connection: sqlite3.Connection, where: str, *values: str) -> list[ComplaintRow]:
    rows = named_rows(
        connection,
        f"SELECT id, on_day, severity, text, answered_on, resolved_on FROM complaint {where}"
        " ORDER BY on_day DESC, id DESC",
        values,
    )
    return [ComplaintRow(row["id"], to_record(ComplaintRecord, row)) for row in rows]
