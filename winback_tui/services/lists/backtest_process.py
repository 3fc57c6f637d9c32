"""Replays the past while a screen is open, in a separate process, so that no key waits for it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.worker_process import FunctionProcess

from .backtest import Backtest, backtest

NICENESS = 10
"""The niceness of the process: the screen has priority."""


class BacktestProcess:
    """Starts at once; `result` waits for it, `stop` may be called from another thread."""

    def __init__(self, book: Book) -> None:
        self._at_once = None if book.exists() else backtest(book)
        self._process: FunctionProcess[Backtest] | None = None
        if self._at_once is None:
            self._process = FunctionProcess(_replay, book.path, book.as_of, niceness=NICENESS)

    def result(self) -> Backtest:
        """The result of the replay. Raises BookUnavailable where the book could not be read, or after `stop`."""
        if self._process is None:
            return self._at_once or Backtest((), (), True)
        try:
            return self._process.result()
        except RuntimeError:
            raise BookUnavailable("The past could not be replayed; try 'winback backtest'.") from None

    def stop(self) -> None:
        """Ends it, where it still goes on."""
        if self._process is not None:
            self._process.stop()


def _replay(path: Path, as_of: date | None) -> Backtest:
    return backtest(Book(path, clock_from_environment(), as_of=as_of))
