"""Thousands of rows of the log and of a table: one query for many rows instead of one for each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from winback_tui.store.file.erase.belongings import Reference
from winback_tui.store.read import plain_rows

from .logged_tables import BULK_TABLES, HOME_COLUMNS, row_name
from .row_from_log import LoggedRow
from .rows import outward

AT_ONCE = 5_000
"""Rows that are held in memory at once."""


_HOW_BULK_ROWS_BELONG = {"batch_no", "linked_to", "account_no"}
"""What must be known about every imported row that changes: its import, and whose summary it affects."""

Values = dict[str, Any]


@dataclass(slots=True)
class SettledRows:
    """What happened to ordinary rows, by name: nothing, other fields (the row before, and those), or new."""

    same: set[str] = field(default_factory=set)
    changed: dict[str, tuple[Values, Values]] = field(default_factory=dict)
    fresh: dict[str, Values] = field(default_factory=dict)


class UsualRows:
    """Settles the ordinary rows, and leaves the others alone.

    Ordinary are changed fields of an existing row, and a new row, where nothing was ever deleted or undone.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        columns: Mapping[str, Sequence[str]],
        outward: Mapping[str, Sequence[Reference]],
    ) -> None:
        self._connection = connection
        self._columns = columns
        self._column_sets = {table: frozenset(names) for table, names in columns.items()}
        self._outward = outward
        self._undoings: set[str] | None = None

    def of(self, table: str, names: Sequence[str]) -> SettledRows:
        """Settle those of the named rows that are ordinary."""
        logged = logged_rows(self._connection, table, names)
        columns = self._columns_to_compare(table, logged.values())
        present = present_rows(self._connection, table, columns, names)
        found = SettledRows()
        for row, fields in logged.items():
            now = present.get(row)
            if now is None:
                if (values := self._new_row(table, fields)) is not None:
                    found.fresh[row] = values
                continue
            before = dict(zip(columns, now, strict=True))
            differing = self._usual_changes(table, before, fields)
            if differing:
                found.changed[row] = (before, differing)
            elif differing is not None:
                found.same.add(row)
        written = {row: each[1] for row, each in found.changed.items()}
        for row in self._without_parents(table, {**written, **found.fresh}):
            found.changed.pop(row, None)
            found.fresh.pop(row, None)
        if table in BULK_TABLES and found.changed:
            keep_originals(self._connection, table, self._columns[table], found.changed)
        update_rows(self._connection, table, ((row, each[1]) for row, each in found.changed.items()))
        insert_rows(self._connection, table, self._columns[table], found.fresh.values())
        return found

    def _columns_to_compare(self, table: str, logged: Iterable[LoggedRow]) -> list[str]:
        """The columns to compare for these rows; for an imported row the log has only what people changed."""
        columns = list(self._columns[table])
        if table not in BULK_TABLES:
            return columns
        written = {column for each in logged for column in each.fields}
        return [column for column in columns if column in written or column in _HOW_BULK_ROWS_BELONG]

    def _new_row(self, table: str, logged: LoggedRow) -> dict[str, Any] | None:
        """The values of a row entered elsewhere; None where it cannot simply be inserted."""
        if table in BULK_TABLES or logged.first is None or logged.erased or logged.removed[0] >= 0:
            return None
        values = {
            **logged.first,
            **{column: value for column, (stamp, value) in logged.fields.items() if stamp > logged.added},
        }
        return values if values.keys() <= self._column_sets[table] else None

    def _usual_changes(self, table: str, now: dict[str, Any], logged: LoggedRow) -> dict[str, Any] | None:
        """Fields in which an existing row differs from the log; None where it needs a closer look."""
        bulk = table in BULK_TABLES
        if logged.removed[0] >= 0 or logged.erased or bulk == (logged.first is not None):
            return None
        later = {column: value for column, (stamp, value) in logged.fields.items() if stamp > logged.added}
        if bulk and (now["batch_no"] is None or not self._corrects(logged)):
            return None
        if not later.keys() <= self._column_sets[table] or "account_no" in later:
            return None
        for column, value in (logged.first or {}).items():
            if column not in later and now.get(column) != value:
                return None
        return {column: value for column, value in later.items() if now[column] != value}

    def _without_parents(self, table: str, rows: dict[str, dict[str, Any]]) -> set[str]:
        """Which of these rows would point to a row that does not exist."""
        found = set()
        for reference in self._outward[table]:
            targets = {
                row: values[reference.column]
                for row, values in rows.items()
                if values.get(reference.column) is not None
            }
            if targets:
                there = present_values(
                    self._connection, reference.parent, reference.parent_column, set(targets.values())
                )
                found |= {row for row, target in targets.items() if target not in there}
        return found

    def _corrects(self, logged: LoggedRow) -> bool:
        """Whether none of the acts that wrote an imported row's fields was undone or is an undo."""
        if self._undoings is None:
            self._undoings = {
                tx
                for row in plain_rows(self._connection, "SELECT tx, undoes FROM act WHERE undoes IS NOT NULL")
                for tx in row
            }
        return logged.transactions.isdisjoint(self._undoings)


def portions(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """The names of rows, a few thousand at a time."""
    return (names[at : at + AT_ONCE] for at in range(0, len(names), AT_ONCE))


def logged_rows(connection: sqlite3.Connection, table: str, names: Sequence[str]) -> dict[str, LoggedRow]:
    """The winning changes of these rows; every one has an entry."""
    found = {name: LoggedRow() for name in names}
    for row, col, hlc, site, seq, value, tx in plain_rows(
        connection,
        "SELECT c.row, c.col, c.hlc, c.site, c.seq, h.value, h.tx FROM json_each(?) n"
        " CROSS JOIN cell c ON c.tbl = ? AND c.row = n.value JOIN change h ON h.site = c.site AND h.seq = c.seq",
        (json.dumps(names), table),
    ):
        found[row].note(col, (hlc, site, seq), value, tx)
    return found


def present_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], names: Sequence[str]
) -> dict[str, tuple[Any, ...]]:
    """These rows as the file has them, by name; missing ones have no entry."""
    name = row_name(table)
    return {
        row[0]: row[1:]
        for row in plain_rows(
            connection,
            f'SELECT {name}, {", ".join(map(quoted, columns))} FROM "{table}"'
            f" WHERE {name} IN (SELECT value FROM json_each(?))",
            (json.dumps(names),),
        )
    }


def present_values(
    connection: sqlite3.Connection, table: str, column: str, values: Collection[Any]
) -> set[Any]:
    """Which of these values occur in a column of a table."""
    return {
        row[0]
        for row in plain_rows(
            connection,
            f'SELECT {column} FROM "{table}" WHERE {column} IN (SELECT value FROM json_each(?))',
            (json.dumps(list(values)),),
        )
    }


def keep_originals(
    connection: sqlite3.Connection, table: str, columns: Iterable[str], names: Iterable[str]
) -> None:
    """Save these imported rows as they are now, before a person's change is first written to them."""
    assert table in BULK_TABLES
    pairs = ", ".join(
        f"'{column}', {outward(table, column)}" for column in columns if column not in HOME_COLUMNS
    )
    plain_rows(
        connection,
        f"INSERT OR IGNORE INTO import_original SELECT '{table}', {row_name(table)}, batch_no, json_object({pairs})"
        f' FROM "{table}" WHERE {row_name(table)} IN (SELECT value FROM json_each(?))',
        (json.dumps(list(names)),),
    )


def update_rows(
    connection: sqlite3.Connection, table: str, changes: Iterable[tuple[str, dict[str, Any]]]
) -> None:
    """Set these columns of these rows; rows that change in the same columns share one statement."""
    by_columns: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    for name, values in changes:
        by_columns.setdefault(tuple(values), []).append((*values.values(), name))
    for columns, rows in by_columns.items():
        assignments = ", ".join(f"{quoted(column)} = ?" for column in columns)
        connection.executemany(f'UPDATE "{table}" SET {assignments} WHERE {row_name(table)} = ?', rows)


def insert_rows(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]
) -> None:
    """Insert rows; a column that a row does not name has the default of the table."""
    by_columns: dict[tuple[str, ...], list[list[Any]]] = {}
    for row in rows:
        present = tuple(column for column in columns if column in row)
        by_columns.setdefault(present, []).append([row[column] for column in present])
    for present, values in by_columns.items():
        slots = ", ".join("?" * len(present))
        connection.executemany(
            f'INSERT INTO "{table}" ({", ".join(map(quoted, present))}) VALUES ({slots})', values
        )


def quoted(column: str) -> str:
    """A column as an SQL name."""
    return f'"{column}"'
