"""What a book may be made of: our tables and indexes, and the writers of the log; anything else is foreign.

A trigger that somebody else put into a book, or into a copy that is handed on, would run inside our own acts.
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

OWN_DIGEST = "57f58ee52e48a9b50c9c32d8f81d2814"
"""Of the present schema as it is begun and migrated; a book that has it needs no closer look."""

_known_to_be_ours: list[list[tuple[str, ...]]] = []
"""The parts of the book that was found to be ours last: to compare them takes half as long as to sort and digest."""

_BOOKKEEPING = "alembic_version"
"""Written by the migrations' own tool, in its own words."""

_SPACE = re.compile(r"\s+")


class SchemaPart(NamedTuple):
    """A table, index, trigger or view of a file, with the SQL that made it."""

    kind: str
    name: str
    table: str
    sql: str


def require_own_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Raises BookUnavailable where a book of the present schema holds more than ours, or ours made otherwise.

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
    """Everything that the file is made of, in an order of its own; SQLite's own tables and indexes left out."""
    return sorted(map(SchemaPart._make, _schema_rows(connection)))


def _schema_rows(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(
        "SELECT type, name, tbl_name, coalesce(sql, '') FROM main.sqlite_master"
        " WHERE NOT (substr(name, 1, 7) = 'sqlite_' AND type IN ('table', 'index'))"
    ).fetchall()


def schema_digest(parts: list[SchemaPart]) -> str:
    """One short text for all of them."""
    whole = "\0".join(map("\0".join, parts))
    return blake2b(whole.encode(errors="surrogateescape"), digest_size=16).hexdigest()


def foreign_parts(connection: sqlite3.Connection, parts: list[SchemaPart]) -> Iterator[SchemaPart]:
    """Those that are not ours, or differ from ours. Costs some milliseconds."""
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
    """The SQL of every part of ours, spaces aside, by kind and name."""
    from winback_tui.store.log.install import wanted_writers

    from .blank_book import blank_book

    with closing(blank_book()) as blank:
        ours = {(part.kind, part.name): _SPACE.sub(" ", part.sql) for part in schema_parts(blank)}
        for name, sql in wanted_writers(blank).items():
            ours["trigger" if sql.startswith("CREATE TRIGGER") else "view", name] = _SPACE.sub(" ", sql)
    return ours
