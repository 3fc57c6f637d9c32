"""Puts the triggers into a book and tells whether they are those that the tables ask for."""

from __future__ import annotations

import sqlite3

from ..seals import SEAL_BREAKERS
from .logged import LOGGED_TABLES
from .triggers import KEEP_STATE, triggers_for


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Column names of a table as the file has them."""
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]


def wanted_triggers(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and SQL of every trigger that this book must have."""
    wanted = {"change_written": KEEP_STATE, **SEAL_BREAKERS}
    for table in LOGGED_TABLES:
        wanted.update(triggers_for(table, columns_of(connection, table)))
    return wanted


def present_triggers(connection: sqlite3.Connection) -> dict[str, str]:
    """Name and SQL of every trigger that this book has."""
    return dict(connection.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'"))


def install_triggers(connection: sqlite3.Connection) -> None:
    """Replace the triggers of the change log by those of the present tables."""
    for name in present_triggers(connection):
        connection.execute(f"DROP TRIGGER {name}")
    for sql in wanted_triggers(connection).values():
        connection.execute(sql)
