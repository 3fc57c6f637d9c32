"""Copying: through the desktop's own program where there is one, else through the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

SHOWN = 60
"""Characters of a copied text that the message shows."""
OSC_52_LIMIT = 74_000
"""Bytes of text that terminals commonly accept in one sequence."""


def _programs() -> list[list[str]]:
    if sys.platform == "darwin":
        return [["pbcopy"]]
    if sys.platform == "win32":
        return [["clip.exe"]]
    found = []
    if os.environ.get("WAYLAND_DISPLAY"):
        found.append(["wl-copy"])
    if os.environ.get("DISPLAY"):
        found += [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return found


def copy(app: App[Any], text: str) -> str:
    """Copies `text`; returns what the message says of it, which shows the text.

    Over SSH the terminal at the user's end is asked, and nobody knows whether it took the text.
    """
    if not os.environ.get("SSH_CONNECTION"):
        for words in _programs():
            if shutil.which(words[0]) and _took(words, text):
                return f"copied: {_shown(text)}"
    app.copy_to_clipboard(text)
    if len(text.encode()) > OSC_52_LIMIT:
        return "sent to clipboard; the terminal may have cut it off, so export it to a file to be sure"
    return f"sent to clipboard: {_shown(text)}"


def _shown(text: str) -> str:
    """The text, or the beginning of its first line and how many lines follow."""
    first, *more = text.splitlines() or [""]
    shown = first.replace("\t", "  ")
    shown = shown if len(shown) <= SHOWN else shown[: SHOWN - 1] + "…"
    return f"{shown} (+{len(more)} lines)" if more else shown


def _took(words: list[str], text: str) -> bool:
    try:
        done = subprocess.run(words, input=text.encode(), check=False, timeout=2, capture_output=True)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
