"""Run by `test_faulty_disk` under the shim: each verb in a fork of its own, with a disk that fails once or for good.

    LD_PRELOAD=faulty_disk.so python -m tests.slow.faulty_disk_driver FOLDER FAULTS_A_VERB SEED [VERB...]

`FOLDER` holds a book of everything; prints a JSON line a try: verb, number of the fault, error, code, what was said,
and whether the book was left whole (as before, or changed).
"""

from __future__ import annotations

import ctypes
import errno
import gc
import json
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.cli.command_tree import ENV, VERBS, Kind, Verb
from tests.cli.runner import Winback
from tests.store.books import content
from winback_tui.store.book import Book

SHIM = ctypes.CDLL(None)
FAULTS = ((errno.ENOSPC, True), (errno.EIO, False), (errno.EROFS, True), (errno.EIO, True))
"""What the disk says, and whether it goes on saying it."""


def main(folder: Path, faults: int, seed: int, names: list[str]) -> None:
    """Try every verb that writes, at first without a fault to count its changes of files."""
    chooser = random.Random(seed)
    for verb in VERBS:
        if verb.kind is Kind.READS or verb.served or verb.bookless or (names and verb.name not in names):
            continue
        whole = tried(folder, verb, 0, 0, False)
        changes = int(whole["counted"])
        numbers = range(1, changes + 1)
        for number in sorted(chooser.sample(numbers, min(faults, changes))):
            with_code, stays = FAULTS[number % len(FAULTS)]
            told = tried(folder, verb, number, with_code, stays)
            sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()


def tried(folder: Path, verb: Verb, number: int, code: int, stays: bool) -> dict[str, Any]:
    """One call on a copy of everything, in a fork."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        shutil.copytree(folder, home, symlinks=True)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            try:
                told = _called(home, verb, number, code, stays)
            except BaseException as fault:  # noqa: BLE001 - told to the parent
                told = {"code": -1, "err": f"{type(fault).__name__}: {fault}"}
            os.write(writing, json.dumps(told).encode())
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading, "rb") as answers:
            told = json.loads(answers.read() or b'{"code": -9, "err": "killed"}')
        os.waitpid(child, 0)
        return {"verb": verb.name, "number": number, "error": code, "stays": stays, **told}


def _called(home: Path, verb: Verb, number: int, code: int, stays: bool) -> dict[str, Any]:
    os.chdir(home)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        os.environ[name] = str(home / name.lower())
    file = next((home / "book").rglob("*.db"))
    winback = Winback(file, ENV)
    before = content(Book(file))
    gc.collect()
    SHIM.arm(number, code, int(stays))
    ended = winback(*verb.call())
    counted = SHIM.counted()
    SHIM.arm(0, 0, 0)
    told: dict[str, Any] = {"code": ended.code, "err": ended.err[-600:], "counted": counted}
    if file.exists():
        told["same"] = content(Book(file)) == before
        told["whole"] = Winback(file, ENV)("check").code == 0
    return told


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
