"""By whom and what the lists can be narrowed."""

from __future__ import annotations

import sqlite3


def owners(connection: sqlite3.Connection) -> list[str]:
    """Employees who look after accounts, by name."""
    return _names(connection, "SELECT name FROM rep WHERE id IN (SELECT owner_id FROM account)")


def employees(connection: sqlite3.Connection) -> list[str]:
    """Everybody on the team, by name."""
    return _names(connection, "SELECT name FROM rep")


def segments(connection: sqlite3.Connection) -> list[str]:
    """Segments that accounts belong to or that have a rule of their own, by name."""
    return _names(
        connection, "SELECT segment AS name FROM account WHERE segment <> '' UNION SELECT name FROM segment"
    )


def _names(connection: sqlite3.Connection, sql: str) -> list[str]:
    return sorted({row[0] for row in connection.execute(sql)}, key=lambda name: (name.casefold(), name))
