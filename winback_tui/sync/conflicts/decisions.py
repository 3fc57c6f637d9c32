"""Deciding what two people wrote differently. A decision is a change like any other: it travels, and can be undone.

It cites every value it decides between, so that the conflict is closed wherever the decision arrives. A later edit
by somebody who knew nothing of the conflict cites one value only, and closes none.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from winback_tui.domain.errors import Refused
from winback_tui.store.file.erase.belongings import references
from winback_tui.store.log.rows import current_row, put_field, put_row, take_row
from winback_tui.store.read import plain_rows

from .disputes import DELETED, Dispute, Head

SETTLED = "settled"
"""What the change records when a row stays deleted though somebody wrote to it, or is kept though it was deleted."""


def keep(connection: sqlite3.Connection, dispute: Dispute) -> None:
    """Keep the current value. A deleted row that was kept stays as long as something belongs to it."""
    if dispute.column != DELETED:
        _restate(connection, dispute)
    else:
        _log(connection, dispute, "~", SETTLED, None)
    _cite(connection, dispute)


def take(connection: sqlite3.Connection, dispute: Dispute, head: Head) -> None:
    """Put another of the values in its place. Raises Refused where a deleted row belongs to something that is gone."""
    if dispute.column != DELETED:
        put_value(connection, dispute, head.value)
    elif head.deletes:
        plain_rows(connection, "DELETE FROM kept_row WHERE tbl = ? AND row = ?", (dispute.table, dispute.row))
        delete_with_children(connection, dispute.table, dispute.row)
        _cite(connection, dispute)
    elif dispute.heads[0].deletes:
        _bring_back(connection, dispute, head)
        _cite(connection, dispute)
    else:
        keep(connection, dispute)


def put_value(connection: sqlite3.Connection, dispute: Dispute, value: Any) -> None:
    """Put any value into the field, one of those in dispute or a third."""
    now = current_row(connection, dispute.table, dispute.row)
    if now is None:
        raise Refused("The row no longer exists; look at the conflicts again.")
    if now[dispute.column] == value:
        _restate(connection, dispute)
    else:
        put_field(connection, dispute.table, dispute.row, dispute.column, value)
    _cite(connection, dispute)


@dataclass
class Attempt:
    """One decision of many. `refused`: it could not be made and was rolled back."""

    refused: bool = False


@contextmanager
def tried(connection: sqlite3.Connection) -> Iterator[Attempt]:
    """One decision of many: where it cannot be made, it alone is taken back.

    A disk that fails ends the whole act, and SQLite has let go of the savepoint by then.
    """
    attempt = Attempt()
    plain_rows(connection, "SAVEPOINT decision")
    try:
        yield attempt
    except (Refused, sqlite3.IntegrityError):
        plain_rows(connection, "ROLLBACK TO decision")
        attempt.refused = True
    plain_rows(connection, "RELEASE decision")


def delete_with_children(connection: sqlite3.Connection, table: str, row: str) -> None:
    """Delete a row and all rows that need it; rows that only refer to it lose the reference."""
    for reference in references(connection):
        if reference.parent != table or reference.parent_column == "no":
            continue
        name_column = "key" if reference.table == "sales_order" else "id"
        children = plain_rows(
            connection,
            f'SELECT {name_column} FROM "{reference.table}" WHERE {reference.column} = ? AND {name_column} <> ?',
            (row, row),
        ).fetchall()
        for (child,) in children:
            if reference.needed:
                delete_with_children(connection, reference.table, child)
            else:
                put_field(connection, reference.table, child, reference.column, None)
    if table == "account":
        orders = plain_rows(
            connection,
            "SELECT key FROM sales_order WHERE account_no = (SELECT no FROM account WHERE id = ?)",
            (row,),
        ).fetchall()
        for (key,) in orders:
            take_row(connection, "sales_order", key)
    take_row(connection, table, row)


def _bring_back(connection: sqlite3.Connection, dispute: Dispute, head: Head) -> None:
    removal = dispute.heads[0]
    values = json.loads(removal.before) if removal.before else {}
    written = sorted((each for each in dispute.heads if not each.deletes), key=lambda each: each.stamp)
    for each in (*written, head):
        values.update(json.loads(each.value) if each.column == "*" else {each.column: each.value})
    try:
        put_row(connection, dispute.table, json.dumps(values, ensure_ascii=False))
    except sqlite3.IntegrityError as fault:
        raise Refused("What it belonged to was deleted too; bring that back first.") from fault


def _restate(connection: sqlite3.Connection, dispute: Dispute) -> None:
    now = current_row(connection, dispute.table, dispute.row)
    if now is None:
        raise Refused("The row no longer exists; look at the conflicts again.")
    value = now[dispute.column]
    _log(connection, dispute, dispute.column, value, value)


def _log(connection: sqlite3.Connection, dispute: Dispute, column: str, value: Any, before: Any) -> None:
    plain_rows(
        connection,
        "INSERT INTO logging VALUES (?, ?, ?, ?, ?)",
        (dispute.table, dispute.row, column, value, before),
    )


def _cite(connection: sqlite3.Connection, dispute: Dispute) -> None:
    """Let the newest change of this site settle every change with one of these values, its own value included."""
    site, seq = plain_rows(connection, "SELECT site, seq FROM state").fetchone()
    connection.executemany(
        "INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?)",
        ((site, seq, *change) for change in dispute.changes if change != (site, seq)),
    )
