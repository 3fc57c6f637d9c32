"""The demo's book as the pictures show it, made once for all test processes; copy it before writing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from screens.stage import demo_book, fixed_day


def shared_demo(factory: pytest.TempPathFactory, worker: str) -> Path:
    """The file, made by whichever process comes first. `worker`: pytest-xdist's name of this process."""
    base = factory.getbasetemp()
    folder = base if worker == "master" else base.parent
    made = folder / "demo.db"
    with FileLock(folder / "demo.lock"):
        if not made.exists():
            with fixed_day(folder / "demo-home"):
                demo_book(folder / "demo-new.db")
            (folder / "demo-new.db").rename(made)
    return made


def own_copy(made: Path, folder: Path) -> Path:
    """A copy that a test may write to."""
    return Path(shutil.copyfile(made, folder / "demo.db"))
