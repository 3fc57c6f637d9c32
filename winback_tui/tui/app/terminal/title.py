"""The title of the terminal's window: what waits, so that it is seen among other windows."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

PUSH, POP = "\x1b[22;0t", "\x1b[23;0t"
"""Lets the terminal keep its own title, and brings it back."""
WITHOUT_TITLE = frozenset({"linux", "dumb", "vt220", "ansi", ""})


class TerminalTitle:
    """Writes the title where the terminal has one; nothing of a customer is in it."""

    def __init__(self, write: Callable[[str], object], demo: bool, terminal: str | None = None) -> None:
        """`write` sends to the terminal."""
        self._write = write
        self._demo = demo
        self._has_title = (os.environ.get("TERM", "") if terminal is None else terminal) not in WITHOUT_TITLE
        self._shown = ""

    def show(self, counts: Mapping[str, int]) -> None:
        """`11 due, 10 overdue - Winback`, by the numbers behind the titles of the views."""
        parts = [f"{counts[view]:,} {word}" for view, word in WORDS.items() if counts.get(view)]
        name = "Winback DEMO" if self._demo else "Winback"
        title = f"{', '.join(parts)} - {name}" if parts else name
        if self._has_title and title != self._shown:
            self._write(f"{'' if self._shown else PUSH}\x1b]2;{title}\x07")
            self._shown = title

    def give_back(self) -> None:
        """The title that the terminal had before."""
        if self._shown:
            self._shown = ""
            self._write(POP)


WORDS = {"followups": "due", "overdue": "overdue"}
"""Views whose number is in the title, and what it counts."""
