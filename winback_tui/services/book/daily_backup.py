"""The backup of the day while a screen is open: in a process of its own, so that no key waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from winback_tui.domain.errors import WinbackError
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import daily_is_due
from winback_tui.worker_process import run_module

from .backups import back_up_daily
from .clock import clock_from_environment

_PATIENCE = 15
"""Added to the niceness of the process: everything else comes first."""


class DailyBackup:
    """Begins the backup when it is due; it goes on even when the screen is left meanwhile."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._process: subprocess.Popen[str] | None = None

    def begin_if_due(self) -> bool:
        """Whether a backup was begun. Costs a look at the folder of backups. Raises BookUnavailable."""
        if not self._book.exists() or not daily_is_due(self._book.path, self._book.clock.now()):
            return False
        self._process = subprocess.Popen(
            run_module(__name__, str(self._book.path)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        return True

    def ended(self) -> str | None:
        """None while it goes on; then '' or the sentence why no backup was made."""
        if self._process is None or self._process.poll() is None:
            return None
        said, _ = self._process.communicate()
        return said.strip() if self._process.returncode else ""


def main(arguments: Sequence[str]) -> int:
    """Make the backup of the day of the book at this path; 1 and a sentence where it cannot be made."""
    (path,) = arguments
    if hasattr(os, "nice"):
        os.nice(_PATIENCE)
    try:
        back_up_daily(Book(Path(path), clock_from_environment()))
    except WinbackError as fault:
        sys.stdout.write(f"{fault}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
