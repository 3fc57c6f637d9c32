"""Updating rows to match the log, after changes came from elsewhere.

A row that was deleted, or whose import was undone, stays as long as another row belongs to it: a merge never leaves a
row without its parent, and never deletes what somebody else entered. Nothing is kept of an erased row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence, Set
from typing import Any

from winback_tui.store.file.erase.belongings import Reference, references
from winback_tui.store.orders.imported_versions import (
    ORDER,
    Batches,
    account_with_number,
    keep_account_number,
    keep_original,
    number_of_account,
    shelve,
)
from winback_tui.store.read import plain_rows

from .affected import AffectedAccounts
from .install import columns_of
from .logged_tables import LOGGED_TABLES, row_name
from .many_rows import UsualRows, portions
from .row_from_log import WantedRow, wanted_row
from .rows import current_row, put_row, take_row

RowName = tuple[str, str]
"""Table and name of a row."""

_PLACE = {table: place for place, table in enumerate(LOGGED_TABLES)}
_JUDGED = {"segment", "currency", "gone_reason", "linked_to"}
"""Fields of an account from which its status and its value are computed."""


class Rebuilder:
    """Rebuilds rows on a connection whose triggers are idle and whose foreign keys are not enforced.

    `affected` collects the accounts whose summary may have changed.
    """

    def __init__(self, connection: sqlite3.Connection, batches: Batches) -> None:
        self._connection = connection
        self._batches = batches
        self._columns = {table: columns_of(connection, table) for table in LOGGED_TABLES}
        self._outward: dict[str, list[Reference]] = {table: [] for table in LOGGED_TABLES}
        self._inward: dict[str, list[Reference]] = {table: [] for table in LOGGED_TABLES}
        for reference in references(connection):
            self._outward[reference.table].append(reference)
            self._inward[reference.parent].append(reference)
        self._usual = UsualRows(connection, self._columns, self._outward)
        self.affected = AffectedAccounts(connection)

    def rebuild(self, rows: Iterable[RowName], contested: Set[RowName] = frozenset()) -> None:
        """Update these rows, and those that depend on them, to match the log.

        `contested` ones may come from another import now, so more than their fields is checked.
        """
        known = []
        for name in set(rows):
            if name[0] in _PLACE:
                known.append(name)
            else:
                self._wait(name)
        going = []
        careful = contested | {
            (row[0], row[1]) for row in plain_rows(self._connection, "SELECT tbl, row FROM kept_row")
        }
        by_table: dict[str, list[str]] = {}
        for table, row in sorted(known, key=lambda name: (_PLACE[name[0]], name[1])):
            by_table.setdefault(table, []).append(row)
        for table, names in by_table.items():
            usual = [row for row in names if (table, row) not in careful]
            settled = {row for some in portions(usual) for row in self._settle_usual(table, some)}
            for row in names:
                if row in settled:
                    continue
                wanted = wanted_row(self._connection, self._batches, table, row)
                if wanted.values is None:
                    going.append((table, row))
                    if table == "sales_order":
                        shelve(self._connection, row, wanted.versions, None)
                else:
                    plain_rows(
                        self._connection, "DELETE FROM kept_row WHERE tbl = ? AND row = ?", (table, row)
                    )
                    self._put(table, row, wanted)
        self._remove(going)

    def _settle_usual(self, table: str, names: Sequence[str]) -> set[str]:
        """Settle all ordinary rows at once; returns their names."""
        if table == "import_batch":
            return set()
        found = self._usual.of(table, names)
        for row, (before, differing) in found.changed.items():
            self._touch_changed(table, row, before, differing)
        for row, values in found.fresh.items():
            self.affected.note(table, row, values)
        return found.same | found.changed.keys() | found.fresh.keys()

    def _touch_changed(self, table: str, row: str, now: dict[str, Any], changed: dict[str, Any]) -> None:
        """As `note`, but ignoring fields of an account that its summary does not depend on."""
        if table != "account" or not _JUDGED.isdisjoint(changed):
            self.affected.note(table, row, now)
            self.affected.note(table, row, {**now, **changed})

    def _wait(self, name: RowName) -> None:
        plain_rows(self._connection, "INSERT OR IGNORE INTO waiting_row VALUES (?, ?)", name)

    def _put(self, table: str, row: str, wanted: WantedRow) -> None:
        assert wanted.values is not None
        if unknown := wanted.values.keys() - set(self._columns[table]):
            self._wait((table, row))
        known = {column: value for column, value in wanted.values.items() if column not in unknown}
        values = self._with_parents(table, row, known)
        if values is None:
            return
        if table == "sales_order":
            self._put_order(row, values, wanted)
        else:
            self._put_plain(table, row, values, wanted)

    def _with_parents(self, table: str, row: str, values: dict[str, Any]) -> dict[str, Any] | None:
        """The values, with every row they point to brought back; None where it belonged to an erased one."""
        for reference in self._outward[table]:
            target = values.get(reference.column)
            if target is None or self._there(reference, target):
                continue
            name = target
            if reference.parent_column == "no":
                name = account_with_number(self._connection, target)
            if name is not None and name != row and self._hold(reference.parent, name):
                continue
            if reference.needed:
                self._remove([(table, row)], held_by_none=True)
                return None
            values = {**values, reference.column: None}
        return values

    def _there(self, reference: Reference, target: Any) -> bool:
        sql = f'SELECT 1 FROM "{reference.parent}" WHERE {reference.parent_column} = ?'
        return plain_rows(self._connection, sql, (target,)).fetchone() is not None

    def _hold(self, table: str, row: str) -> bool:
        """Bring a row back because another one belongs to it; False where it was erased or never known."""
        wanted = wanted_row(self._connection, self._batches, table, row)
        if wanted.values is None:
            wanted = wanted_row(self._connection, self._batches, table, row, needed=True)
            if wanted.values is None:
                return False
            plain_rows(self._connection, "INSERT OR IGNORE INTO kept_row VALUES (?, ?)", (table, row))
        self._put(table, row, wanted)
        return current_row(self._connection, table, row) is not None

    def _put_order(self, key: str, values: dict[str, Any], wanted: WantedRow) -> None:
        connection = self._connection
        batch_no = wanted.version.batch_no if wanted.version else None
        if wanted.version is not None and wanted.corrected:
            keep_original(
                connection, "sales_order", key, wanted.version.batch_no, {"key": key, **wanted.version.values}
            )
        names = (*ORDER, "batch_no")
        fresh = (*(values.get(column) for column in ORDER), batch_no)
        before = plain_rows(
            connection, f"SELECT {', '.join(names)} FROM sales_order WHERE key = ?", (key,)
        ).fetchone()
        if before is None:
            plain_rows(
                connection,
                f"INSERT INTO sales_order (key, {', '.join(names)}) VALUES ({', '.join('?' * (len(names) + 1))})",
                (key, *fresh),
            )
        elif tuple(before) != fresh:
            plain_rows(
                connection,
                f"UPDATE sales_order SET {', '.join(f'{name} = ?' for name in names)} WHERE key = ?",
                (*fresh, key),
            )
            self._touch_number(before[0])
        if wanted.version is None:
            plain_rows(connection, "DELETE FROM order_shelf WHERE key = ? AND batch_no IS NULL", (key,))
        shelve(connection, key, wanted.versions, wanted.version)
        self._touch_number(values["account_no"])
        self.affected.orders_moved = True

    def _put_plain(self, table: str, row: str, values: dict[str, Any], wanted: WantedRow) -> None:
        connection = self._connection
        home: dict[str, int | None] = {}
        if table == "account":
            for version in wanted.versions:
                if version is not wanted.version or wanted.corrected:
                    keep_original(connection, table, row, version.batch_no, version.values)
            number = number_of_account(connection, row)
            plain_rows(connection, "DELETE FROM account_shelf WHERE no = ?", (number,))
            home = {"no": number, "batch_no": wanted.version.batch_no if wanted.version else None}
        elif table == "import_batch":
            home = {"no": self._batches.number_of(row)}
        now = current_row(connection, table, row)
        if now is None:
            put_row(connection, table, json.dumps(values), **home)
        else:
            differing = {
                column: value for column, value in values.items() if column in now and now[column] != value
            }
            if table == "account":
                differing["batch_no"] = home["batch_no"]
            if differing:
                plain_rows(
                    connection,
                    f'UPDATE "{table}" SET {_assignments(differing)} WHERE {row_name(table)} = ?',
                    (*differing.values(), row),
                )
                self._touch_changed(table, row, now, differing)
            return
        self.affected.note(table, row, values)

    def _remove(self, rows: list[RowName], held_by_none: bool = False) -> None:
        """Remove rows that must not exist; one that another row belongs to stays, and is recorded."""
        connection = self._connection
        waiting = list(rows)
        while waiting:
            removed = False
            for table, row in sorted(waiting, key=lambda name: -_PLACE[name[0]]):
                now = current_row(connection, table, row)
                if now is None:
                    plain_rows(connection, "DELETE FROM kept_row WHERE tbl = ? AND row = ?", (table, row))
                elif not held_by_none and self._is_needed(table, row):
                    self._hold_in_place(table, row)
                else:
                    self._take(table, row, now)
                    removed = True
            waiting = [(row[0], row[1]) for row in plain_rows(connection, "SELECT tbl, row FROM kept_row")]
            held_by_none = False
            if not removed:
                return

    def hold_accounts(self, numbers: Iterable[int]) -> None:
        """Bring back deleted accounts that bulk orders belong to."""
        for number in sorted(numbers):
            if (
                plain_rows(self._connection, "SELECT 1 FROM account WHERE no = ?", (number,)).fetchone()
                is None
            ):
                account_id = account_with_number(self._connection, number)
                ordered = plain_rows(
                    self._connection, "SELECT 1 FROM sales_order WHERE account_no = ?", (number,)
                )
                if account_id is not None and ordered.fetchone() is not None:
                    self._hold("account", account_id)

    def look_after_kept(self) -> None:
        """Remove rows that were kept only for others which are now gone."""
        rows = plain_rows(self._connection, "SELECT tbl, row FROM kept_row").fetchall()
        self._remove([(row[0], row[1]) for row in rows])

    def _hold_in_place(self, table: str, row: str) -> None:
        plain_rows(self._connection, "INSERT OR IGNORE INTO kept_row VALUES (?, ?)", (table, row))
        self._put(table, row, wanted_row(self._connection, self._batches, table, row, needed=True))

    def _is_needed(self, table: str, row: str) -> bool:
        for reference in self._inward[table]:
            target: Any = row
            if reference.parent_column == "no":
                target = number_of_account(self._connection, row)
            own = f" AND {row_name(reference.table)} <> ?" if reference.table == table else ""
            found = plain_rows(
                self._connection,
                f'SELECT 1 FROM "{reference.table}" WHERE {reference.column} = ?{own} LIMIT 1',
                (target, row) if own else (target,),
            )
            if found.fetchone() is not None:
                return True
        return False

    def _take(self, table: str, row: str, now: dict[str, Any]) -> None:
        connection = self._connection
        self.affected.note(table, row, now)
        if table == "account":
            number = number_of_account(connection, row)
            for version in wanted_row(connection, self._batches, table, row).versions:
                keep_original(connection, table, row, version.batch_no, version.values)
            keep_account_number(connection, number, row)
            plain_rows(connection, "DELETE FROM account_shelf WHERE no = ?", (number,))
            plain_rows(connection, "DELETE FROM account_summary WHERE account_no = ?", (number,))
        elif table == "sales_order":
            wanted = wanted_row(connection, self._batches, table, row)
            shelve(connection, row, wanted.versions, None)
            self.affected.orders_moved = True
        take_row(connection, table, row)
        plain_rows(connection, "DELETE FROM kept_row WHERE tbl = ? AND row = ?", (table, row))

    def _touch_number(self, number: int) -> None:
        account_id = account_with_number(self._connection, number)
        if account_id is not None:
            self.affected.accounts.add(account_id)


def _assignments(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}" = ?' for column in columns)
