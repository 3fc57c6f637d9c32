"""Opening a file in the program that the desktop has for it: the mail program, the browser, the office."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which


def open_file(path: Path) -> bool:
    """Hands the file to the desktop and does not wait; False where there is no desktop that could take it."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    program = which(opener)
    if program is None or (opener == "xdg-open" and not _has_desktop()):
        return False
    subprocess.Popen(
        [program, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True


def _has_desktop() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def opened_words(path: Path) -> str:
    """What a flash says after a file was written: that it is open, or where it lies."""
    return "opened" if open_file(path) else f"open it yourself: {path}"
