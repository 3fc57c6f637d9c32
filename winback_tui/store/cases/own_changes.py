"""The diary of our own changes: what we changed on which day, and the answers to its four questions."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import records
from winback_tui.store.write import Transaction


@dataclass(frozen=True, slots=True)
class OwnChangeRow:
    """A change of ours. The answers are '' while nobody has given them; `new_target` and `improved` are yes or no."""

    id: str
    on_day: date
    kind: str
    what: str
    segment: str
    affected: str
    new_target: str
    improved: str
    alternatives: str


def own_changes(connection: sqlite3.Connection) -> list[OwnChangeRow]:
    """Every change, the latest first."""
    return records(
        connection,
        OwnChangeRow,
        "SELECT id, on_day, kind, what, segment, affected, new_target, improved, alternatives FROM own_change"
        " ORDER BY on_day DESC, id DESC",
    )


def insert_own_change(transaction: Transaction, day: date, kind: str, what: str, **answers: str) -> str:
    """Write a change of this day; its id."""
    return transaction.insert("own_change", on_day=day.isoformat(), kind=kind, what=what, **answers)


def update_own_change(transaction: Transaction, change_id: str, **columns: str) -> None:
    """Set columns of a change."""
    transaction.update("own_change", change_id, **columns)


def remove_own_change(transaction: Transaction, change_id: str) -> None:
    """Take a change out of the diary."""
    transaction.delete("own_change", change_id)


def losses_after(connection: sqlite3.Connection, first: date, last: date, segment: str) -> int:
    """How many accounts were lost in these days, both included; of one segment only where it is named."""
    (number,) = connection.execute(
        "SELECT count(DISTINCT c.account_id) FROM loss_case c JOIN account a ON a.id = c.account_id"
        " WHERE c.lost_on BETWEEN ?1 AND ?2 AND (?3 = '' OR a.segment = ?3)",
        (first.isoformat(), last.isoformat(), segment),
    ).fetchone()
    return int(number)
