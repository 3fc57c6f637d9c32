"""Imports that came from another laptop, or were undone there: adding and removing their rows in bulk.

Rows that only one import brought and nobody changed are handled in bulk. The others are returned to the caller, who
rebuilds them one by one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from winback_tui.store.read import plain_rows

from .imported_versions import ORDER

_COLUMNS = ", ".join(("key", *ORDER, "batch_no"))
_SLOTS = ", ".join("?" * (len(ORDER) + 2))
_CONTESTED = (
    "EXISTS (SELECT 1 FROM cell WHERE tbl = 'sales_order' AND row = {name}.key)"
    " OR EXISTS (SELECT 1 FROM order_shelf s WHERE s.key = {name}.key AND s.batch_no IS NOT {name}.batch_no)"
    " OR EXISTS (SELECT 1 FROM import_original i WHERE i.tbl = 'sales_order' AND i.row = {name}.key)"
)

_NEXT_NEWER = (
    "(SELECT batch_no FROM (SELECT version, batch_no FROM order_shelf WHERE key = c.key AND version > c.version"
    " UNION ALL SELECT o.version, o.batch_no WHERE o.version > c.version) v"
    " JOIN import_batch b ON b.no = v.batch_no ORDER BY v.version, b.id LIMIT 1)"
)
"""SQL for the import that replaced version `c`: the oldest of the newer ones; NULL where it is the newest."""


def take_orders(
    connection: sqlite3.Connection, batch_no: int, holds: bool, rows: Iterable[Sequence[object]]
) -> tuple[set[str], set[int], int]:
    """Add the orders of a new import, given as key and the columns of `ORDER`.

    Returns the keys that must be rebuilt, the numbers of the accounts whose orders changed, and how
    many orders the book did not have.
    """
    plain_rows(connection, "CREATE TEMP TABLE IF NOT EXISTS coming AS SELECT * FROM order_shelf WHERE 0")
    connection.executemany(
        f"INSERT INTO coming ({_COLUMNS}) VALUES ({_SLOTS})", ((*row, batch_no) for row in rows)
    )
    new, numbers = 0, set()
    if holds:
        new = plain_rows(
            connection,
            f"INSERT INTO sales_order ({_COLUMNS}) SELECT {_COLUMNS} FROM coming c WHERE NOT EXISTS"
            f" (SELECT 1 FROM sales_order o WHERE o.key = c.key) AND NOT ({_CONTESTED.format(name='c')})",
        ).rowcount
        numbers = _take_again(connection, batch_no)
    plain_rows(
        connection,
        f"INSERT INTO order_shelf (shelved_by, {_COLUMNS}) SELECT {batch_no}, {_COLUMNS} FROM coming c WHERE NOT EXISTS"
        " (SELECT 1 FROM sales_order o WHERE o.key = c.key AND o.batch_no = c.batch_no)"
        + (" AND key NOT IN (SELECT key FROM settled)" if holds else ""),
    )
    keys = set()
    if holds:
        keys = _keys_of(connection, "order_shelf", batch_no)
        keys -= {row[0] for row in plain_rows(connection, "SELECT key FROM settled")}
        plain_rows(connection, "DROP TABLE temp.settled")
    plain_rows(connection, "DROP TABLE temp.coming")
    return keys, numbers, new


def _take_again(connection: sqlite3.Connection, batch_no: int) -> set[int]:
    """Orders that other imports in force brought too: the newest version counts, the others are shelved.

    The keys go into the temporary table `settled`. Returns the numbers of the accounts whose orders differ from
    before by all that is `coming`; an order that is the same in the newest import changes nobody's.
    """
    same = " AND ".join(f"c.{column} IS o.{column}" for column in ORDER if column != "version")
    plain_rows(
        connection,
        "CREATE TEMP TABLE settled AS SELECT c.key AS key, o.no AS no, o.account_no AS account_no,"
        f" c.version > o.version AS newer, {same} AS same, c.rowid AS at, {_NEXT_NEWER} AS newer_batch"
        " FROM coming c CROSS JOIN sales_order o ON o.key = c.key WHERE o.batch_no <> c.batch_no"
        " AND o.version <> c.version"
        " AND o.batch_no IN (SELECT no FROM import_batch) AND NOT EXISTS"
        " (SELECT 1 FROM order_shelf s WHERE s.key = c.key AND (s.version = c.version OR s.batch_no IS NULL"
        " OR s.batch_no NOT IN (SELECT no FROM import_batch))) AND NOT EXISTS"
        " (SELECT 1 FROM cell WHERE tbl = 'sales_order' AND row = c.key) AND NOT EXISTS"
        " (SELECT 1 FROM import_original i WHERE i.tbl = 'sales_order' AND i.row = c.key)",
    )
    plain_rows(
        connection,
        f"INSERT INTO order_shelf (shelved_by, {_COLUMNS}) SELECT {batch_no}, {_COLUMNS} FROM sales_order"
        " WHERE no IN (SELECT no FROM settled WHERE newer)",
    )
    plain_rows(
        connection,
        f"UPDATE order_shelf SET shelved_by = {batch_no} FROM settled s"
        " WHERE NOT s.newer AND order_shelf.key = s.key AND order_shelf.shelved_by = s.newer_batch",
    )
    plain_rows(
        connection,
        f"INSERT INTO order_shelf (shelved_by, {_COLUMNS}) SELECT s.newer_batch, {_named('c')} FROM settled s"
        " CROSS JOIN coming c ON c.rowid = s.at WHERE NOT s.newer",
    )
    moved = plain_rows(
        connection,
        "SELECT account_no FROM coming WHERE rowid NOT IN (SELECT at FROM settled WHERE same OR NOT newer)"
        " UNION SELECT account_no FROM settled WHERE newer AND NOT same",
    )
    numbers = {row[0] for row in moved}
    for which, changed in (("s.same", ("version", "batch_no")), ("NOT s.same", (*ORDER, "batch_no"))):
        plain_rows(
            connection,
            f"UPDATE sales_order SET ({', '.join(changed)}) = (c.{', c.'.join(changed)})"
            " FROM settled s CROSS JOIN coming c ON c.rowid = s.at"
            f" WHERE s.newer AND {which} AND sales_order.no = s.no",
        )
    return numbers


def _named(table: str) -> str:
    return ", ".join(f"{table}.{column}" for column in ("key", *ORDER, "batch_no"))


def put_orders_back(connection: sqlite3.Connection, batch_no: int) -> tuple[set[str], set[int]]:
    """Bring back the orders of a redone import; returns the keys to be rebuilt, and the accounts' numbers."""
    plain_rows(
        connection,
        f"CREATE TEMP TABLE coming AS SELECT * FROM order_shelf o WHERE batch_no = {batch_no}"
        f" AND NOT EXISTS (SELECT 1 FROM sales_order p WHERE p.key = o.key) AND NOT ({_CONTESTED.format(name='o')})",
    )
    plain_rows(connection, f"INSERT INTO sales_order ({_COLUMNS}) SELECT {_COLUMNS} FROM coming")
    plain_rows(connection, "DELETE FROM order_shelf WHERE shelf_no IN (SELECT shelf_no FROM coming)")
    numbers = {row[0] for row in plain_rows(connection, "SELECT DISTINCT account_no FROM coming")}
    plain_rows(connection, "DROP TABLE temp.coming")
    return _keys_of(connection, "order_shelf", batch_no), numbers


def set_orders_aside(connection: sqlite3.Connection, batch_no: int) -> tuple[set[str], set[int]]:
    """Remove the orders of an undone import; returns the keys to be rebuilt, and the accounts' numbers."""
    plain_rows(
        connection,
        f"CREATE TEMP TABLE going AS SELECT * FROM sales_order o WHERE batch_no = {batch_no}"
        f" AND NOT ({_CONTESTED.format(name='o')})",
    )
    plain_rows(
        connection,
        f"INSERT INTO order_shelf (shelved_by, {_COLUMNS}) SELECT {batch_no}, {_COLUMNS} FROM going",
    )
    plain_rows(connection, "DELETE FROM sales_order WHERE no IN (SELECT no FROM going)")
    numbers = {row[0] for row in plain_rows(connection, "SELECT DISTINCT account_no FROM going")}
    plain_rows(connection, "DROP TABLE temp.going")
    keys = _keys_of(connection, "sales_order", batch_no) | {
        row[0]
        for row in plain_rows(
            connection,
            f"SELECT key FROM order_shelf WHERE batch_no = {batch_no} AND shelved_by <> {batch_no}",
        )
    }
    return keys, numbers


def accounts_of_batch(connection: sqlite3.Connection, batch_no: int) -> set[str]:
    """The ids of the accounts that an import brought, present or not."""
    rows = plain_rows(
        connection,
        "SELECT id FROM account WHERE batch_no = ?1"
        " UNION SELECT json_extract(value, '$.id') FROM account_shelf WHERE shelved_by = ?1"
        " UNION SELECT row FROM import_original WHERE tbl = 'account' AND batch_no = ?1",
        (batch_no,),
    )
    return {row[0] for row in rows}


def _keys_of(connection: sqlite3.Connection, table: str, batch_no: int) -> set[str]:
    return {row[0] for row in plain_rows(connection, f"SELECT key FROM {table} WHERE batch_no = {batch_no}")}
