"""Signals from outside: what is typed is kept and the terminal is given back."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import WinbackApp

INTERRUPTED = 130


def heed_signals(app: WinbackApp) -> None:
    """SIGTERM and SIGHUP leave like `q` does; SIGTSTP keeps typed text before the process sleeps."""
    if sys.platform == "win32" or app.is_headless:
        return
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, app.leave, INTERRUPTED)
    sleep = signal.getsignal(signal.SIGTSTP)

    def keep_and_sleep() -> None:
        app.keep_typed()
        if callable(sleep):
            sleep(signal.SIGTSTP, None)

    loop.add_signal_handler(signal.SIGTSTP, keep_and_sleep)
