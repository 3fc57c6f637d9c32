"""The file itself: SQLite's own check, references, triggers, and the checksums of imported rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from winback_tui.store.file.backups.checked_before import changed_tables, differing_pages, last_checked
from winback_tui.store.file.checksums import changed_imports, imports_without_checksum
from winback_tui.store.file.open import begin_reading, data_version
from winback_tui.store.file.own_schema import foreign_parts, schema_parts
from winback_tui.store.log.install import present_writers, wanted_writers
from winback_tui.worker_process import FunctionProcess

from .pages import broken_references, page_faults

SHOWN = 3
"""A sentence names this many errors; the rest are counted."""


class ChangedTables(NamedTuple):
    """The tables of an open book that differ from the last backup checked in full, at this version of its data."""

    tables: frozenset[str]
    version: int


def changed_since_backup(connection: sqlite3.Connection, book_path: Path) -> ChangedTables | None:
    """What must be checked again; None for everything.

    The pages are compared in another process: to close the file in this one would drop SQLite's locks. Meanwhile
    nobody commits, nor writes pages that they take back.
    """
    checked = last_checked(book_path)
    if checked is None:
        return None
    begin_reading(connection)
    try:
        version = data_version(connection)
        pages = FunctionProcess(differing_pages, book_path, checked).result()
        tables = changed_tables(connection, checked, pages)
    except RuntimeError:
        return None
    finally:
        connection.rollback()
    return None if tables is None else ChangedTables(tables, version)


def file_faults(connection: sqlite3.Connection, changed: ChangedTables | None = None) -> Iterator[str]:
    """What SQLite finds wrong with pages and indexes."""
    yield from _of_one_version(connection, page_faults, changed)


def reference_faults(connection: sqlite3.Connection, changed: ChangedTables | None = None) -> Iterator[str]:
    """Rows that point to rows that do not exist."""
    yield from _of_one_version(connection, broken_references, changed)


def _of_one_version(
    connection: sqlite3.Connection,
    faults: Callable[[sqlite3.Connection, frozenset[str] | None], Iterator[str]],
    changed: ChangedTables | None,
) -> Iterator[str]:
    """The faults of the changed tables; of all tables where somebody wrote since it was found which changed."""
    if changed is not None:
        found = list(faults(connection, changed.tables))
        if data_version(connection) == changed.version:
            yield from found
            return
    yield from faults(connection, None)


def schema_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables and indexes that are not ours, or differ from ours; triggers and views are checked separately."""
    for part in foreign_parts(connection, schema_parts(connection)):
        if part.kind in ("table", "index"):
            yield f"{part.kind} {part.name[:60]} differs from what Winback creates"


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
