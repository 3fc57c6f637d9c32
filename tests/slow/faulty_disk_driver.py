"""Run by `test_faulty_disk` under the shim: each verb in a fork of its own, with a disk that fails once or for good.

    LD_PRELOAD=faulty_disk.so python -m tests.slow.faulty_disk_driver FOLDER FAULTS_A_VERB SEED [VERB...]

`FOLDER` holds a book of everything; prints a JSON line a try: verb, number of the fault, error, code, what was said,
whether the book was left whole (as before, or changed), and which files were left half written.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.command_tree import ENV, Verb
from tests.cli.runner import Winback
from tests.slow.shimmed_home import NOTED, SHIM, ForkFailed, book_in, home_in, in_fork, verbs_to_try
from tests.store.books import content
from winback_tui.store.book import Book


@dataclass(frozen=True)
class Fault:
    """What the disk says, whether it goes on saying it, and whether it says it of reading."""

    error: int
    stays: bool
    reads: bool = False


WRITING = (
    Fault(errno.ENOSPC, True),
    Fault(errno.EIO, False),
    Fault(errno.EROFS, True),
    Fault(errno.EIO, True),
    Fault(errno.ENOSPC, False),
)
READING = (Fault(errno.EIO, False, True), Fault(errno.EIO, True, True))


def main(folder: Path, faults: int, seed: int, names: list[str]) -> None:
    """Try every verb, at first without a fault to count its changes and readings of files."""
    chooser = random.Random(seed)
    for verb in verbs_to_try(names):
        for kinds in (WRITING, READING):
            twice = [tried(folder, verb, 0, Fault(0, False, kinds is READING), {}) for _ in range(2)]
            sizes = dict(twice[0]["files"].items() & twice[1]["files"].items())
            numbers = range(1, int(twice[0]["counted"]) + 1)
            for number in sorted(chooser.sample(numbers, min(faults, len(numbers)))):
                told = tried(folder, verb, number, kinds[number % len(kinds)], sizes)
                sys.stdout.write(json.dumps({**told, "files": None}) + "\n")
        sys.stdout.flush()


def tried(folder: Path, verb: Verb, number: int, fault: Fault, right: dict[str, int]) -> dict[str, Any]:
    """One call on a copy of everything, in a fork. `right`: the sizes of the files that it leaves without a fault."""
    with tempfile.TemporaryDirectory() as place:
        home = home_in(Path(place), folder)
        try:
            told = in_fork(lambda: _called(home, verb, number, fault, right))
        except ForkFailed as failed:
            told = {"code": -1, "err": str(failed)}
        call = " ".join(verb.call())
        return {"verb": verb.name, "call": call, "number": number, "fault": str(fault), **told}


def _called(home: Path, verb: Verb, number: int, fault: Fault, right: dict[str, int]) -> dict[str, Any]:
    file = book_in(home)
    winback = Winback(file, ENV)
    if verb.after:
        winback(*verb.after.split())
    before, files = content(Book(file)), dict(_files(home))
    gc.collect()
    SHIM.share(os.fsencode(home))
    SHIM.arm(number, fault.error, int(fault.stays), int(fault.reads))
    ended = winback(*verb.call())
    counted = SHIM.counted()
    SHIM.arm(0, 0, 0, 0)
    left = dict(_files(home))
    told: dict[str, Any] = {
        "code": ended.code,
        "err": ended.err[-600:],
        "out": ended.out[:60],
        "counted": counted,
        "files": left,
    }
    if number:
        told["half"] = [
            name for name, size in left.items() if size not in (files.get(name), right.get(name, size))
        ]
    if file.exists():
        told["same"] = content(Book(file)) == before
        told["whole"] = Winback(file, ENV)("check").code == 0
    return told


def _files(home: Path) -> Iterator[tuple[str, int]]:
    """The user's own files and their sizes: neither books, nor what the program notes for itself, nor bundles.

    These are of another size each time, and end with their own hash.
    """
    for path in home.rglob("*"):
        name = str(path.relative_to(home))
        if (
            path.is_file()
            and path.suffix != ".winback"
            and not name.startswith((*NOTED, "xdg_", "home/", "shared/", "laptops/"))
        ):
            yield name, path.stat().st_size


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
