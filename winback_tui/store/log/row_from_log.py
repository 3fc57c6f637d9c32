"""What the log and the imports say about one row: whether it exists, and its values."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Any

from winback_tui.store.orders.imported_versions import (
    Batches,
    Version,
    account_versions,
    number_of_account,
    order_versions,
)
from winback_tui.store.read import plain_rows

from .acts import written_by
from .logged_tables import BULK_TABLES

Stamp = tuple[int, str, int]
"""hlc, site and number of a change: the highest wins, compared as bytes."""

_NEVER: Stamp = (-1, "", -1)


@dataclass(slots=True)
class LoggedRow:
    """The winning changes of a row: its insert, its delete, its erasure, and each field."""

    added: Stamp = _NEVER
    first: dict[str, Any] | None = None
    removed: Stamp = _NEVER
    erased: bool = False
    fields: dict[str, tuple[Stamp, Any]] = field(default_factory=dict)
    transactions: set[str] = field(default_factory=set)
    """The transactions that wrote the fields."""

    def note(self, column: str, stamp: Stamp, value: Any, transaction: str) -> None:
        """Add a winning change."""
        if column == "*":
            if value is not None:
                self.added, self.first = stamp, json.loads(value)
        elif column == "-":
            self.removed = stamp
        elif column == "!":
            self.erased = True
        elif column != "~":
            self.fields[column] = (stamp, value)
            self.transactions.add(transaction)

    @property
    def lives(self) -> bool:
        """Whether it was entered and not deleted since."""
        return self.first is not None and self.added > self.removed


@dataclass(slots=True)
class WantedRow:
    """The required state of a row; `values` None where it must not exist. `version`: the import that it comes from."""

    values: dict[str, Any] | None
    versions: list[Version] = field(default_factory=list)
    version: Version | None = None
    corrected: bool = False


def logged_row(connection: sqlite3.Connection, table: str, row: str) -> LoggedRow:
    """The winning changes of a row."""
    found = LoggedRow()
    for col, hlc, site, seq, value, tx in plain_rows(
        connection,
        "SELECT c.col, c.hlc, c.site, c.seq, h.value, h.tx FROM cell c"
        " JOIN change h ON h.site = c.site AND h.seq = c.seq WHERE c.tbl = ? AND c.row = ?",
        (table, row),
    ):
        found.note(col, (hlc, site, seq), value, tx)
    return found


def wanted_row(
    connection: sqlite3.Connection, batches: Batches, table: str, row: str, needed: bool = False
) -> WantedRow:
    """The row as log and imports require it. A `needed` one comes back even if it was deleted or its import undone."""
    logged = logged_row(connection, table, row)
    if logged.erased:
        return WantedRow(None)
    if table in BULK_TABLES:
        return _bulk_row(connection, batches, table, row, logged, needed)
    if logged.first is None or not (logged.lives or needed):
        return WantedRow(None)
    return WantedRow({**logged.first, **_later(logged, logged.added)})


def _bulk_row(
    connection: sqlite3.Connection,
    batches: Batches,
    table: str,
    row: str,
    logged: LoggedRow,
    needed: bool,
) -> WantedRow:
    read = order_versions if table == "sales_order" else account_versions
    versions = read(connection, batches, row)
    deleted_ms = logged.removed[0] >> 16
    held = [each for each in versions if needed or (each.live and each.rank[0] > deleted_ms)]
    version = held[-1] if held else None
    if needed and any(each.live for each in held):
        version = [each for each in held if each.live][-1]
    entered = logged.first if logged.lives or (needed and version is None) else None
    if entered is not None and table == "sales_order":
        entered = {**entered, "account_no": number_of_account(connection, entered["account_no"])}
    if entered is not None and (
        table == "account" or version is None or logged.added[0] >> 16 >= version.rank[0]
    ):
        later = _later(logged, logged.added)
        version, values = None, entered
    elif version is not None:
        later, values = _corrections(connection, table, row, logged), version.values
    else:
        return WantedRow(None, versions)
    if "account_no" in later:
        later["account_no"] = number_of_account(connection, later["account_no"])
    return WantedRow({**values, **later}, versions, version, bool(later))


def _corrections(connection: sqlite3.Connection, table: str, row: str, logged: LoggedRow) -> dict[str, Any]:
    """What people wrote to an imported row since it was last deleted; undone changes do not count."""
    return {
        column: value
        for column, value in _later(logged, logged.removed).items()
        if written_by(connection, table, row, column) is not None
    }


def _later(logged: LoggedRow, since: Stamp) -> dict[str, Any]:
    return {column: value for column, (stamp, value) in logged.fields.items() if stamp > since}
