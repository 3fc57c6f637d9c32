"""The diary of our own changes: what we changed on which day, and the answers to its four questions."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.case.own_changes import DatedChange
from winback_tui.store.read import records
from winback_tui.store.write import Transaction


def own_changes(connection: sqlite3.Connection) -> list[DatedChange]:
    """Every change, the latest first."""
    return records(
        connection,
        DatedChange,
        "SELECT id, on_day, kind, what, segment, affected, new_target, improved, alternatives FROM own_change"
        " ORDER BY on_day DESC, id DESC",
    )


def insert_own_change(transaction: Transaction, day: date, kind: str, what: str, **answers: str) -> str:
    """Write a change made on this day; returns its id."""
    return transaction.insert("own_change", on_day=day.isoformat(), kind=kind, what=what, **answers)


def update_own_change(transaction: Transaction, change_id: str, **columns: str) -> None:
    """Set columns of a change."""
    transaction.update("own_change", change_id, **columns)


def remove_own_change(transaction: Transaction, change_id: str) -> None:
    """Take a change out of the diary."""
    transaction.delete("own_change", change_id)


def case_losses(connection: sqlite3.Connection) -> list[tuple[date, str, str]]:
    """Day, segment and account of every case."""
    return [
        (date.fromisoformat(day), segment, account_id)
        for day, segment, account_id in connection.execute(
            "SELECT c.lost_on, a.segment, a.id FROM loss_case c JOIN account a ON a.id = c.account_id"
        )
    ]
