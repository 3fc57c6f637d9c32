"""Segments with their own standard of 'gone' (playbook B2)."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment, how many accounts are in it, and after how many days of silence its fixed rule calls (W1)."""

    name: str
    accounts: int
    fixed_days: int | None


def segment_rows(connection: sqlite3.Connection) -> list[SegmentRow]:
    """Every segment that accounts belong to or that has a rule, by name."""
    rules: dict[str, int | None] = dict(connection.execute("SELECT name, fixed_days FROM segment").fetchall())
    used: dict[str, int] = dict(
        connection.execute(
            "SELECT segment, count(*) FROM account WHERE segment <> '' GROUP BY segment"
        ).fetchall()
    )
    names = sorted({*rules, *used}, key=lambda name: (name.casefold(), name))
    return [SegmentRow(name, used.get(name, 0), rules.get(name)) for name in names]


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
