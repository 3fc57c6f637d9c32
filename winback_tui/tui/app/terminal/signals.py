"""Signals from outside: what is typed is kept and the terminal is given back."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from threading import Timer
from types import FrameType
from typing import Protocol

from .hang_up import when_hung_up

INTERRUPTED = 130
PATIENCE = {"SIGHUP": 1.0, "SIGTERM": 3.0}
"""Seconds for an orderly end. A terminal that is gone, or stopped by its user, can block the last writes for ever."""


class StoppableApp(Protocol):
    """A program that can keep what is typed and leave."""

    @property
    def is_headless(self) -> bool:
        """Whether it draws on no terminal."""
        ...

    def keep_typed(self) -> None:
        """Keeps what is typed."""
        ...

    def leave(self, code: int = 0) -> None:
        """Ends with this exit code."""
        ...


def heed_signals(app: StoppableApp) -> None:
    """SIGTERM and SIGHUP leave like `q` does, and so does a terminal that is gone; SIGTSTP keeps typed text first."""
    if sys.platform == "win32" or app.is_headless:
        return
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, _leave, app, PATIENCE[name.name])
    if sys.__stdin__ is not None:
        when_hung_up(sys.__stdin__.fileno(), lambda: _hung_up(app, loop))
    sleep, wake = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    asleep = False

    def keep_and_sleep() -> None:
        nonlocal asleep
        app.keep_typed()
        asleep = True
        if callable(sleep):
            sleep(signal.SIGTSTP, None)

    def wake_if_asleep(number: int, frame: FrameType | None) -> None:
        # A shell that ends sends SIGCONT along with SIGHUP: restarting the screen then would block the end.
        nonlocal asleep
        if asleep and callable(wake):
            asleep = False
            wake(number, frame)

    loop.add_signal_handler(signal.SIGTSTP, keep_and_sleep)
    signal.signal(signal.SIGCONT, wake_if_asleep)


def _leave(app: StoppableApp, patience: float) -> None:
    app.keep_typed()
    _end_at_last(patience)
    app.leave(INTERRUPTED)


def _hung_up(app: StoppableApp, loop: asyncio.AbstractEventLoop) -> None:
    """In a thread: the loop itself may wait for ever to write to the terminal that is gone."""
    _end_at_last(PATIENCE["SIGHUP"])
    with contextlib.suppress(RuntimeError):  # the loop has ended
        loop.call_soon_threadsafe(_leave, app, PATIENCE["SIGHUP"])


def _end_at_last(patience: float) -> None:
    at_last = Timer(patience, os._exit, (INTERRUPTED,))
    at_last.daemon = True
    at_last.start()
