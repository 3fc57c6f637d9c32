"""Makes the daily backup while the user works, and says so where it fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from winback_tui.domain.errors import WinbackError

if TYPE_CHECKING:
    from winback_tui.services.book.daily_backup import DailyBackup
    from winback_tui.tui.app.app import WinbackApp

AFTER = 2.0
"""Seconds after the first frame: the user reads first."""
LARGE, AFTER_LARGE = 32_000_000, 300.0
"""Bytes above which a backup slows a small machine, and the seconds that it then waits."""


class DailyBackupWatch:
    """Starts the backup of the day once a session, in the window that may write."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._backup: DailyBackup | None = None
        self._looking: Timer | None = None
        self._waiting: Timer | None = None
        self._begun = False

    def begin(self) -> None:
        """Starts the backup after a while, unless the book is read-only."""
        if not self._app.read_only:
            path = self._app.book.path
            large = path.exists() and path.stat().st_size >= LARGE
            self._waiting = self._app.set_timer(AFTER_LARGE if large else AFTER, self._start)

    def leaving(self) -> None:
        """Starts a backup that is due and was not started yet; it finishes after the screen has closed."""
        if self._waiting is not None:
            self._waiting.stop()
        if not (self._begun or self._app.read_only):
            self._start()

    def _start(self) -> None:
        from winback_tui.services.book.daily_backup import DailyBackup

        self._waiting, self._begun = None, True
        backup = self._backup = DailyBackup(self._app.book)
        try:
            begun = backup.begin_if_due()
        except (WinbackError, OSError) as fault:
            self._app.tell(f"Today's backup was not made: {fault}", "error")
            return
        if begun:
            self._looking = self._app.set_interval(1.0, self._look)

    def _look(self) -> None:
        fault = self._backup.ended() if self._backup else ""
        if fault is None:
            return
        if self._looking is not None:
            self._looking.stop()
        if fault:
            self._app.tell(f"Today's backup was not made: {fault}", "error")
