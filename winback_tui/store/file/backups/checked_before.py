"""What an earlier, fully checked copy of a book proves about it: the tables of which every byte is still the same.

SQLite follows the pages of a table and of its indexes from their roots. Where these pages hold the same bytes in both
files, and the roots are the same, it would find in one what it found in the other. Only the rest is checked again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from winback_tui.store.file.open import connect_plain
from winback_tui.store.read import plain_rows

from .backup_files import CHECKED_QUICKLY, COMPANIONS, backups

BYTES_AT_ONCE = 1 << 20
"""A multiple of every page size that SQLite has."""

MOST_PAGES = 0.3
"""Where more of the file differs, an import came since, and the large tables are checked again anyhow."""

_HEADER = 100
_HOW_TO_READ = (slice(16, 24), slice(44, 48), slice(52, 60))
"""Of the bytes of the header of a file those that change how all its pages are read: their size and kind, the order in
indexes, the encoding of texts.
"""

_OWNERS = "SELECT name, pageno FROM dbstat"
_SCHEMA = "SELECT name, tbl_name, rootpage, sql FROM main.sqlite_master WHERE type IN ('table', 'index')"


def last_checked(book_path: Path) -> Path | None:
    """The newest backup of the book that was checked in full."""
    return next((one.path for one in backups(book_path) if one.reason not in CHECKED_QUICKLY), None)


def differing_pages(path: Path, checked: Path) -> frozenset[int] | None:
    """Numbers of the pages of `path` that differ from those of `checked`, or are not there; None if it is of no use,
    as where one of them cannot be read.

    Not to be called for a file that this process has open: closing it here would drop SQLite's locks on it.
    """
    if any(_companions(each) for each in (path, checked)):  # SQLite reads other pages than those in the file
        return None
    try:
        return _compared(path, checked)
    except OSError:
        return None


def _compared(path: Path, checked: Path) -> frozenset[int] | None:
    found: set[int] = set()
    with path.open("rb", buffering=0) as file, checked.open("rb", buffering=0) as other:
        head, beside = file.read(_HEADER), other.read(_HEADER)
        size = int.from_bytes(head[16:18], "big")
        if not size or any(head[part] != beside[part] for part in _HOW_TO_READ):
            return None
        size = 1 << 16 if size == 1 else size
        file.seek(0)
        other.seek(0)
        page, most = 1, MOST_PAGES * path.stat().st_size / size + 100
        while part := file.read(BYTES_AT_ONCE):
            beside = other.read(BYTES_AT_ONCE)
            if part != beside:
                starts = range(0, len(part), size)
                found.update(
                    page + at // size for at in starts if part[at : at + size] != beside[at : at + size]
                )
            page += len(part) // size
            if len(found) > most or len(part) % size:
                return None
    return frozenset(found)


def _companions(path: Path) -> bool:
    return any(path.with_name(f"{path.name}{ending}").exists() for ending in COMPANIONS)


def changed_tables(
    connection: sqlite3.Connection, checked: Path, pages: Collection[int] | None
) -> frozenset[str] | None:
    """The tables of an open book that hold any of the differing `pages`, or stand otherwise in the schema of `checked`.

    None where all must be checked: this SQLite cannot tell to what a page belongs, or one of the files is damaged.
    """
    if pages is None:
        return None
    try:
        with closing(connect_plain(checked)) as earlier:
            known = set(earlier.execute(_SCHEMA).fetchall())
        here = set(plain_rows(connection, _SCHEMA).fetchall())
        names = {name for name, page in plain_rows(connection, _OWNERS) if page in pages}
    except sqlite3.DatabaseError:
        return None
    changed = {table for _, table, *_ in known ^ here}
    changed.update(table for name, table, *_ in here if name in names)
    return frozenset(changed & {table for _, table, *_ in here})
