"""Run by `test_power_cuts` under the recorder: each verb once, and then what the power may have left of it.

    LD_PRELOAD=recording_disk.so python -m tests.slow.power_cut_driver FOLDER CUTS_A_VERB SEED [VERB...]

`FOLDER` holds a book of everything; prints a JSON line a cut: verb, after how many of its changes, what became of the
rest, and what was wrong, if anything.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from tests.cli.command_tree import ENV, Kind, Verb
from tests.cli.runner import Winback
from tests.slow.recorded_disk import RecordedDisk, Rest, changes
from tests.slow.shimmed_home import NOTED, SHIM, ForkFailed, book_in, home_in, in_fork, verbs_to_try
from tests.store.books import content
from winback_tui.store.book import Book
from winback_tui.sync.bundle.folder import FolderMemory

NEEDS_HUMAN = 4


def main(folder: Path, cuts: int, seed: int, names: list[str]) -> None:
    """Record every verb that writes, then let the power go."""
    for verb in verbs_to_try(names):
        if verb.bookless or verb.kind in (Kind.READS, Kind.TEXT):
            continue
        with tempfile.TemporaryDirectory() as place:
            for told in _cut(Path(place), folder, verb, cuts, random.Random(f"{seed} {verb.name}")):
                sys.stdout.write(json.dumps({"verb": verb.name, **told}) + "\n")
        sys.stdout.flush()


def _cut(place: Path, folder: Path, verb: Verb, cuts: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    home, log = home_in(place, folder), place / "log"
    book = book_in(home)
    with closing(sqlite3.connect(book)) as connection, connection:
        FolderMemory().keep(connection, str(home / "shared"), 0)
    if verb.after:
        in_fork(lambda: Winback(book, ENV)(*verb.after.split()).code)
    before = in_fork(lambda: _digest(book))  # the first reading of a day may write figures
    files = {str(path): (path.stat().st_ino, path.read_bytes()) for path in _files(home)}
    ended = in_fork(lambda: _recorded(home, log, book, verb))
    after_files = {str(path): path.read_bytes() for path in _files(home)}
    after = in_fork(lambda: _digest(book))
    disk = RecordedDisk(files, changes(log))
    yield {
        "cut": len(disk),
        "rest": "call",
        "wrong": "" if ended["code"] in (0, NEEDS_HUMAN) else ended["err"],
    }
    whole = disk.left(len(disk), Rest.ALL, chance)
    if whole != after_files:
        other = sorted(
            path for path in whole.keys() | after_files if whole.get(path) != after_files.get(path)
        )
        yield {"cut": len(disk), "rest": "recording", "wrong": f"the recording is not what was done: {other}"}
    commits = [disk.left(number, Rest.ALL, chance) for number in disk.after_commits()]
    kept = {before, after, *(_state_left(home, book, left)[1] for left in commits)}
    ends = [(len(disk), rest) for rest in Rest]
    between = [(chance.randint(0, len(disk)), chance.choice(list(Rest))) for _ in range(cuts - len(ends))]
    for number, rest in [*ends, *between]:
        left = disk.left(number, rest, chance)
        wrong, found = _state_left(home, book, left)
        if not wrong and found not in kept:
            wrong = "a part of an act is in the book"
        if not wrong and number == len(disk) and found != after:
            wrong = "what was done is not in the book"
        if not wrong:
            known = {path: held for path, (_, held) in files.items()}
            wrong = _half(home, left, known, after_files, number == len(disk))
        yield {"cut": number, "of": len(disk), "rest": rest.value, "wrong": wrong}


def _recorded(home: Path, log: Path, book: Path, verb: Verb) -> dict[str, Any]:
    SHIM.record(os.fsencode(home), os.fsencode(log))
    ended = Winback(book, ENV)(*verb.call())
    SHIM.stop_recording()
    return {"code": ended.code, "err": ended.err[-600:]}


def _state_left(home: Path, book: Path, left: dict[str, bytes]) -> tuple[str, str]:
    """As `_state`, in a fork: nothing is remembered from one cut to the next."""
    try:
        wrong, found = in_fork(partial(_state, home, book, left))
    except ForkFailed as failed:
        return str(failed), ""
    return wrong, found


def _state(home: Path, book: Path, left: dict[str, bytes]) -> tuple[str, str]:
    """What is wrong with the book after the power cut, if anything; and what it holds."""
    for path in [*_files(home)]:
        path.unlink()
    for name, held in left.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(held)
    if not book.exists():
        return "the book is gone", ""
    winback = Winback(book, ENV)
    checked = winback("check")
    if checked.code:
        return f"the book is not whole: {checked.out[-300:]} {checked.err[-300:]}", ""
    found = _digest(book)
    again = winback("account", "add", "After the power cut")
    return (f"nothing can be done any more: {again.err[-300:]}" if again.code else ""), found


def _half(
    home: Path, left: dict[str, bytes], before: dict[str, bytes], after: dict[str, bytes], ended: bool
) -> str:
    """The files of the user that are neither as before nor as afterwards; once the verb has ended, as before."""
    half = []
    for path in {*before, *after, *left}:
        name = str(Path(path).relative_to(home))
        if name.startswith(NOTED) or "/.winback-" in f"/{name}":
            continue
        right = [after.get(path)] if ended else [before.get(path), after.get(path)]
        if left.get(path) not in right:
            half.append(name)
    return f"half written or lost: {sorted(half)}" if half else ""


def _digest(book: Path) -> str:
    return repr(sorted(content(Book(book)).items()))


def _files(home: Path) -> Iterator[Path]:
    yield from (path for path in home.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
