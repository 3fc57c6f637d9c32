"""Where a text stands in the book, whatever the table."""

from __future__ import annotations

import sqlite3

LEAST = 4
"""Letters below which a text stands everywhere by chance."""

_NOT_TYPED = frozenset({"cell", "state", "seal", "erasure", "derived", "account_summary"})


def mentions(connection: sqlite3.Connection, text: str) -> dict[str, int]:
    """How many rows of each table hold the text, letter case aside; nothing for a text of a few letters."""
    if len(text) < LEAST:
        return {}
    found = {}
    for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
        columns = [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")')]
        if table in _NOT_TYPED:
            continue
        terms = " OR ".join(f'instr(lower("{column}"), lower(?))' for column in columns)
        count = connection.execute(f'SELECT count(*) FROM "{table}" WHERE {terms}', [text] * len(columns))
        if number := count.fetchone()[0]:
            found[table] = number
    return found
