"""Scores a book while its screen is open, in a separate process, so that no key waits for it."""

from __future__ import annotations

from time import monotonic

from winback_tui.domain.errors import WinbackError
from winback_tui.store.book import Book
from winback_tui.store.summary.daily import score_day
from winback_tui.store.summary.due import scoring_due
from winback_tui.worker_process import FunctionProcess

AGAIN_AFTER = 60.0
"""Seconds until a failed scoring, mostly because somebody was writing, is tried again."""
NICENESS = 10
"""The niceness of the process: the screen has priority."""


class DayScoring:
    """Starts scoring a book on a new day or after newer orders; again where it failed."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._process: FunctionProcess[object] | None = None
        self._not_before = 0.0

    def begin_if_due(self) -> bool:
        """Start it if due; returns whether it was, at the cost of reading one row. The screen sees its writes like
        anybody's.
        """
        today = self._book.today
        if self._process is not None:
            if self._process.running:
                return False
            ended, self._process = self._process, None
            try:
                ended.result()
            except (WinbackError, RuntimeError):
                self._not_before = monotonic() + AGAIN_AFTER
        if monotonic() < self._not_before or not self._book.exists():
            return False
        with self._book.read() as connection:
            due = scoring_due(connection, today)
        if due:
            self._process = FunctionProcess(
                score_day, self._book.path, today, niceness=NICENESS, outlives=True
            )
        return due
