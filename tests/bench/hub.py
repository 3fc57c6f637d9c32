"""The hub: what a push, a pull, a meeting without news and joining cost: hub [--accounts N] [--orders N]"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.sync.hub.server import NO_SERVER, Server, new_schema, programs, start
from winback_tui.services.team import init_hub, join, sync
from winback_tui.store.book import Book

from .sync import Home, edit, fill, timed

AIMS = {
    "hub: push 10,000 edits (s)": (1.5, 3.0),
    "hub: nothing new (s)": (0.15, 0.5),
    "hub: take in 10,000 edits (s)": (1.5, 3.0),
    "hub: first push, whole book (s)": (60.0, 120.0),
    "hub: fresh laptop, whole book (s)": (60.0, 180.0),
    "hub: push / COPY of the same rows (times)": (20.0, 40.0),
}


def main(arguments: Sequence[str]) -> int:
    """Measure on a server of its own that writes through to the disk, each figure beside its aim and floor."""
    parser = argparse.ArgumentParser(prog="hub", description=__doc__)
    parser.add_argument("--accounts", type=int, default=100_000)
    parser.add_argument("--orders", type=int, default=2_000_000)
    chosen = parser.parse_args(arguments)
    if programs() is None:
        print(NO_SERVER)
        return 1
    with tempfile.TemporaryDirectory(prefix="winback-bench-") as scratch:
        measured = measure(Path(scratch), chosen.accounts, chosen.orders)
    print_table(measured)
    return 0


def print_table(measured: dict[str, float]) -> None:
    """Each figure beside its aim and floor."""
    print(f"{'measure':44} {'got':>8} {'aim':>8} {'floor':>8}")
    for what, got in measured.items():
        aim, floor = AIMS[what]
        print(f"{what:44} {got:8.2f} {aim:8.2f} {floor:8.2f} {'' if got <= aim else 'over the aim'}")


def measure(scratch: Path, accounts: int, orders: int) -> dict[str, float]:
    """All figures on one made-up book."""
    lead, rep, new = (Home(scratch / name.lower(), name) for name in ("Lead", "Rep", "New"))
    fill(lead, scratch / "orders.csv", accounts, orders)
    server = start(os.getpid(), fsync=True)
    url = server.url(new_schema())
    init_hub(url)
    measured: dict[str, float] = {}
    codes: list[str] = []
    timed(measured, "hub: first push, whole book (s)", lambda: codes.append(sync(lead.book, [url])[0].code))
    book = rep.book
    timed(measured, "hub: fresh laptop, whole book (s)", lambda: join(book, url, codes[0]))
    join(new.book, url, codes[0])
    best(measured, "hub: push 10,000 edits (s)", rep, url, 3)
    book = lead.book
    sync(book, [url])
    edit(rep.book, 10_000, "once more")
    sync(rep.book, [url])
    book = lead.book
    timed(measured, "hub: take in 10,000 edits (s)", lambda: sync(book, [url]))
    sync(book, [url])
    start_at = perf_counter()
    for _ in range(5):
        sync(book, [url])
    measured["hub: nothing new (s)"] = (perf_counter() - start_at) / 5
    copied = copy_seconds(server, book)
    measured["hub: push / COPY of the same rows (times)"] = measured["hub: push 10,000 edits (s)"] / copied
    return measured


def best(measured: dict[str, float], what: str, home: Home, url: str, turns: int) -> None:
    """The quickest of some turns, each of 10,000 fresh edits."""
    took = []
    for turn in range(turns):
        book = home.book
        edit(book, 10_000, f"seen {turn}")
        begun = perf_counter()
        sync(book, [url])
        took.append(perf_counter() - begun)
    measured[what] = min(took)
    print(f"{what}: {min(took):.2f}", flush=True)


def copy_seconds(server: Server, book: Book) -> float:
    """What the server itself needs to take in 10,000 changes: the least that any program could need."""
    import psycopg

    with book.read() as connection:
        lines = [
            tuple(row)
            for row in connection.execute("SELECT site, seq, hlc, tx, row, value FROM change LIMIT 10000")
        ]
    with psycopg.connect(f"postgresql://postgres@/team?host={server.folder}&port={server.port}") as raw:
        raw.execute("CREATE TABLE raw (site text, seq bigint, hlc bigint, tx text, row_id text, value text)")
        raw.commit()
        begun = perf_counter()
        with raw.cursor().copy("COPY raw FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
        raw.commit()
        return perf_counter() - begun
