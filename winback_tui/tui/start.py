"""The quick way from the command line to the first frame."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .app import WinbackApp


def run_quickly(make: Callable[[], WinbackApp]) -> int:
    """Imports, builds and draws the first frame without pauses for collecting garbage; there is none yet.

    The program turns the collector on again once the first frame is there. Returns the exit code; raises what
    the program failed of, once the terminal is given back.
    """
    gc.disable()
    app = make()
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0
