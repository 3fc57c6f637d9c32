"""SQLite's own checks of a file: of all tables, or of those that changed since an earlier check."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from winback_tui.store.file.open import CHECKING_CACHE
from winback_tui.store.read import plain_rows

_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table'"


def page_faults(
    connection: sqlite3.Connection, changed: Collection[str] | None, most: int = 20
) -> Iterator[str]:
    """What is wrong with pages, rows and indexes, at most so many of each check.

    Every page and every row are read in any case; `changed` are the tables of which also every entry of every index
    is compared with the rows, None for all.
    """
    if changed is None:
        asked = [f"integrity_check({most})"]
    else:
        asked = [f"quick_check({most})", *(f'integrity_check("{table}")' for table in sorted(changed))]
    for check in asked:
        for (fault,) in plain_rows(connection, f"PRAGMA main.{check}"):
            if fault != "ok":
                yield str(fault).replace("\n", " ")


def broken_references(connection: sqlite3.Connection, changed: Collection[str] | None) -> Iterator[str]:
    """Rows that refer to rows that do not exist, in tables that changed or refer to one that did; None for all."""
    connection.execute(f"PRAGMA cache_size = {CHECKING_CACHE}")
    asked = [""] if changed is None else [f'("{table}")' for table in _referring(connection, changed)]
    for table in asked:
        for name, rowid, parent, _ in plain_rows(connection, f"PRAGMA main.foreign_key_check{table}"):
            yield f"{name} {rowid} points to a row of {parent} that does not exist"


def _referring(connection: sqlite3.Connection, changed: Collection[str]) -> list[str]:
    found = []
    for (table,) in plain_rows(connection, _TABLES).fetchall():
        parents = {row[2] for row in plain_rows(connection, f'PRAGMA main.foreign_key_list("{table}")')}
        if parents and (table in changed or not parents.isdisjoint(changed)):
            found.append(table)
    return found
