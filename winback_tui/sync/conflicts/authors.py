"""Who wrote a value; an undo that brings a value back does not change its author."""

from __future__ import annotations

import sqlite3

from winback_tui.store.read import plain_rows

from .disputes import Head
from .row_changes import Stamped


def author_of(connection: sqlite3.Connection, head: Head) -> tuple[str, int]:
    """Who wrote the value of this head, and when (UTC milliseconds)."""
    origin = _written_at(connection, head.change, set())
    found = plain_rows(
        connection, "SELECT actor, wall FROM change WHERE site = ? AND seq = ?", origin
    ).fetchone()
    return (head.actor, head.at) if found is None else (str(found[0]), int(found[1]))


def _written_at(connection: sqlite3.Connection, change: Stamped, visited: set[Stamped]) -> Stamped:
    """The change that first wrote what this one wrote: an undo wrote the value from before the change it undoes."""
    if change in visited:
        return change
    visited.add(change)
    found = plain_rows(
        connection,
        "SELECT undone.replaces_site, undone.replaces_seq FROM change AS mine JOIN act ON act.tx = mine.tx"
        " JOIN change AS undone ON undone.site = mine.replaces_site AND undone.seq = mine.replaces_seq"
        " WHERE mine.site = ? AND mine.seq = ? AND act.undoes IS NOT NULL AND undone.replaces_site IS NOT NULL",
        change,
    ).fetchone()
    return change if found is None else _written_at(connection, (found[0], found[1]), visited)
