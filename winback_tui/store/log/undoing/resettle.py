"""Rebuilding rows outside a merge: after an import was undone or redone, after one came in, after an update."""

from __future__ import annotations

import sqlite3

from winback_tui.store.log.logged_tables import BULK_TABLES, row_name
from winback_tui.store.log.rebuild import Rebuilder
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.orders.batch_rows import accounts_of_batch
from winback_tui.store.orders.imported_versions import Batches
from winback_tui.store.read import plain_rows


def settle_batch(connection: sqlite3.Connection, batch_no: int) -> bool:
    """After an import was undone or redone here, let other imports decide about the same rows again.

    Returns whether there may be such rows, and so changed accounts.
    """
    others = plain_rows(
        connection,
        "SELECT 1 FROM act WHERE received AND batch_no IS NOT NULL"
        " UNION ALL SELECT 1 FROM import_original WHERE tbl = 'account' AND batch_no = ? LIMIT 1",
        (batch_no,),
    )
    if others.fetchone() is None:
        return False
    keys = [
        row[0]
        for row in plain_rows(
            connection,
            "SELECT key FROM sales_order WHERE batch_no = ?1 UNION SELECT key FROM order_shelf WHERE batch_no = ?1",
            (batch_no,),
        )
    ]
    with triggers_idle(connection):
        rebuilder = Rebuilder(connection, Batches(connection))
        accounts = [("account", account_id) for account_id in accounts_of_batch(connection, batch_no)]
        rebuilder.rebuild([*accounts, *(("sales_order", key) for key in keys)])
    return True


def show_waiting(connection: sqlite3.Connection) -> None:
    """After an update, write rows from the log whose table or column the older version did not know."""
    waiting = {(row[0], row[1]) for row in plain_rows(connection, "SELECT tbl, row FROM waiting_row")}
    if not waiting:
        return
    plain_rows(connection, "DELETE FROM waiting_row")
    with triggers_idle(connection):
        Rebuilder(connection, Batches(connection)).rebuild(waiting, waiting)


def apply_corrections(connection: sqlite3.Connection, batch_no: int) -> None:
    """Keep people's corrections of rows that this import brought again.

    The caller switches the triggers off; the import itself need not be in the book yet.
    """
    rows = [
        (table, row[0])
        for table in BULK_TABLES
        for row in plain_rows(
            connection,
            f"SELECT DISTINCT c.row FROM cell c JOIN {table} t ON t.{row_name(table)} = c.row"
            " WHERE c.tbl = ? AND c.col NOT IN ('*', '-') AND t.batch_no = ?",
            (table, batch_no),
        )
    ]
    if rows:
        batches = Batches(connection)
        batches.live.add(batch_no)
        Rebuilder(connection, batches).rebuild(rows)
