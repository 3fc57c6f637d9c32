"""What a book may contain: our tables and indexes, and the log's triggers and view; anything else is foreign.

A trigger that somebody else added to a book, or to a copy passed on, would run inside our own acts.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from winback_tui.domain.errors import BookUnavailable

OWN_DIGEST = "15b167a21de8d145aa6e866965714cc4"
"""The digest of the present schema, new or migrated; a book that has it needs no closer check."""

_known_to_be_ours: list[list[tuple[str, ...]]] = []
"""The parts of the last book found to be ours: comparing them takes half as long as sorting and digesting."""

_BOOKKEEPING = "alembic_version"
"""The table that Alembic writes itself."""

_SPACE = re.compile(r"\s+")


class SchemaPart(NamedTuple):
    """A table, index, trigger or view of a file, with the SQL that made it."""

    kind: str
    name: str
    table: str
    sql: str


def require_own_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raises BookUnavailable where a book of the present schema contains foreign or altered parts.

    What is missing is left to `winback check`.
    """
    rows = _schema_rows(connection)
    if rows in _known_to_be_ours:
        return
    parts = sorted(map(SchemaPart._make, rows))
    if schema_digest(parts) == OWN_DIGEST:
        _known_to_be_ours[:] = [rows]
        return
    found = list(foreign_parts(connection, parts))
    if not found:
        return
    from winback_tui.domain.wording.wording import count

    first = f"{found[0].kind} '{found[0].name[:60]}'"
    more = f" and {count(len(found) - 1, 'more part')}" if len(found) > 1 else ""
    raise BookUnavailable(
        f"{path} contains the {first}{more} that Winback did not create, so it is not opened;"
        f" 'winback --db {path} check --repair' removes what is not Winback's, after making a copy."
    )


def schema_parts(connection: sqlite3.Connection) -> list[SchemaPart]:
    """Every part of the file in a fixed order, without SQLite's internal tables and indexes."""
    return sorted(map(SchemaPart._make, _schema_rows(connection)))


def _schema_rows(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_master"
        " WHERE NOT (substr(name, 1, 7) = 'sqlite_' AND type IN ('table', 'index'))"
    ).fetchall()


def schema_digest(parts: list[SchemaPart]) -> str:
    """A digest of all these parts."""
    whole = "\0".join(map("\0".join, parts))
    return blake2b(whole.encode(errors="surrogateescape"), digest_size=16).hexdigest()


def foreign_parts(connection: sqlite3.Connection, parts: list[SchemaPart]) -> Iterator[SchemaPart]:
    """The parts that are not ours, or differ from ours. Costs some milliseconds."""
    ours = _own_parts()
    for part in parts:
        if (part.kind, part.name) == ("table", _BOOKKEEPING):
            if _plain_columns(connection, _BOOKKEEPING) != ["version_num"]:
                yield part
        elif ours.get((part.kind, part.name)) != _SPACE.sub(" ", part.sql):
            yield part


def _plain_columns(connection: sqlite3.Connection, table: str) -> list[str]:
    """Names of the columns; a generated one is marked as such."""
    columns = connection.execute(f"PRAGMA main.table_xinfo({table})").fetchall()
    return [f"{row[1]} (generated)" if row[6] else row[1] for row in columns]


def own_tables() -> set[str]:
    """Names of the tables that a book must have."""
    return {name for kind, name in _own_parts() if kind == "table"} | {_BOOKKEEPING}


@cache
def _own_parts() -> dict[tuple[str, str], str]:
    """The SQL of every part of ours, ignoring spaces, by kind and name."""
    from winback_tui.store.log.install import wanted_writers

    from .blank_book import blank_book

    with closing(blank_book()) as blank:
        ours = {(part.kind, part.name): _SPACE.sub(" ", part.sql) for part in schema_parts(blank)}
        for name, sql in wanted_writers(blank).items():
            ours["trigger" if sql.startswith("CREATE TRIGGER") else "view", name] = _SPACE.sub(" ", sql)
    return ours
