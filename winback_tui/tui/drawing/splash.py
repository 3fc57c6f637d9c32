"""A picture on the terminal until the toolkit draws; whatever happens before, the terminal is given back as it was."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TextIO

OWN_SCREEN, SHELL_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
"""The screen that full-screen programs have to themselves, without a cursor; and back."""


@contextmanager
def show_splash(terminal: TextIO, keyboard: TextIO, picture: str) -> Iterator[Callable[[], None]]:
    """Shows the picture; keys typed meanwhile are not echoed and wait for the toolkit.

    Yields what to call when the toolkit takes over, which then sees the terminal as it was and the picture on it.
    Until the toolkit heeds signals itself, one that ends the program still gives the terminal back.
    """
    if not picture:
        yield lambda: None
        return
    settings = _quiet(keyboard)
    there = True

    def give_over() -> None:
        nonlocal there
        there = False
        settings()

    def end(number: int, _frame: FrameType | None) -> None:
        nonlocal there
        there = True
        raise SystemExit(128 + number)

    former = [(number, signal.signal(number, end)) for number in _endings()]
    try:
        terminal.write(OWN_SCREEN + picture)
        terminal.flush()
        yield give_over
    finally:
        for number, handler in former:
            signal.signal(number, handler)
        if there:
            give_over()
            terminal.write(SHELL_SCREEN)
            terminal.flush()


def _quiet(keyboard: TextIO) -> Callable[[], None]:
    """Turns echo and line editing off; returns what turns them on again."""
    if sys.platform == "win32":
        return lambda: None
    import termios

    number = keyboard.fileno()
    before = termios.tcgetattr(number)
    quiet = list(before)
    quiet[0] &= ~termios.ICRNL
    quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
    termios.tcsetattr(number, termios.TCSANOW, quiet)
    return lambda: termios.tcsetattr(number, termios.TCSANOW, before)


def _endings() -> list[signal.Signals]:
    return [] if sys.platform == "win32" else [signal.SIGTERM, signal.SIGHUP]
