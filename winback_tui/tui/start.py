"""Opening the screen from the command line: is there a terminal for it, and the quick way to the first frame."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winback_tui.store.book import Book

    from .app import WinbackApp


def no_screen_because() -> str | None:
    """None, or the sentence why this terminal cannot show the screen; it names the command that works instead."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return (
            "The screen needs a terminal; without one use a command, such as 'winback list' or 'winback due'."
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        return (
            "This terminal (TERM=dumb) cannot show the screen; use a command, such as 'winback list --plain'."
        )
    return None


def open_screen(
    book: Book, read_only: bool = False, *, theme: str = "", keymap: Mapping[str, str] | None = None
) -> int:
    """Shows the book until the user leaves; returns the exit code.

    `read_only` when another window holds the book; `keymap` from `keys.read_keymap`.
    """

    def make() -> WinbackApp:
        from .app import WinbackApp

        return WinbackApp(book, read_only, theme=theme, keymap=keymap)

    return run_quickly(make)


def run_quickly(make: Callable[[], WinbackApp]) -> int:
    """Imports, builds and draws the first frame without pauses for collecting garbage; there is none yet."""
    gc.disable()
    app = make()
    app.run()
    return app.return_code or 0
