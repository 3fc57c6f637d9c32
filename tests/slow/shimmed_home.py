"""A home of its own for each try under a disk of ours, and forks from which nothing is remembered."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

from tests.cli.command_tree import OTHER_WRITERS, VERBS, Verb

SHIM = ctypes.CDLL(None)
"""The functions of the library that was loaded before the C library."""
NOTED = ("book/", "xdg_state_home/", "xdg_cache_home/", "tmp/")
"""What a home holds for the program itself, by the beginnings of names."""
FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


class ForkFailed(Exception):
    """The work of a fork raised something, or the fork was killed."""


def verbs_to_try(names: Collection[str]) -> Iterator[Verb]:
    """All verbs as they act, or those of these names; without those that need a server."""
    for verb in (*(each.acting for each in VERBS), *OTHER_WRITERS):
        if not verb.served and (not names or verb.name in names):
            yield verb


def home_in(place: Path, everything: Path) -> Path:
    """A copy of everything, which is from now on the home and the current folder of this process."""
    home = place / "home"
    shutil.copytree(everything, home, symlinks=True)
    os.chdir(home)
    for name in FOLDERS:
        os.environ[name] = str(home / name.lower())
    os.environ["TMPDIR"] = str(home / "tmp")
    (home / "tmp").mkdir(exist_ok=True)
    return home


def book_in(home: Path) -> Path:
    """The file of its book."""
    return next((home / "book").rglob("*.db"))


def in_fork(work: Callable[[], Any]) -> Any:
    """What `work` returns, as JSON has it, done in a fork. Raises ForkFailed."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            tempfile.tempdir = os.environ["TMPDIR"]
            told = json.dumps({"done": work()})
        except BaseException as failed:  # noqa: BLE001 - told to the parent
            told = json.dumps({"failed": f"{type(failed).__name__}: {failed}"})
        with os.fdopen(writing, "wb") as answers:
            answers.write(told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        said = answers.read()
    os.waitpid(child, 0)
    told = json.loads(said or b'{"failed": "killed"}')
    if "failed" in told:
        raise ForkFailed(told["failed"])
    return told["done"]
