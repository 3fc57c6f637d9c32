"""The daily backup, made beside the screens while the user works."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError

if TYPE_CHECKING:
    from .app import WinbackApp

AFTER = 2.0
"""Seconds after the first frame: the user reads first."""


class Caretaker:
    """Makes at most one backup a day in a thread that ends with the program."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._leaving = Event()

    def begin(self) -> None:
        """Later, and only in the window that may write."""
        if not self._app.read_only:
            self._app.set_timer(AFTER, self._start)

    def stop(self) -> None:
        """The program ends: an unfinished backup is dropped."""
        self._leaving.set()

    def _start(self) -> None:
        Thread(target=self._work, name="daily backup", daemon=True).start()

    def _work(self) -> None:
        from winback_tui.services.backups import back_up_daily

        try:
            back_up_daily(self._app.book, self._leaving.is_set)
        except WinbackError as fault:
            if not self._leaving.is_set():
                self._app.call_from_thread(self._app.tell, f"Today's backup was not made: {fault}", "error")
