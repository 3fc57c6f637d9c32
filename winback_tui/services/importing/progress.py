"""The progress of an import, from its first row to its last page: reading the rows is the larger part of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import exp

Progress = Callable[[float, int], None]
"""Called with the share of the work done (0 to 1) and the rows read so far; may raise to cancel without harm."""

READING = 0.6
"""Share of an import that reading its rows takes; then they are put in order and every account is scored again."""
_STEPS, _STEPS_A_ROW = 50_000, 90


class Pace:
    """Reports both parts to `progress`; `stopped` is what it raised while the database worked."""

    def __init__(self, progress: Progress | None, rows: int) -> None:
        """`rows` is how many the file has, about."""
        self._progress = progress
        self._expected = max(rows, 1) * _STEPS_A_ROW / _STEPS
        self._rows = self._ticks = 0
        self.stopped: BaseException | None = None
        self._tell(0.0)

    def read(self, fraction: float, rows: int) -> None:
        """Report that this much of the file was read."""
        self._rows = rows
        self._tell(fraction * READING)

    def settle(self, connection: sqlite3.Connection) -> None:
        """From here on the database reports progress, also in the middle of one long statement."""
        if self._progress is not None:
            connection.set_progress_handler(self._tick, _STEPS)

    def _tick(self) -> int:
        self._ticks += 1
        try:
            self._tell(1.0 - (1.0 - READING) * exp(-2.0 * self._ticks / self._expected))
        except BaseException as stop:  # noqa: BLE001 - it would be lost inside the database; it is raised outside
            self.stopped = stop
            return 1
        return 0

    def _tell(self, share: float) -> None:
        if self._progress is not None:
            self._progress(share, self._rows)


@contextmanager
def paced(progress: Progress | None, rows: int) -> Iterator[Pace]:
    """A pace for an import of about `rows` rows; what `progress` raises comes out of here, whoever was at work."""
    pace = Pace(progress, rows)
    try:
        yield pace
    except Exception:
        if pace.stopped is not None:
            raise pace.stopped from None
        raise
