"""The mark of a made-up book, the demo, so that nobody mistakes its customers for real ones."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from .open import connect_write

_NAME = "demo"


def mark_as_demo(path: Path) -> None:
    """Mark the book at `path`."""
    with closing(connect_write(path)) as connection:
        connection.execute("INSERT OR REPLACE INTO derived (name, value) VALUES (?, '1')", (_NAME,))


def marked_as_demo(connection: sqlite3.Connection) -> bool:
    """Whether the book was made up."""
    found = connection.execute("SELECT 1 FROM derived WHERE name = ?", (_NAME,)).fetchone()
    return found is not None
