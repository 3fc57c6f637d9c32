"""Making anew what can always be made anew: triggers, summaries, the order of pages."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from winback_tui.store.file.open import connect_write, explained
from winback_tui.store.log.install import install_writers
from winback_tui.store.summary.refresh import refresh_all


def repair_derived(book_path: Path, today: date) -> None:
    """Install the triggers, compute every summary, rewrite the file. Raises what `explained` raises."""
    with explained(book_path), closing(connect_write(book_path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE state SET applying = 0, tx = '', actor = '', now = NULL")
        install_writers(connection)
        refresh_all(connection, today)
        connection.execute("COMMIT")
        connection.execute("REINDEX")
        connection.execute("VACUUM")
