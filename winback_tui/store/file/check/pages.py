"""SQLite's own checks of a file: of all tables, or of those that changed since an earlier check."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from winback_tui.store.file.check.references import table_with_broken_reference
from winback_tui.store.read import plain_rows

USUAL_CACHE, LARGE_CACHE = -16_000, -70_000
"""In kibibytes, while entries of indexes are looked up in the order of the rows. The largest index of 2,000,000 orders
fits into the large one, which takes a fifth less time; the usual one leaves room for what else a check does meanwhile.
"""

_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table'"


def page_faults(
    connection: sqlite3.Connection,
    changed: Collection[str] | None,
    most: int = 20,
    cache: int = USUAL_CACHE,
) -> Iterator[str]:
    """What is wrong with pages, rows and indexes, at most so many of each check.

    Every page and every row are read in any case; `changed` are the tables of which also every entry of every index
    is compared with the rows, None for all. `cache` in kibibytes, as a negative number.
    """
    asked = [f"integrity_check({most})"]
    if changed is not None:
        yield from _faults(connection, f"quick_check({most})")  # reads each page once, so needs no cache
        asked = [f'integrity_check("{table}")' for table in sorted(changed)]
    connection.execute(f"PRAGMA cache_size = {cache:d}")
    for check in asked:
        yield from _faults(connection, check)


def _faults(connection: sqlite3.Connection, check: str) -> Iterator[str]:
    for (fault,) in plain_rows(connection, f"PRAGMA main.{check}"):
        if fault != "ok":
            yield str(fault).replace("\n", " ")


def broken_references(connection: sqlite3.Connection, changed: Collection[str] | None) -> Iterator[str]:
    """Rows that refer to rows that do not exist, in tables that changed or refer to one that did; None for all.

    It trusts the index of the orders, whose entries `page_faults` compares with the rows.
    """
    for (table,) in plain_rows(connection, _TABLES).fetchall():
        parents = {row[2] for row in plain_rows(connection, f'PRAGMA main.foreign_key_list("{table}")')}
        concerned = changed is None or table in changed or not parents.isdisjoint(changed)
        if not parents or not concerned or not table_with_broken_reference(connection, [table]):
            continue
        for name, rowid, parent, _ in plain_rows(connection, f'PRAGMA main.foreign_key_check("{table}")'):
            yield f"{name} {rowid} points to a row of {parent} that does not exist"
