"""What travels: a whole copy of the book, or only what others do not have yet."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from winback_tui.store.file.open import APPLICATION_ID, SCHEMA_VERSION
from winback_tui.store.log.chain import digest_at
from winback_tui.sync.merge.vectors import Vector

OWN_TABLES = ("sync_target", "waiting_row")
"""Tables that concern this file alone and never travel."""

_TABLES = (
    "change",
    "act",
    "citation",
    "chain",
    "account",
    "account_shelf",
    "account_number",
    "import_batch",
    "sales_order",
    "order_shelf",
    "import_original",
    "laptop",
    "state",
)


def pack_changes(source: sqlite3.Connection, target: sqlite3.Connection, since: Vector) -> int:
    """Write into the empty `target` what a book with everything up to `since` lacks; returns how many changes.

    Imports are packed whole, with the accounts that their orders name.
    """
    for table in _TABLES:
        sql = source.execute(
            "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()[0]
        target.execute(sql)
    target.execute("BEGIN")
    count, transactions = _pack_log(source, target, since)
    _pack_imports(source, target, _pack_acts(source, target, transactions))
    for table in ("laptop", "state"):
        _copy(source, target, table, "1", ())
    target.execute("COMMIT")
    target.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    target.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return count


def _pack_log(source: sqlite3.Connection, target: sqlite3.Connection, since: Vector) -> tuple[int, set[str]]:
    """Pack the changes of each site after those known; returns how many there are, and their transactions."""
    count, transactions = 0, set[str]()
    for (site,) in source.execute("SELECT DISTINCT site FROM change").fetchall():
        rows = source.execute(
            "SELECT * FROM change WHERE site = ? AND seq >= ? ORDER BY seq", (site, since.get(site, 0))
        ).fetchall()  # the last that is known goes along, so that a reader sees whether it is the same
        known = min(since.get(site, 0), rows[-1][1] if rows else 0)
        _insert(target, "chain", [(site, known, digest_at(source, site, known))] if known else [])
        count += sum(row[1] > since.get(site, 0) for row in rows)
        transactions |= {row[4] for row in rows if row[1] > since.get(site, 0)}
        _insert(target, "change", rows)
        _copy(source, target, "citation", "site = ? AND seq > ?", (site, since.get(site, 0)))
    return count, transactions


def _pack_acts(source: sqlite3.Connection, target: sqlite3.Connection, transactions: set[str]) -> list[int]:
    """Pack the acts of these transactions and those of all imports; returns the numbers of the new imports."""
    acts = source.execute("SELECT * FROM act").fetchall()
    columns = [row[1] for row in source.execute("PRAGMA table_info(act)")]
    tx, undoes, batch = (columns.index(name) for name in ("tx", "undoes", "batch_no"))
    imports = [row for row in acts if row[batch] is not None and row[undoes] is None]
    _insert(
        target,
        "act",
        [row for row in acts if row[tx] in transactions or (row[batch] is not None and row[undoes] is None)],
    )
    return sorted({row[batch] for row in imports if row[tx] in transactions})


def _pack_imports(source: sqlite3.Connection, target: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Pack the imports of these numbers whole, with the accounts that their orders name."""
    for number in numbers:
        for table in ("sales_order", "order_shelf", "import_original"):
            _copy(source, target, table, "batch_no = ?", (number,))
        _copy(source, target, "import_batch", "no = ?", (number,))
    if not numbers:
        return
    marks = ", ".join(map(str, numbers))
    account_nos = (
        f"SELECT account_no FROM sales_order WHERE batch_no IN ({marks})"
        f" UNION SELECT account_no FROM order_shelf WHERE batch_no IN ({marks})"
    )
    originals = (
        "SELECT json_extract(value, '$.account_no') FROM import_original"
        f" WHERE tbl = 'sales_order' AND batch_no IN ({marks})"
    )
    _copy(
        source,
        target,
        "account",
        f"batch_no IN ({marks}) OR no IN ({account_nos}) OR id IN ({originals})",
        (),
    )
    _copy(source, target, "account_shelf", f"shelved_by IN ({marks}) OR no IN ({account_nos})", ())
    _copy(source, target, "account_number", f"no IN ({account_nos}) OR id IN ({originals})", ())


def _copy(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str, where: str, values: Sequence[Any]
) -> None:
    _insert(target, table, source.execute(f"SELECT * FROM {table} WHERE {where}", values))


def _insert(target: sqlite3.Connection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    width = len(target.execute(f"PRAGMA table_info({table})").fetchall())
    target.executemany(
        f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", (tuple(row) for row in rows)
    )
