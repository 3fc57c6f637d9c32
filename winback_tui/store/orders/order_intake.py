"""Taking orders in bulk: each row once, newer versions over older ones, the older kept for undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from .batch import shelve_versions
from .bulk_load import DeferredIndexes, insert_columns

_NAMES = ("key", "account_no", "number", "day", "amount", "currency", "margin", "kind")
_COLUMNS = ", ".join(_NAMES)
_CHANGED = (
    "(o.account_no, o.number, o.day, o.amount, o.currency, o.margin, o.kind)"
    " IS NOT (i.account_no, i.number, i.day, i.amount, i.currency, i.margin, i.kind)"
)
_BY_HAND = "EXISTS (SELECT 1 FROM cell WHERE tbl = 'sales_order' AND row = o.key AND col NOT IN ('*', '-'))"


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """How many orders were new, the same as before, or changed; `kept_by_hand` of the same were corrected by hand."""

    new: int
    same: int
    changed: int
    kept_by_hand: int = 0
    touched: frozenset[int] | None = None
    """Numbers of the accounts whose orders are other than before; None where it was an empty book."""


class OrderIntake:
    """Orders of one batch. An empty book is filled directly; else rows are compared by key first.

    From here to `finish` nothing may look for orders or accounts in an empty book: their indexes are laid aside.
    """

    def __init__(self, connection: sqlite3.Connection, batch_no: int, version: int) -> None:
        self._connection = connection
        self._batch_no = batch_no
        self._version = version
        self._direct = connection.execute("SELECT 1 FROM sales_order LIMIT 1").fetchone() is None
        self._count = 0
        self._aside = DeferredIndexes(connection, ("sales_order", "account"))
        if not self._direct:
            connection.execute(f"CREATE TEMP TABLE incoming AS SELECT {_COLUMNS} FROM sales_order WHERE 0")

    def take(self, *columns: Sequence[object]) -> None:
        """Orders as equally long columns: key, account_no, number, day, amount, currency, margin, kind."""
        named = dict(zip(_NAMES, columns, strict=True))
        self._count += len(columns[0])
        if self._direct:
            own = {"note": "", "batch_no": self._batch_no, "version": self._version}
            insert_columns(self._connection, "sales_order", named, **own)
        else:
            insert_columns(self._connection, "incoming", named)

    @property
    def compares(self) -> bool:
        """Whether there are orders in the book to compare with; the rows then wait in the table `incoming`."""
        return not self._direct

    def finish(self) -> OrderCounts:
        """Compare and write what is not written yet."""
        if self._direct:
            self._aside.put_back()
            return OrderCounts(self._count, 0, 0)
        connection = self._connection
        changed = connection.execute(
            f"SELECT o.no, i.rowid, {_BY_HAND} FROM incoming i JOIN sales_order o ON o.key = i.key WHERE {_CHANGED}"
        ).fetchall()
        apart = [row for row in changed if not row[2]]
        before = connection.execute("SELECT coalesce(max(no), 0) FROM sales_order").fetchone()[0]
        new = connection.execute(
            f"INSERT INTO sales_order ({_COLUMNS}, note, batch_no, version)"
            f" SELECT {_COLUMNS}, '', {self._batch_no}, {self._version} FROM incoming i"
            " WHERE NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.key = i.key)"
        ).rowcount
        shelve_versions(connection, [row[0] for row in apart], self._batch_no)
        connection.executemany(
            "UPDATE sales_order SET (account_no, number, day, amount, currency, margin, kind, batch_no, version) ="
            f" (SELECT account_no, number, day, amount, currency, margin, kind, {self._batch_no}, {self._version}"
            " FROM incoming WHERE rowid = ?) WHERE no = ?",
            [(row[1], row[0]) for row in apart],
        )
        connection.execute("DROP TABLE temp.incoming")
        touched = connection.execute(
            "SELECT account_no FROM sales_order WHERE no > ?"
            " UNION SELECT account_no FROM order_shelf WHERE shelved_by = ?"
            " UNION SELECT account_no FROM sales_order WHERE no IN (SELECT value FROM json_each(?))",
            (before, self._batch_no, json.dumps([row[0] for row in apart])),
        )
        return OrderCounts(
            new,
            self._count - new - len(apart),
            len(apart),
            len(changed) - len(apart),
            frozenset(row[0] for row in touched),
        )
