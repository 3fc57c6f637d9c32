"""Team sync: what a delta, a whole book and a hundred reps cost: sync [--accounts N] [--orders N] [--reps N]"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter, process_time

from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.team import join, sync, write_bundle_file
from winback_tui.services.team.membership import key_ring
from winback_tui.store.book import Book
from winback_tui.store.write import act
from winback_tui.sync.bundle.receiving import open_file
from winback_tui.sync.merge.merge import merge

from .paired import run

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
AIMS = {
    "merge a delta of 10,000 edits (s)": (0.5, 1.0),
    "nothing new (s)": (0.1, 0.5),
    "write a bundle of 10,000 edits (s)": (1.0, 2.0),
    "bundle of 10,000 edits (MB)": (1.0, 2.0),
    "fresh laptop, whole book (s)": (15.0, 30.0),
    "whole bundle into the folder (s)": (15.0, 30.0),
    "reps x 1,000 edits merged (s)": (60.0, 120.0),
    "peak memory (MB)": (300.0, 600.0),
}


@dataclass
class Home:
    """A laptop: its book, and its folders while it is used."""

    folder: Path
    name: str

    @property
    def book(self) -> Book:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(self.folder / name.lower())
        return Book(self.folder / "book.db", fixed_clock(NOW), self.name)


def timed(measured: dict[str, float], what: str, do: Callable[[], object]) -> None:
    start, processor = perf_counter(), process_time()
    do()
    measured[what] = perf_counter() - start
    print(f"{what}: {measured[what]:.2f}, of the processor {process_time() - processor:.2f}", flush=True)


def fill(home: Home, csv: Path, accounts: int, orders: int) -> None:
    """Made up and imported in processes of their own, so that this one's memory is that of what is measured."""
    sizes = ["--accounts", str(accounts), "--orders", str(orders)]
    run([sys.executable, "-m", "tests.bench", "generate", str(csv), *sizes], {})
    words = ["--db", str(home.book.path), "import", str(csv), "--yes"]
    run([sys.executable, "-m", "winback_tui", *words], {"WINBACK_NOW": NOW.isoformat()})
    csv.unlink()


def edit(book: Book, count: int, word: str, offset: int = 0) -> None:
    """Change the note of so many accounts, in one act."""
    with act(book, "edit", f"{count} notes") as transaction:
        transaction.run(
            "UPDATE account SET note = ? WHERE no > ? AND no <= ?", (word, offset, offset + count)
        )


def main(arguments: Sequence[str]) -> int:
    """Measure, and print each figure beside its aim and floor."""
    parser = argparse.ArgumentParser(prog="sync", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=2_000_000)
    parser.add_argument("--reps", type=int, default=100)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="winback-bench-") as scratch:
        measured = measure(Path(scratch), chosen.accounts, chosen.orders, chosen.reps)
    print(f"{'measure':40} {'got':>8} {'aim':>8} {'floor':>8}")
    for what, got in measured.items():
        aim, floor = AIMS[what]
        print(f"{what:40} {got:8.2f} {aim:8.2f} {floor:8.2f} {'' if got <= aim else 'over the aim'}")
    from . import hub  # it measures with what is above

    return hub.main(["--accounts", str(chosen.accounts), "--orders", str(chosen.orders)])


def measure(scratch: Path, accounts: int, orders: int, reps: int) -> dict[str, float]:
    """All figures on one made-up book."""
    measured: dict[str, float] = {}
    lead, rep, new = (
        Home(scratch / "lead", "Lead"),
        Home(scratch / "rep", "Rep"),
        Home(scratch / "new", "New"),
    )
    folder = scratch / "shared"
    folder.mkdir()
    fill(lead, scratch / "orders.csv", accounts, orders)
    timed(
        measured,
        "whole bundle into the folder (s)",
        lambda: codes.append(sync(lead.book, [str(folder)])[0].code),
    )
    timed(measured, "fresh laptop, whole book (s)", lambda: join(new.book, str(folder), codes[0]))
    join(rep.book, str(folder), codes[0])
    sync(lead.book, [str(folder)])
    edit(rep.book, 10_000, "seen")
    file = scratch / "rep.winback"
    timed(
        measured,
        "write a bundle of 10,000 edits (s)",
        lambda: write_bundle_file(rep.book, file, only_new=True),
    )
    measured["bundle of 10,000 edits (MB)"] = file.stat().st_size / 1e6
    book = lead.book
    with closing(open_file(file, key_ring().key)) as source:
        timed(measured, "merge a delta of 10,000 edits (s)", lambda: merge(book, [source]))
    sync(lead.book, [str(folder)])
    timed(measured, "nothing new (s)", lambda: sync(lead.book, [str(folder)]))
    files = [delta_of_another(scratch, number, rep, accounts) for number in range(reps)]
    with get_context("spawn").Pool(1) as alone:
        took, used = alone.apply(merge_all, (lead, files))
    measured["reps x 1,000 edits merged (s)"], measured["peak memory (MB)"] = took, used
    return measured


def merge_all(lead: Home, files: Sequence[Path]) -> tuple[float, float]:
    """Merge all files in one go, in a process of its own: seconds, and the megabytes it held at most."""
    book = lead.book
    start = perf_counter()
    with ExitStack() as opened:
        merge(book, [opened.enter_context(closing(open_file(each, key_ring().key))) for each in files])
    return perf_counter() - start, peak_megabytes()


def peak_megabytes() -> float:
    """Of this process since it began; `getrusage` also counts what its parent held when it began it."""
    (line,) = (
        each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


def delta_of_another(scratch: Path, number: int, joined: Home, accounts: int) -> Path:
    """What one more rep sends after 1,000 edits: a copied book is a laptop of its own from its first write on."""
    home = Home(scratch / f"rep {number}", f"Rep {number}")
    shutil.copytree(joined.folder, home.folder)
    book = home.book
    edit(book, 1000, f"rep {number}", number * 1000 % max(1, accounts - 1000))
    file = scratch / f"{number}.winback"
    write_bundle_file(book, file, only_new=True)
    shutil.rmtree(home.folder)
    return file


codes: list[str] = []
