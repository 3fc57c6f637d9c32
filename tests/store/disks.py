"""Disks that take no more, and files that are closed to writing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def limited_files(size: int) -> Iterator[None]:
    """Inside, no file of this process can grow beyond `size` bytes, as on a full disk."""
    resource: Any = pytest.importorskip("resource", reason="Windows cannot limit what files may grow to")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, ignored)


@contextmanager
def closed_to_writing(path: Path) -> Iterator[None]:
    """Nobody can write `path` inside; root is kept out by an attribute, where the file system has it."""
    if os.geteuid() != 0:
        mode = path.stat().st_mode
        path.chmod(mode & ~0o222)
        yield
        path.chmod(mode)
        return
    if (
        not shutil.which("chattr")
        or subprocess.run(["chattr", "+i", path], check=False, stderr=-3).returncode
    ):
        pytest.skip("root can write everywhere here")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", path], check=True)
