"""The changes of a row and what decisions say about them: what the search for conflicts reads."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from winback_tui.store.read import plain_rows

Stamped = tuple[str, int]


@dataclass(slots=True)
class RowChange:
    """A change of a row. `at` is its site and number, `wall` in UTC milliseconds."""

    at: Stamped
    stamp: tuple[int, str, int]
    wall: int
    actor: str
    col: str
    value: Any
    before: Any
    replaces: Stamped | None
    tx: str

    @property
    def emptied(self) -> bool:
        """Whether an erasure emptied it, so that there is nothing to decide about the row."""
        return self.col == "!" or (self.col in ("*", "-") and self.value is None and self.before is None)


class Decisions:
    """What decisions cite, read once for many rows."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cited: dict[Stamped, set[Stamped]] = {}
        for site, seq, cited_site, cited_seq in plain_rows(connection, "SELECT * FROM citation"):
            self._cited.setdefault((site, seq), set()).add((cited_site, cited_seq))

    def settled_by(self, change: RowChange) -> set[Stamped]:
        """What this change settles in addition to the one it replaces; nothing where it was undone."""
        cited = self._cited.get(change.at)
        return cited if cited and self._holds(change.tx) else set()

    def cited_by(self, change: RowChange) -> set[Stamped]:
        """What this change cites, whether or not it was undone."""
        return self._cited.get(change.at, set())

    def in_force(self, change: RowChange) -> bool:
        """Whether a change is an original one and in force: neither undone nor itself an undo."""
        undoes = plain_rows(self._connection, "SELECT undoes FROM act WHERE tx = ?", (change.tx,)).fetchone()
        return (undoes is None or undoes[0] is None) and self._holds(change.tx)

    def _holds(self, tx: str) -> bool:
        """Whether an act was not undone, or was undone and redone."""
        undoings = plain_rows(self._connection, "SELECT tx FROM act WHERE undoes = ?", (tx,)).fetchall()
        return not any(self._holds(undoing[0]) for undoing in undoings)


def changes_of_row(connection: sqlite3.Connection, table: str, row: str) -> list[RowChange]:
    """Every change of the row, in the order of their stamps."""
    lines = plain_rows(
        connection,
        "SELECT site, seq, hlc, wall, actor, col, value, before, replaces_site, replaces_seq, tx FROM change"
        " WHERE tbl = ? AND row = ? ORDER BY hlc, site, seq",
        (table, row),
    )
    return [
        RowChange(
            (site, seq),
            (hlc, site, seq),
            wall,
            actor,
            col,
            value,
            before,
            None if after_site is None else (after_site, after_seq),
            tx,
        )
        for site, seq, hlc, wall, actor, col, value, before, after_site, after_seq, tx in lines
    ]


def was_decided(connection: sqlite3.Connection, table: str, row: str) -> bool:
    """Whether a decision about this row is in the book: whoever takes it back opens a conflict."""
    found = plain_rows(
        connection,
        "SELECT 1 FROM change JOIN citation USING (site, seq) WHERE tbl = ? AND row = ? LIMIT 1",
        (table, row),
    )
    return found.fetchone() is not None
