"""A crash leaves its place in the code behind, and nothing of what the user or the customers wrote."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

from winback_tui import __version__
from winback_tui.files.whole_file import make_private_folder

ROTATE_AT = 256 * 1024
"""Bytes after which the log moves aside to `crash.log.1`."""


def record(error: BaseException, log: Path) -> bool:
    """Append the kinds of `error` and its causes with their code lines to `log`, readable by the user only.

    Messages and values are left out: they may hold customer text. Returns whether it could be written.
    """
    entry = "\n".join([_heading(), *_trail(error), "", ""])
    try:
        make_private_folder(log.parent)
        if log.exists() and log.stat().st_size > ROTATE_AT:
            log.replace(log.with_name(log.name + ".1"))
        handle = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write(entry)
    except OSError:
        return False
    return True


def _heading() -> str:
    instant = datetime.now(UTC).isoformat(timespec="seconds")
    return f"== {instant} winback {__version__}, Python {platform.python_version()}, {sys.platform}"


def _trail(error: BaseException) -> list[str]:
    lines: list[str] = []
    visited: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in visited:
        visited.add(id(current))
        lines.append(f"{type(current).__module__}.{type(current).__qualname__}")
        lines.extend(
            f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_qualname}"
            for frame, line in traceback.walk_tb(current.__traceback__)
        )
        current = current.__cause__ or current.__context__
    return lines
