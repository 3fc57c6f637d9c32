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

from winback_tui.store.log.chain import extend_chain
from winback_tui.store.log.logged_tables import BULK_TABLES
from winback_tui.store.read import plain_rows

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


def prove_history(book_path: Path) -> None:
    """Store a digest of each site's history up to its last change, by which `winback check` finds what is altered."""
    with explained(book_path), closing(connect_write(book_path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        extend_chain(connection, to_the_end=True)
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
        for number, rows, text in _texts(connection, table, numbers) if numbers else ():
            count, sum_ = sums.setdefault(number, (0, blake2b(digest_size=16)))
            sum_.update(text.encode())
            sums[number] = (count + rows, sum_)
        found.update(((table, number), _NOTHING) for number in numbers)
        found.update(((table, number), (count, sum_.hexdigest())) for number, (count, sum_) in sums.items())
    return found


def _texts(
    connection: sqlite3.Connection, table: str, batches: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    """Rows of these imports, some at a time: the import, how many, their text; between two others may write.

    SQLite joins the rows where they are all of one import, as nearly always: a quarter less work than joining them
    here, and a thread that does something else in Python meanwhile is not held up for each row.
    """
    text = _row_text(connection, table)
    chosen = (
        f"+batch_no IN ({','.join(map(str, batches))})"  # in the order of `no`, without the index of imports
    )
    last = -1
    while (end := _end_of_portion(connection, table, last)) is not None:
        page = f"FROM main.{table} NOT INDEXED WHERE no > ? AND no <= ? AND {chosen}"
        rows, first, other, joined = plain_rows(
            connection,
            f"SELECT count(*), min(batch_no), max(batch_no), group_concat({text}, {_END}) || {_END} {page}",
            (last, end),
        ).fetchone()
        if rows and first == other:
            yield first, rows, joined
        elif rows:
            found = plain_rows(
                connection, f"SELECT batch_no, {text} || {_END} {page} ORDER BY no", (last, end)
            )
            for number, group in groupby(found, key=lambda row: row[0]):
                texts = [each for _, each in group]
                yield number, len(texts), "".join(texts)
        last = end


def _end_of_portion(connection: sqlite3.Connection, table: str, last: int) -> int | None:
    """The number of the last of the next rows; None where there is none.

    Read without the rows: to gather rows from a query that orders and counts them takes two fifths more time.
    """
    after = f"FROM main.{table} WHERE no > ?"
    row = plain_rows(
        connection, f"SELECT no {after} ORDER BY no LIMIT 1 OFFSET {ROWS_AT_ONCE - 1}", (last,)
    ).fetchone()
    row = row or plain_rows(connection, f"SELECT max(no) {after}", (last,)).fetchone()
    return None if row[0] is None else int(row[0])


_END, _NEXT, _NULL = "char(30)", "\x1f", "char(0)"
"""What stands in a row's text after the row, between two columns, and for a value that is not there."""


def _row_text(connection: sqlite3.Connection, table: str) -> str:
    """SQL for all of a row of an import as one text. `printf` takes a third less time than `||`, but knows no NULL;
    a number as `%d` takes a fifth less again.
    """
    parts: list[str] = []
    text, filled = "", list[str]()

    def write_filled() -> None:
        nonlocal text
        if text:
            parts.append(f"printf('{text}'{''.join(f', {column}' for column in filled)})")
        text = ""
        filled.clear()

    columns = plain_rows(connection, f'PRAGMA main.table_info("{table}")').fetchall()
    for place, (_, column, kind, never_null, _, key) in enumerate(columns):
        text += _NEXT if place else ""
        if never_null or key or column == "batch_no":  # which is that of the import
            text += "%d" if kind == "INTEGER" else "%s"
            filled.append(column)
        else:
            write_filled()
            parts.append(f"coalesce({column}, {_NULL})")
    write_filled()
    return " || ".join(parts)


_NOTHING: Digest = (0, blake2b(digest_size=16).hexdigest())
