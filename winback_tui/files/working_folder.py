"""Folders for what is unpacked or packed on the way: they hold customers' data, and none outlives a kill for long.

A lock in each says that somebody still works with it; the next who needs such a folder removes those without one.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory, gettempdir

from .whole_file import clock_of

_PREFIX = "winback-work-"
_OWN_NAME = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_LOCK = ".in-use"
_TOO_NEW = 60
"""Seconds: a folder as young as this may be about to get its lock."""
_UNLOCKED_AFTER = 3_600
"""Seconds after which one without a lock belongs to nobody."""


class WorkingFolder(TemporaryDirectory[str]):
    """A private folder among the system's temporary ones (`name`), removed as `TemporaryDirectory` says, or after a
    kill when the next one is made. Raises OSError.
    """

    def __init__(self) -> None:
        from filelock import FileLock

        remove_abandoned()
        # the work is done by then, and what cannot be removed now goes with the next one
        super().__init__(prefix=_PREFIX, ignore_cleanup_errors=True)
        self._lock = FileLock(Path(self.name) / _LOCK, mode=0o600)
        self._lock.acquire(timeout=0)

    def cleanup(self) -> None:
        """Remove the folder with all that is in it."""
        self._lock.release()
        super().cleanup()


def remove_abandoned() -> None:
    """Remove the folders of processes that were killed."""
    found = [
        left
        for left in Path(gettempdir()).glob(f"{_PREFIX}*")
        if _OWN_NAME.fullmatch(left.name) and not left.is_symlink()
    ]
    now = clock_of(Path(gettempdir())) if found else 0.0
    for left in found:
        with suppress(OSError):  # its owner has just finished, or it is another user's
            if _abandoned(left, now):
                rmtree(left, ignore_errors=True)


def _abandoned(folder: Path, now: float) -> bool:
    from filelock import FileLock, Timeout

    about = folder.stat()
    if hasattr(os, "getuid") and about.st_uid != os.getuid():
        return False
    age = now - about.st_mtime
    if age < _TOO_NEW or not (folder / _LOCK).exists():
        return age >= _UNLOCKED_AFTER
    try:
        with FileLock(folder / _LOCK, timeout=0):
            return True
    except Timeout:
        return False
