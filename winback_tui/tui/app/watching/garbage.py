"""Collects garbage while nobody types: a full collection takes as long as a form takes to open."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

EVERY = 0.25
"""Seconds between two looks."""
REST = 0.3
"""Seconds since the last key after which the user counts as resting."""
WORTH_IT = 5_000
"""Objects made and not freed since the last collection; below it there is nothing to gain. A form makes twice that."""
SAFETY = 100_000
"""So many of them are collected at once even while somebody types, so that a long run of keys cannot fill memory."""
BREAK = 60.0
"""Seconds since the last key after which nobody minds that all there is is looked through."""
OFTEN = 20
"""So many times what survived was set aside before all is looked through once."""


class GarbageWatch:
    """Python by itself collects every 700 objects, and now and then all there are, whatever it is doing.

    What survives while only a list is on the screen (the modules, the lists, their rows) lives as long as the program:
    it is set aside and not looked through again. Looking through it each time took 45 ms of processor time, and made
    one form in ten open in 250 ms instead of 60; what forms leave behind takes 5.
    """

    def __init__(self, app: WinbackApp) -> None:
        self._app = app
        self._set_aside = 0

    def begin(self) -> None:
        """From now on garbage is collected in rests, and only in an emergency before."""
        gc.set_threshold(SAFETY, *gc.get_threshold()[1:])
        self._app.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Collects, if it is worth it and the user rests."""
        rested = monotonic() - self._app.key_at
        list_only = len(self._app.screen_stack) == 1
        if rested >= BREAK and self._set_aside >= OFTEN and list_only:
            gc.unfreeze()
            self._collect(list_only)
            self._set_aside = 0
        elif rested >= REST and gc.get_count()[0] >= WORTH_IT:
            self._collect(list_only)

    def _collect(self, list_only: bool) -> None:
        gc.collect()
        if list_only:
            gc.freeze()
            self._set_aside += 1
