"""A new laptop copies the whole book instead of merging it row by row.

The pages of a file that a laptop of the team sealed are copied as they are, with all their indexes; from any other
file rows are read table by table.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing

from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import new_id
from winback_tui.domain.text import FORBIDDEN
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import copy_into
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import SCHEMA_VERSION, connect_write, explained
from winback_tui.store.file.own_schema import OWN_DIGEST, own_tables, schema_digest, schema_parts
from winback_tui.store.file.site import remember_site
from winback_tui.store.log.install import columns_of, drop_writers, install_writers
from winback_tui.store.read import plain_rows

from .bundle.source import Source, connect_unpacked
from .merge.changes import clean_value

_NOT_TAKEN = ("state", "sync_target", "seal", "alembic_version")
_FORBIDDEN = f"*{FORBIDDEN.pattern}*".replace("\x00", "\x01").replace("\ud800-\udfff", "")
"""The characters of `FORBIDDEN` as a pattern of SQLite, whose texts hold neither zeros nor lone surrogates."""

_TEXTS = (
    *("name", "note", "text", "sentence", "actor", "value", "before", "number"),
    *("promises", "weak_points", "switching_cost", "objection", "answer", "found", "rival_reply"),
    *("what", "affected", "alternatives"),
)


def is_blank(book: Book) -> bool:
    """Whether nobody has written anything into the book yet."""
    if not book.exists():
        return True
    with book.read() as connection:
        return plain_rows(connection, "SELECT 1 FROM change LIMIT 1").fetchone() is None


def take_whole_book(book: Book, source: Source) -> None:
    """Fill a blank book from a whole one; from then on it writes as its own site.

    Raises Refused for a delta, and for the book of a newer Winback, whose columns this one could not keep.
    """
    if source.since:
        raise Refused(f"'{source.name}' holds only what is new; a laptop that joins needs a whole book.")
    if plain_rows(source.connection, "PRAGMA user_version").fetchone()[0] > SCHEMA_VERSION:
        raise Refused(f"'{source.name}' was written by a newer Winback; update this one, then join.")
    ensure_book(book.path)
    site = new_id()
    if source.sealed and _is_ours(source):
        _copy_pages(book, source, site)
    else:
        _copy_rows(book, source, site)
    remember_site(book.path, site, 0)


def _is_ours(source: Source) -> bool:
    """Whether the file has exactly the present schema, and no text that must be cleaned first."""
    if source.image is None or schema_digest(schema_parts(source.connection)) != OWN_DIGEST:
        return False
    return not any(
        column in _TEXTS and _unclean(source, table, column)
        for table in own_tables()
        for column in columns_of(source.connection, table)
    )


def _copy_pages(book: Book, source: Source, site: str) -> None:
    """Make the unpacked file this laptop's, then put its pages in the place of the blank book, all at once."""
    assert source.image is not None
    _require_whole(source.connection, source)
    with closing(connect_unpacked(source.image)) as image:
        plain_rows(image, "BEGIN")
        drop_writers(image)
        for table in _NOT_TAKEN:
            if table not in ("state", "alembic_version"):
                plain_rows(image, f"DELETE FROM {table}")
        plain_rows(image, "UPDATE state SET tx = '', actor = '', now = NULL, applying = 0")
        _begin_as(image, site)
        install_writers(image)
        plain_rows(image, "COMMIT")
        with explained(book.path), closing(connect_write(book.path)) as target:
            copy_into(image, target, book.path)


def _require_whole(connection: sqlite3.Connection, source: Source) -> None:
    if plain_rows(connection, "PRAGMA foreign_key_check").fetchone() is not None:
        raise Refused(f"'{source.name}' contains rows whose parent record is missing; nothing was copied.")


def _begin_as(connection: sqlite3.Connection, site: str) -> None:
    """Make the book write as this site from now on; everything before was done by others."""
    hlc = plain_rows(connection, "SELECT coalesce(max(hlc), 0) FROM change").fetchone()[0]
    plain_rows(connection, "UPDATE state SET site = ?, seq = 0, hlc = ?", (site, hlc))
    plain_rows(connection, "UPDATE act SET received = 1")


def _copy_rows(book: Book, source: Source, site: str) -> None:
    with explained(book.path), closing(connect_write(book.path)) as connection:
        plain_rows(connection, "PRAGMA foreign_keys = OFF")
        plain_rows(connection, "BEGIN IMMEDIATE")
        try:
            _fill(connection, source)
            _require_whole(connection, source)
            _begin_as(connection, site)
            plain_rows(connection, "COMMIT")
        except BaseException:
            plain_rows(connection, "ROLLBACK")
            raise


def _fill(connection: sqlite3.Connection, source: Source) -> None:
    dropped_objects = plain_rows(
        connection,
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view') OR type = 'index' AND sql NOT NULL"
        " ORDER BY type = 'view'",
    ).fetchall()
    for kind, name, _ in dropped_objects:
        plain_rows(connection, f'DROP {kind} "{name}"')
    tables = [
        row[0]
        for row in plain_rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if row[0]
    ]
    for table in tables:
        if table in _NOT_TAKEN or table.startswith("sqlite_"):
            continue
        theirs = columns_of(source.connection, table)
        columns = [column for column in columns_of(connection, table) if column in theirs]
        if not columns:
            continue
        column_list = ", ".join(f'"{column}"' for column in columns)
        texts = [
            place
            for place, column in enumerate(columns)
            if column in _TEXTS and _unclean(source, table, column)
        ]
        rows = plain_rows(source.connection, f'SELECT {column_list} FROM "{table}"')
        connection.executemany(
            f'INSERT INTO "{table}" ({column_list}) VALUES ({", ".join("?" * len(columns))})',
            (_clean(row, texts) for row in rows) if texts else rows,
        )
    for kind, _, sql in dropped_objects:
        if kind == "index":
            plain_rows(connection, sql)
    install_writers(connection)


def _unclean(source: Source, table: str, column: str) -> bool:
    """Whether any text of the column may hold characters that input never allows; a cheap check in SQL."""
    found = plain_rows(
        source.connection,
        f'SELECT 1 FROM "{table}" WHERE "{column}" GLOB ? OR instr("{column}", ?) LIMIT 1',
        (_FORBIDDEN, "\\u"),
    )
    return found.fetchone() is not None


def _clean(row: tuple[object, ...], texts: list[int]) -> tuple[object, ...]:
    values = list(row)
    for place in texts:
        values[place] = clean_value(values[place])
    return tuple(values)
