"""Makes the daily backup while a screen is open, in a separate process, so that no key waits for it."""

from __future__ import annotations

from pathlib import Path

from winback_tui.domain.errors import WinbackError
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import daily_is_due
from winback_tui.worker_process import FunctionProcess

from .backups import back_up_daily
from .clock import clock_from_environment

NICENESS = 15
"""The niceness of the process: everything else has priority."""


class DailyBackup:
    """Starts the backup when it is due; it continues even if the screen is closed meanwhile."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._process: FunctionProcess[None] | None = None

    def begin_if_due(self) -> bool:
        """Start the backup if it is due; returns whether it was. Costs a look at the folder of backups. Raises
        BookUnavailable.
        """
        if not self._book.exists() or not daily_is_due(self._book.path, self._book.clock.now()):
            return False
        self._process = FunctionProcess(_back_up, self._book.path, niceness=NICENESS, outlives=True)
        return True

    def ended(self) -> str | None:
        """None while it runs; then '' or the sentence why no backup was made."""
        if self._process is None or self._process.running:
            return None
        try:
            self._process.result()
        except (WinbackError, RuntimeError) as fault:
            return str(fault)
        return ""


def _back_up(path: Path) -> None:
    back_up_daily(Book(path, clock_from_environment()))
