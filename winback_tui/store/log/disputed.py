"""Whether a merge ever found anything that two people wrote differently."""

from __future__ import annotations

import sqlite3


def any_disputed(connection: sqlite3.Connection) -> bool:
    """Whether a conflict may be open: a look at two small tables, before anything is worked out."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM disputed_row) OR EXISTS (SELECT 1 FROM kept_row)"
    ).fetchone()
    return bool(found[0])
