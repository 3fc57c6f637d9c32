"""The triggers and views that write the log and keep owners: which a book has, which it needs, and installing them."""

from __future__ import annotations

import sqlite3

from winback_tui.store.summary.review.owner_trigger import OWNER_TRIGGER

from .logged_tables import LOGGED_TABLES
from .triggers import CHECKSUM_TRIGGERS, SHARED, triggers_for


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Column names of a table as the file has them."""
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]


def declared_types(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The declared type of every column of a table, as the file has it: `VARCHAR`, `INTEGER`, `BOOLEAN`."""
    return {row[1]: row[2] for row in connection.execute(f'PRAGMA main.table_info("{table}")')}


def wanted_writers(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and SQL of every trigger, and of the view they share, that this book must have."""
    wanted = {**SHARED, **CHECKSUM_TRIGGERS, **OWNER_TRIGGER}
    for table in LOGGED_TABLES:
        wanted.update(triggers_for(table, columns_of(connection, table)))
    return wanted


def present_writers(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and SQL of every trigger and view that this book has."""
    return dict(
        connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    )


def drop_writers(connection: sqlite3.Connection) -> None:
    """Drop every trigger and view, whoever made it."""
    present = "SELECT type, name FROM main.sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type"
    for kind, name in connection.execute(present).fetchall():
        drop_part(connection, kind, name)


def drop_part(connection: sqlite3.Connection, kind: str, name: str) -> None:
    """Take a trigger, view, index or table out of the file; its name may be anything."""
    quoted = name.replace('"', '""')
    connection.execute(f'DROP {kind} IF EXISTS main."{quoted}"')


def install_writers(connection: sqlite3.Connection) -> None:
    """Replace these writers, and any other trigger or view, with those for the present tables."""
    drop_writers(connection)
    for sql in wanted_writers(connection).values():
        connection.execute(sql)
