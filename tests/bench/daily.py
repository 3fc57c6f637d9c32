"""What a day with a large book costs, each beside the import of the whole file: daily [--accounts N --orders N]

A newer export with 1 % more rows, the list after it, the next day, an act, long lists, a past day, care of the file.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from .books import NOW, Sizes, asked, import_command, winback
from .paired import Figure, Spent, run, told

_DAY_OF_BOOK = 2_000_000
"""Orders of the book that the aims are for; for another they are taken in proportion."""
_LEAST = 0.35
"""Seconds that any command may take: it is started, reads its settings, opens the book."""
_SHARE = 0.99
_NEXT_DAY = "2026-07-01T12:00:00"
_PAST, _OTHER_PAST = "2026-03-31", "2026-02-27"


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """Seconds of the processor for each, and their share of the import; `times` is left aside, a run takes minutes."""
    whole_file = sizes.csv
    with tempfile.TemporaryDirectory(dir=sizes.folder) as folder:
        place = Path(folder)
        older, last_day = _without_the_last_rows(whole_file, place / "older.csv", int(sizes.orders * _SHARE))
        book, then = place / "daily.db", {**sizes.env, "WINBACK_NOW": f"{last_day}T12:00:00"}
        whole = run(import_command(book, older), then)
        scale = sizes.orders / _DAY_OF_BOOK
        found = [
            Figure("import of all but the last 1 % of rows", whole.cpu, 16 * scale, 32 * scale, unit="s")
        ]
        undone = _copy(book, place / "whole.db")
        size = undone.stat().st_size
        of_whole = [
            ("undo of it", run([*winback(undone), "undo"], then), 5.0),
            ("redo of it", run([*winback(undone), "redo"], then), 10.0),
        ]
        larger = undone.stat().st_size / size
        undone.unlink()
        for what, spent, aim in chain(of_whole, _day(sizes, book, place)):
            share = f"{spent.cpu / whole.cpu:.3f} of that import, {spent.peak:.0f} MB"
            within = max(_LEAST, aim * scale)
            found.append(Figure(what, spent.cpu, within, 3 * within, note=share, unit="s"))
        found.append(Figure("file after undo and redo of the whole", larger, 1.1, 1.2))
    return found


def _day(sizes: Sizes, book: Path, place: Path) -> Iterator[tuple[str, Spent, float]]:
    """What is done, what it took, and how many seconds it should take in a book of two million orders."""
    first, second = {**sizes.env, "WINBACK_NOW": NOW}, {**sizes.env, "WINBACK_NOW": _NEXT_DAY}

    def ours(*words: str, day: dict[str, str] = first, on: Path = book) -> Spent:
        return run(winback(on, *words), day)

    yield "newer export with 1 % more rows", run(import_command(book, sizes.csv, "--json"), first), 4.0
    yield "the first list after it (all are scored)", ours("list", "--limit", "20"), 5.0
    yield "undo of the newer export", ours("undo", on=_copy(book, place / "undone.db")), 5.0
    yield "redo of the newer export", ours("redo", on=place / "undone.db"), 10.0
    yield "first list of a day without new data", ours("list", "--limit", "20", day=second), 0.5
    yield "one act (log)", ours("log", "A000001", "--outcome", "spoke with them", day=second), 0.35
    ours("list", "--limit", "20", day=second)
    yield "another act", ours("log", "A000002", "--outcome", "spoke with them", day=second), 0.35
    yield "list --view all --json", ours("list", "--view", "all", "--json", day=second), 4.0
    yield "list --view risk --json", ours("list", "--view", "risk", "--json", day=second), 4.0
    for command in ("show", "brief", "history"):
        past = run([*winback(book), "--as-of", _PAST, command, "A000001", "--json"], second)
        yield f"--as-of {command}", past, 1.0
    past_due = [*winback(book), "--as-of", _OTHER_PAST, "due", "--json"]
    yield "--as-of due, a day not seen before", run(past_due, second), 5.0
    yield "--as-of due, the same day again", run(past_due, second), 1.0
    yield "backup", ours("backup", day=second), 3.0
    yield "check", ours("check", day=second), 6.0
    ours("log", "A000004", "--outcome", "spoke with them", day=second)
    yield "backup after an act since the last", ours("backup", day=second), 3.0
    yield "export to JSON", ours("export", str(place / "out.json"), day=second), 5.0
    yield "export to CSV", ours("export", str(place / "out"), day=second), 5.0
    yield "erase", ours("erase", "A000003", "--yes", "--keep-backups", day=second), 3.0


def _without_the_last_rows(whole: Path, target: Path, rows: int) -> tuple[Path, str]:
    """The file with so many rows, and the day of the last of them."""
    line = ""
    with whole.open(encoding="utf-8") as source, target.open("w", encoding="utf-8") as out:
        for line in islice(source, rows + 1):
            out.write(line)
    return target, line.split(",")[2]


def _copy(book: Path, target: Path) -> Path:
    shutil.copyfile(book, target)
    return target


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("daily", __doc__, list(arguments)))))
    return 0
