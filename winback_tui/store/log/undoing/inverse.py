"""Undoing changes: the inverse of the log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from winback_tui.store.log.logged_tables import LOGGED_TABLES
from winback_tui.store.log.rows import current_row, put_field, put_row, take_row
from winback_tui.store.orders.batch import next_batch_no
from winback_tui.store.read import named_rows


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One line of the log; `column` is `*` for an insert and `-` for a delete."""

    table: str
    row: str
    column: str
    value: Any
    before: Any

    @property
    def emptied(self) -> bool:
        """Whether an erasure has removed what is needed to undo it."""
        return self.column == "!" or (
            self.column in ("*", "-", "~") and self.value is None and self.before is None
        )

    @property
    def confirms(self) -> bool:
        """Whether it changed nothing in the book: a decision that keeps a value, or leaves a row deleted."""
        return self.column == "~" or (self.column not in ("*", "-", "!") and self.value == self.before)


MENTIONED = ("rep", "competitor")
"""Tables whose rows are created when somebody is first named: they stay as long as anything else names them."""


class BuiltUpon(Exception):
    """A later act has changed what this change wrote."""

    def __init__(self, change: LoggedChange) -> None:
        super().__init__(f"{change.table} {change.row} {change.column}")
        self.change = change


def changes_of(connection: sqlite3.Connection, tx: str) -> list[LoggedChange]:
    """The changes of one act, newest first."""
    found = connection.execute(
        "SELECT tbl, row, col, value, before FROM change WHERE tx = ? ORDER BY seq DESC", (tx,)
    )
    return [LoggedChange(*line) for line in found]


def take_back(connection: sqlite3.Connection, change: LoggedChange, homes: Mapping[str, int]) -> None:
    """Undo one change; `homes` are this file's numbers of batches, by id.

    A batch without one gets a new number. Raises BuiltUpon when the book no longer holds what the change wrote.
    """
    if change.emptied:
        raise BuiltUpon(change)
    if change.table in MENTIONED and change.column == "*" and _mentioned_elsewhere(connection, change):
        return
    now = current_row(connection, change.table, change.row)
    if change.confirms:
        if change.column != "~" and (now is None or now[change.column] != change.value):
            raise BuiltUpon(change)
        written = (change.table, change.row, change.column, change.value, change.before)
        connection.execute("INSERT INTO logging VALUES (?, ?, ?, ?, ?)", written)
        return
    match change.column:
        case "*":
            written = json.loads(change.value)
            if now is None or any(now.get(column) != value for column, value in written.items()):
                raise BuiltUpon(change)
            take_row(connection, change.table, change.row)
        case "-":
            if now is not None:
                raise BuiltUpon(change)
            home = {}
            if change.table == "import_batch":
                home["no"] = homes.get(change.row) or next_batch_no(connection)
            put_row(connection, change.table, change.before, **home)
        case column:
            if now is None or now[column] != change.value:
                raise BuiltUpon(change)
            put_field(connection, change.table, change.row, column, change.before)


def _mentioned_elsewhere(connection: sqlite3.Connection, change: LoggedChange) -> bool:
    for table in LOGGED_TABLES:
        for reference in named_rows(connection, f'PRAGMA main.foreign_key_list("{table}")').fetchall():
            if reference["table"] != change.table:
                continue
            found = connection.execute(
                f'SELECT 1 FROM "{table}" WHERE {reference["from"]} = ? LIMIT 1', (change.row,)
            )
            if found.fetchone() is not None:
                return True
    return False
