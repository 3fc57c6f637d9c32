"""The file itself: SQLite's own check, references, triggers, and the checksums of imported rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from winback_tui.store.file.checksums import changed_imports, imports_without_checksum
from winback_tui.store.file.open import CHECKING_CACHE
from winback_tui.store.file.own_schema import foreign_parts, schema_parts
from winback_tui.store.log.install import present_writers, wanted_writers

SHOWN = 3
"""A sentence names this many errors; the rest are counted."""


def file_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite finds wrong with pages and indexes."""
    for (fault,) in connection.execute("PRAGMA integrity_check(20)"):
        if fault != "ok":
            yield str(fault).replace("\n", " ")


def schema_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables and indexes that are not ours, or differ from ours; triggers and views are checked separately."""
    for part in foreign_parts(connection, schema_parts(connection)):
        if part.kind in ("table", "index"):
            yield f"{part.kind} {part.name[:60]} differs from what Winback creates"


def reference_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Rows that point to rows that do not exist."""
    connection.execute(f"PRAGMA cache_size = {CHECKING_CACHE}")
    for table, rowid, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"{table} {rowid} points to a row of {parent} that does not exist"


def trigger_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Triggers of the change log that are missing, foreign or altered, and a log left switched off."""
    wanted, present = wanted_writers(connection), present_writers(connection)
    for name in sorted(wanted.keys() | present.keys()):
        if name not in present:
            yield f"trigger {name} is missing"
        elif name not in wanted:
            yield f"trigger {name} was not created by Winback"
        elif wanted[name] != present[name]:
            yield f"trigger {name} was changed"
    state = connection.execute("SELECT site, applying FROM state").fetchall()
    if len(state) != 1:
        yield f"the book has {len(state)} states instead of one"
    elif state[0][1]:
        yield "the log was switched off: changes since then are not recorded"


def checksum_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Imports whose rows differ from what was imported, though nobody changed them."""
    names = dict(connection.execute("SELECT no, file FROM import_batch").fetchall())
    what = {"account": "accounts", "sales_order": "orders"}
    for table, number in changed_imports(connection):
        yield f"{what[table]} of import {number} ({names.get(number, 'undone')}) changed outside Winback"


def count_unchecked_imports(connection: sqlite3.Connection) -> int:
    """Imports that have no checksum yet."""
    return len({number for _, number in imports_without_checksum(connection)})


def count_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Imports whose counts do not add up."""
    for number, file in connection.execute(
        "SELECT no, file FROM import_batch WHERE rows <> new + same + changed + refused + skipped"
    ):
        yield f"the counts of import {number} ({file}) do not add up"
