"""Collects garbage while nobody types: a full collection takes as long as a form takes to open."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp

EVERY = 1.0
"""Seconds between two looks."""
REST = 0.5
"""Seconds since the last key after which the user counts as resting."""
WORTH_IT = 5_000
"""Objects made and not freed since the last collection; below it there is nothing to gain."""
SAFETY = 100_000
"""So many of them are collected at once even while somebody types, so that a long run of keys cannot fill memory; a
form makes a tenth of it."""


class GarbageWatch:
    """Python by itself collects every 700 objects, and now and then all there are, whatever it is doing."""

    def __init__(self, app: WinbackApp) -> None:
        self._app = app

    def begin(self) -> None:
        """From now on garbage is collected in rests, and only in an emergency before."""
        gc.set_threshold(SAFETY, *gc.get_threshold()[1:])
        self._app.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Collects, if it is worth it and the user rests."""
        if gc.get_count()[0] >= WORTH_IT and monotonic() - self._app.key_at >= REST:
            gc.collect()
