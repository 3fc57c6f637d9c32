"""The scoring of a book while a screen is open: in a process of its own, so that no key waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from time import monotonic

from winback_tui.domain.errors import WinbackError
from winback_tui.store.book import Book
from winback_tui.store.summary.daily import score_day
from winback_tui.store.summary.due import scoring_due
from winback_tui.worker_process import run_module

AGAIN_AFTER = 60.0
"""Seconds after a scoring that failed, mostly because somebody was writing, until it is tried again."""
_PATIENCE = 10
"""Added to the niceness of the process: the screen comes first."""


class DayScoring:
    """Begins the scoring of a book on a new day or where newer orders ask for it; again where it failed."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before = 0.0

    def begin_if_due(self) -> bool:
        """Whether it was begun now; a look at one row else. What is written is seen as anybody else's writing."""
        today = self._book.today
        if self._process is not None:
            code = self._process.poll()
            if code is None:
                return False
            self._process = None
            if code:
                self._not_before = monotonic() + AGAIN_AFTER
        if monotonic() < self._not_before or not self._book.exists():
            return False
        with self._book.read() as connection:
            due = scoring_due(connection, today)
        if due:
            self._process = subprocess.Popen(
                run_module(__name__, str(self._book.path), today.isoformat()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return due


def main(arguments: Sequence[str]) -> int:
    """Score the book at this path for this day; 1 where it cannot be written just now."""
    path, day = arguments
    if hasattr(os, "nice"):
        os.nice(_PATIENCE)
    try:
        score_day(Path(path), date.fromisoformat(day))
    except WinbackError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
