"""Rebuilding what can always be rebuilt: triggers, summaries, the order of pages; removing foreign parts."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable
from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.file.own_schema import foreign_parts, own_tables, require_own_schema, schema_parts
from winback_tui.store.log.install import drop_part, drop_writers, install_writers
from winback_tui.store.summary.refresh.whole_book import refresh_all


def repair_derived(book_path: Path, today: date) -> list[str]:
    """Remove foreign parts, install the triggers, recompute every summary, rewrite the file; returns what was removed.

    Raises what `explained` raises, and BookUnavailable where a table of ours is altered: then nothing
    is changed.
    """
    with explained(book_path), closing(connect_write(book_path, foreign_parts=True)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        foreign = list(foreign_parts(connection, schema_parts(connection)))
        drop_writers(connection)
        _drop_foreign(connection, book_path)
        connection.execute("UPDATE state SET applying = 0, tx = '', actor = '', now = NULL")
        install_writers(connection)
        require_own_schema(connection, book_path)
        refresh_all(connection, today)
        connection.execute("COMMIT")
        connection.execute("REINDEX")
        connection.execute("VACUUM")
    return [f"{part.kind} '{part.name[:60]}'" for part in foreign]


def _drop_foreign(connection: sqlite3.Connection, book_path: Path) -> None:
    """Drop tables and indexes that are not ours; a table of ours that was altered cannot be repaired."""
    ours = own_tables()
    for part in list(foreign_parts(connection, schema_parts(connection))):
        if part.kind == "table" and part.name in ours:
            raise BookUnavailable(
                f"The table {part.name} of {book_path} differs from what Winback creates; nothing was changed;"
                " 'winback restore' brings back a backup."
            )
        try:
            drop_part(connection, part.kind, part.name)
        except sqlite3.OperationalError as fault:
            raise BookUnavailable(
                f"The {part.kind} '{part.name[:60]}' cannot be taken out of {book_path} ({fault}); nothing was"
                " changed; 'winback restore' brings back a backup."
            ) from fault
