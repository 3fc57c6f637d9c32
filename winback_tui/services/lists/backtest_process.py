"""The replay of the past while a screen is open: in a process of its own, so that no key waits for it."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from winback_tui.domain.errors import BookUnavailable, WinbackError
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.worker_process import run_module

from .backtest import Backtest, backtest

_PATIENCE = 10
"""Added to the niceness of the process: the screen comes first."""


class BacktestProcess:
    """Begins at once; `result` waits, `stop` may come from another thread."""

    def __init__(self, book: Book) -> None:
        self._at_once = None if book.exists() else backtest(book)
        self._process: subprocess.Popen[bytes] | None = None
        if self._at_once is None:
            day = book.as_of.isoformat() if book.as_of else ""
            self._process = subprocess.Popen(
                run_module(__name__, str(book.path), day),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def result(self) -> Backtest:
        """What the past says. Raises BookUnavailable where the book could not be read, or after `stop`."""
        if self._at_once is not None or self._process is None:
            return self._at_once or Backtest((), (), True)
        said, _ = self._process.communicate()
        if self._process.returncode:
            raise BookUnavailable("The past could not be replayed; try 'winback backtest'.")
        # our own process wrote it, and nobody else can have
        found: Backtest | WinbackError = pickle.loads(said)
        if isinstance(found, WinbackError):
            raise found
        return found

    def stop(self) -> None:
        """Ends it, where it still goes on."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()


def main(arguments: Sequence[str]) -> int:
    """Replay the book at this path as of this day, if any, and write what came out."""
    path, day = arguments
    if hasattr(os, "nice"):
        os.nice(_PATIENCE)
    book = Book(Path(path), clock_from_environment(), as_of=date.fromisoformat(day) if day else None)
    found: Backtest | WinbackError
    try:
        found = backtest(book)
    except WinbackError as fault:
        found = fault
    sys.stdout.buffer.write(pickle.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
