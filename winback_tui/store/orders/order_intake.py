"""Importing orders in bulk: each row once, newer versions replacing older ones, which are kept for undo."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import day_or_none

from .batch import shelve_versions
from .bulk_load import APPENDING_CACHE, DeferredIndexes, insert_columns
from .orders import has_no_orders
from .source_orders import keys_of

_NAMES = ("key", "account_no", "number", "day", "amount", "currency", "margin", "kind")
_COLUMNS = ", ".join(_NAMES)
_CHANGED = (
    "(o.account_no, o.number, o.day, o.amount, o.currency, o.margin, o.kind)"
    " IS NOT (i.account_no, i.number, i.day, i.amount, i.currency, i.margin, i.kind)"
)
_JUST_AS_IT_IS = f"o.key = i.key AND NOT ({_CHANGED})"
_BY_HAND = "EXISTS (SELECT 1 FROM cell WHERE tbl = 'sales_order' AND row = o.key AND col NOT IN ('*', '-'))"


@dataclass(frozen=True, slots=True)
class OrderCounts:
    """How many orders were new, the same as before, or changed; `kept_by_hand` of the same were corrected by hand."""

    new: int
    same: int
    changed: int
    kept_by_hand: int = 0
    touched: frozenset[int] | None = None
    """Numbers of the accounts whose orders changed; None where the book was empty."""
    since: date | None = None
    """The earliest day, before or after, of an order that was added or changed; None where there is none."""
    repeats: bool = False
    """Whether several rows stand for one order of the book."""


class OrderIntake:
    """Orders of one batch. An empty book is filled directly; else rows are compared by key first.

    Of the compared rows, those equal to an order of the book are recorded in the temporary table `met`,
    by the order's `no`, and skipped: in a newer export from the same source that is nearly all. The others wait in the
    temporary table `incoming`. Orders of rows that need not be read count as met by the range of their keys, in
    `met_keys`.

    Until `finish` nothing may search orders or accounts in an empty book: their indexes are dropped meanwhile.
    """

    def __init__(self, connection: sqlite3.Connection, batch_no: int, version: int) -> None:
        self._connection = connection
        self._batch_no = batch_no
        self._version = version
        self._direct = has_no_orders(connection)
        self._count = 0
        self._next = 0
        """The `no` after that of the last row taken, 0 where that is none of the book. A newer export mostly has its
        rows in the order in which they came: they are found by it at half the cost of looking up their keys."""
        self._deferred = DeferredIndexes(connection, ("sales_order", "account"))
        if self._direct:
            connection.execute(f"PRAGMA cache_size = {APPENDING_CACHE}")
        else:
            for table in ("arriving", "incoming"):
                connection.execute(f"CREATE TEMP TABLE {table} AS SELECT {_COLUMNS} FROM sales_order WHERE 0")
            connection.execute("CREATE TEMP TABLE met (no INTEGER PRIMARY KEY)")
            connection.execute("CREATE TEMP TABLE met_keys (first TEXT, beyond TEXT)")

    def take(self, *columns: Sequence[object]) -> None:
        """Add orders as equal-length columns: key, account_no, number, day, amount, currency, margin, kind."""
        by_name = dict(zip(_NAMES, columns, strict=True))
        self._count += len(columns[0])
        if self._direct:
            own = {"note": "", "batch_no": self._batch_no, "version": self._version}
            insert_columns(self._connection, "sales_order", by_name, **own)
        else:
            self._compare(by_name)

    def _compare(self, columns: Mapping[str, Sequence[object]]) -> None:
        """Skip rows equal to orders in the book; where that is every row, they are looked up once."""
        connection, count = self._connection, len(columns["key"])
        insert_columns(connection, "arriving", columns)
        if self._next and self._met(f"o.no = i.rowid + {self._next - 1} AND {_JUST_AS_IT_IS}") == count:
            self._next += count
        else:
            if self._met(_JUST_AS_IT_IS) < count:
                connection.execute(
                    f"INSERT INTO incoming SELECT {_COLUMNS} FROM arriving i"
                    f" WHERE NOT EXISTS (SELECT 1 FROM sales_order o WHERE {_JUST_AS_IT_IS})"
                )
            last = connection.execute(
                f"SELECT o.no FROM arriving i JOIN sales_order o ON {_JUST_AS_IT_IS} WHERE i.rowid = ?",
                (count,),
            ).fetchone()
            self._next = last[0] + 1 if last else 0
        connection.execute("DELETE FROM arriving")

    def _met(self, condition: str) -> int:
        """Note the orders of the book that `arriving` has just as they are; how many there are."""
        return self._connection.execute(
            f"INSERT OR IGNORE INTO met SELECT o.no FROM arriving i CROSS JOIN sales_order o ON {condition}"
        ).rowcount

    def count_as_met(self, source: str) -> None:
        """Let all numbered orders of this source count as met: rows above those that are taken have them."""
        self._connection.execute("INSERT INTO met_keys VALUES (?, ?)", keys_of(source))

    @property
    def brings_only_new_keys(self) -> bool:
        """Whether no row taken so far has the key of an order in the book."""
        met = (
            "SELECT 1 FROM met UNION ALL SELECT 1 FROM incoming i JOIN sales_order o ON o.key = i.key LIMIT 1"
        )
        return self._connection.execute(met).fetchone() is None

    @property
    def compares(self) -> bool:
        """Whether there are orders in the book to compare with; rows that differ then wait in `incoming`."""
        return not self._direct

    def finish(self) -> OrderCounts:
        """Compare and write what is not written yet."""
        if self._direct:
            self._deferred.put_back()
            return OrderCounts(self._count, 0, 0)
        connection = self._connection
        changed = connection.execute(
            f"SELECT o.no, i.rowid AS incoming, {_BY_HAND} AS by_hand FROM incoming i"
            f" JOIN sales_order o ON o.key = i.key WHERE {_CHANGED}"
        ).fetchall()
        replaced = [row for row in changed if not row["by_hand"]]
        before = connection.execute("SELECT coalesce(max(no), 0) FROM sales_order").fetchone()[0]
        new = connection.execute(
            f"INSERT INTO sales_order ({_COLUMNS}, note, batch_no, version)"
            f" SELECT {_COLUMNS}, '', {self._batch_no}, {self._version} FROM incoming i"
            " WHERE NOT EXISTS (SELECT 1 FROM sales_order o WHERE o.key = i.key)"
        ).rowcount
        shelve_versions(connection, [row["no"] for row in replaced], self._batch_no)
        connection.executemany(
            "UPDATE sales_order SET (account_no, number, day, amount, currency, margin, kind, batch_no, version) ="
            f" (SELECT account_no, number, day, amount, currency, margin, kind, {self._batch_no}, {self._version}"
            " FROM incoming WHERE rowid = ?) WHERE no = ?",
            [(row["incoming"], row["no"]) for row in replaced],
        )
        met = connection.execute("SELECT count(*) FROM met").fetchone()[0]
        for table in ("arriving", "incoming", "met", "met_keys"):
            connection.execute(f"DROP TABLE temp.{table}")
        touched = connection.execute(
            "SELECT account_no, min(day) AS since FROM ("
            "SELECT account_no, day FROM sales_order WHERE no > ?"
            " UNION ALL SELECT account_no, day FROM order_shelf WHERE shelved_by = ?"
            " UNION ALL SELECT account_no, day FROM sales_order WHERE no IN (SELECT value FROM json_each(?))"
            ") GROUP BY account_no",
            (before, self._batch_no, json.dumps([row["no"] for row in replaced])),
        ).fetchall()
        return OrderCounts(
            new,
            self._count - new - len(replaced),
            len(replaced),
            len(changed) - len(replaced),
            frozenset(row["account_no"] for row in touched),
            day_or_none(min((row["since"] for row in touched), default="")),
            repeats=met + new + len(changed) < self._count,
        )
