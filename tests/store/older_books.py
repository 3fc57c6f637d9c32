"""A book as an earlier version of the program had it, for tests of what becomes of it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from winback_tui.store.file.migrations import scripts, statements


def made_older(path: Path, revision: str = "0001") -> None:
    """Take out what the schemas after `revision` added, and put back the indexes that they replaced."""
    later = [script for script in sorted(scripts()) if script[:4] > revision]
    with closing(sqlite3.connect(path)) as connection:
        writers = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type"
        for kind, name in connection.execute(writers).fetchall():
            connection.execute(f"DROP {kind} {name}")
        for script in reversed(later):
            for statement in reversed(list(statements(script))):
                if made := re.search(r"^CREATE (TABLE|INDEX) (\w+)", statement, re.MULTILINE):
                    connection.execute(f"DROP {made[1]} IF EXISTS {made[2]}")  # A later one may replace it.
                if added := re.search(r"^ALTER TABLE (\w+) ADD COLUMN (\w+)", statement, re.MULTILINE):
                    connection.execute(f"ALTER TABLE {added[1]} DROP COLUMN {added[2]}")
        there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        for script in sorted(set(scripts()) - set(later)):
            for statement in statements(script):
                made = re.search(r"^CREATE INDEX (\w+)", statement, re.MULTILINE)
                if made and made[1] not in there:
                    connection.execute(statement)
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.execute(f"PRAGMA user_version = {int(revision)}")
        connection.commit()
