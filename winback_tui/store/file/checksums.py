"""Checksums over imported rows, which the log does not repeat.

The log knows every value that people entered, so `winback check` can compare it with the tables. Imported rows are
too many for that (a million orders would double the file), so each import has one checksum a table instead. Every
normal change drops the checksum by trigger, and the next backup computes it again: a row that differs
although its checksum is still there was changed by an error of disk or program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from itertools import groupby
from pathlib import Path

from winback_tui.store.log.logged_tables import BULK_TABLES

from .open import connect_write, explained

ROWS_AT_ONCE = 5_000
SMALL_ORDERS = 200_000
"""With up to this many orders, an import waits for the checksums of the book: about a second."""

Batch = tuple[str, int]
"""Table and number of the import."""

Digest = tuple[int, str]
"""Number of rows and the digest over them."""


def write_checksums(book_path: Path) -> None:
    """Compute the checksums of the imports that have none.

    Two short transactions with the reading in between: an empty checksum is written first, and dropped by trigger
    when somebody changes a row meanwhile, so that nobody waits while millions of rows are read.
    """
    with explained(book_path), closing(connect_write(book_path)) as connection:
        open_batches = imports_without_checksum(connection)
        if not open_batches:
            return
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "INSERT OR REPLACE INTO seal (tbl, batch_no, rows, digest) VALUES (?, ?, 0, '')", open_batches
        )
        connection.execute("COMMIT")
        found = digests(connection, open_batches)
        made = [(*found[batch], *batch) for batch in open_batches if batch in found]
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(
            "UPDATE seal SET rows = ?, digest = ? WHERE tbl = ? AND batch_no = ? AND digest = ''", made
        )
        connection.execute("COMMIT")


def cover_small_book(book_path: Path) -> None:
    """`write_checksums` at once in a book of few orders; in a larger one, which takes seconds, the next backup does."""
    with explained(book_path), closing(connect_write(book_path)) as connection:
        orders = connection.execute("SELECT coalesce(max(no), 0) FROM sales_order").fetchone()[0]
    if orders <= SMALL_ORDERS:
        write_checksums(book_path)


def imports_without_checksum(connection: sqlite3.Connection) -> list[Batch]:
    """Imports that have no checksum yet."""
    return [
        (table, number)
        for table in BULK_TABLES
        for (number,) in connection.execute(
            "SELECT no FROM import_batch WHERE no NOT IN"
            " (SELECT batch_no FROM seal WHERE tbl = ? AND digest <> '')",
            (table,),
        )
    ]


def changed_imports(connection: sqlite3.Connection) -> list[Batch]:
    """The imports whose rows no longer match their checksum, though nobody changed them."""
    known = {
        (table, number): (rows, digest)
        for table, number, rows, digest in connection.execute(
            "SELECT tbl, batch_no, rows, digest FROM seal WHERE digest <> ''"
        )
    }
    found = digests(connection, list(known))
    return [batch for batch, digest in known.items() if found.get(batch, _NOTHING) != digest]


def digests(connection: sqlite3.Connection, batches: Sequence[Batch]) -> dict[Batch, Digest]:
    """The digest of the rows of these imports; an import without rows in that table has that of nothing."""
    found: dict[Batch, Digest] = {}
    for table in BULK_TABLES:
        numbers = [number for asked, number in batches if asked == table]
        sums: dict[int, tuple[int, blake2b]] = {}
        for texts_of in _pages(connection, table, numbers) if numbers else ():
            for number, texts in texts_of:
                count, sum_ = sums.setdefault(number, (0, blake2b(digest_size=16)))
                sum_.update("\x1e".join([*texts, ""]).encode())
                sums[number] = (count + len(texts), sum_)
        found.update(((table, number), _NOTHING) for number in numbers)
        found.update(((table, number), (count, sum_.hexdigest())) for number, (count, sum_) in sums.items())
    return found


def _pages(
    connection: sqlite3.Connection, table: str, batches: Sequence[int]
) -> Iterator[list[tuple[int, list[str]]]]:
    """Rows of these imports, some at a time, as texts by import; between two pages others may write."""
    columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
    text = " || char(31) || ".join(f"coalesce({column}, char(0))" for column in columns)
    chosen = (
        f"+batch_no IN ({','.join(map(str, batches))})"  # in the order of `no`, without the index of imports
    )
    last = -1
    while True:
        rows = connection.execute(
            f"SELECT no, batch_no, {text} FROM main.{table} WHERE no > ? AND {chosen} ORDER BY no LIMIT {ROWS_AT_ONCE}",
            (last,),
        ).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [(number, [row[2] for row in group]) for number, group in groupby(rows, key=lambda row: row[1])]


_NOTHING: Digest = (0, blake2b(digest_size=16).hexdigest())
