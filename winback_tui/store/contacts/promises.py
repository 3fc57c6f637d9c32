"""What was promised to an account, and by when."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import record, records

_PROMISES = "SELECT id, text, due_on, kept_on, broken_on, coalesce(case_id, '') AS case_id FROM promise WHERE"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """Something promised to the customer."""

    id: str
    text: str
    due_on: date | None
    kept_on: date | None
    broken_on: date | None
    case_id: str

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.kept_on is None and self.broken_on is None


def promises_of(connection: sqlite3.Connection, account_id: str) -> list[PromiseRow]:
    """Every promise to an account, the first due first; those without a day last."""
    return records(
        connection, PromiseRow, f"{_PROMISES} account_id = ? ORDER BY due_on = '', due_on, id", (account_id,)
    )


def promise_by_id(connection: sqlite3.Connection, promise_id: str) -> PromiseRow | None:
    """The promise of this id."""
    return record(connection, PromiseRow, f"{_PROMISES} id = ?", (promise_id,))
