"""The entry of the program `winback`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from .faults import guarded
from .terminal.talk import prepare_streams

GC_THRESHOLD = 200_000
"""Allocations between two garbage collections: a command is loaded and done before the first, and little is garbage.
So is the first frame of the screen; from then on the screen has its own, in `tui/app/watching/garbage.py`.
"""


def run(argv: Sequence[str] | None = None) -> int:
    """Run one call of the program with `argv` (default: the process's own) and return its exit code."""
    gc.set_threshold(GC_THRESHOLD, 20, 20)
    prepare_streams()
    words = sys.argv[1:] if argv is None else list(argv)
    return guarded(lambda: _called(words))


def _called(words: Sequence[str]) -> int:
    if list(words) == ["--version"]:
        from .version import say_version

        say_version()
        return 0
    from .screen import screen_call

    invocation = screen_call(words)
    if invocation is not None:
        from .screen import open_screen

        return open_screen(invocation)
    from .parsing.dispatch import dispatch

    return dispatch(words)
