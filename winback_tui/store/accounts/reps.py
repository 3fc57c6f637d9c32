"""Employees and competitors, who are found by name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NamedRow:
    """An employee or a competitor."""

    id: str
    name: str


def find_by_name(connection: sqlite3.Connection, table: str, name: str, row_id: str) -> NamedRow | None:
    """The row of `rep` or `competitor` with this name, ignoring letter case in every alphabet, or with this id.

    `row_id` is the id that a new row with this name would get: a row first entered under the name keeps it
    after its name was corrected.
    """
    row = connection.execute(
        f'SELECT id, name FROM "{table}" WHERE folded(name) = ? OR id IN (?, ?)'
        " ORDER BY name = ? DESC, folded(name) = ? DESC, id LIMIT 1",
        (name.casefold(), name, row_id, name, name.casefold()),
    ).fetchone()
    return None if row is None else NamedRow(row["id"], row["name"])


def rep_name(connection: sqlite3.Connection, rep_id: str | None) -> str:
    """The name of this employee; '' for none."""
    row = connection.execute("SELECT name FROM rep WHERE id = ?", (rep_id or "",)).fetchone()
    return "" if row is None else str(row["name"])


def owner_of(connection: sqlite3.Connection, account_id: str) -> tuple[str, str]:
    """Id and name of the employee who owns this account; empty for nobody."""
    row = connection.execute(
        "SELECT r.id, r.name FROM account a JOIN rep r ON r.id = a.owner_id WHERE a.id = ?", (account_id,)
    ).fetchone()
    return ("", "") if row is None else (str(row[0]), str(row[1]))


def rep_names(connection: sqlite3.Connection) -> list[str]:
    """Everybody on the team, by name."""
    return _names(connection, "SELECT name FROM rep")


def owner_names(connection: sqlite3.Connection) -> list[str]:
    """Employees who look after accounts, by name. Asked employee by employee: there are few of them, and accounts are
    many."""
    return _names(
        connection, "SELECT name FROM rep WHERE EXISTS (SELECT 1 FROM account WHERE owner_id = rep.id)"
    )


def reps_added(connection: sqlite3.Connection, tx: str) -> list[str]:
    """The employees whom this transaction added, by name."""
    return [
        row["name"]
        for row in connection.execute(
            "SELECT DISTINCT name FROM rep JOIN change ON tbl = 'rep' AND row = rep.id AND col = '*'"
            " WHERE tx = ? ORDER BY name",
            (tx,),
        )
    ]


def _names(connection: sqlite3.Connection, sql: str) -> list[str]:
    return sorted({row["name"] for row in connection.execute(sql)}, key=lambda name: (name.casefold(), name))
