"""Whose word stands in a field."""

from __future__ import annotations

import sqlite3


def written_by(connection: sqlite3.Connection, table: str, row: str, column: str) -> str | None:
    """The verb of the act whose value a field holds now: undone acts and their undoing aside.

    None where nothing has changed the field since its row came to be.
    """
    taken_back: set[str] = set()
    at = connection.execute(
        "SELECT site, seq FROM cell WHERE tbl = ? AND row = ? AND col = ?", (table, row, column)
    ).fetchone()
    while at is not None:
        found = connection.execute(
            "SELECT change.tx, col, coalesce(verb, ''), undoes, replaces_site, replaces_seq"
            " FROM change LEFT JOIN act ON act.tx = change.tx WHERE change.site = ? AND change.seq = ?",
            tuple(at),
        ).fetchone()
        if found is None or found[1] != column:
            return None
        tx, _, verb, undoes, *at = found
        if tx not in taken_back and undoes is None:
            return str(verb)
        if tx not in taken_back:
            taken_back.add(undoes)
    return None
