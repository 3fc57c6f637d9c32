"""First frame and key to paint of the screen, as ratios against plain programs of the same toolkit.

`python -m tests.bench screen_speed [--book FILE] [--rows N] [--runs N]`; without a book a made-up list is shown.
Every ratio is measured side by side in this one run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from statistics import median

from tests.bench.pty_timer import Timed

SIZE = (120, 36)
LABEL = """
from textual.app import App
from textual.widgets import Label
class One(App):
    def compose(self):
        yield Label("bare and ready")
One().run()
"""
TABLE = """
from textual.app import App
from textual.widgets import DataTable
class One(App):
    def compose(self):
        yield DataTable(cursor_type="row")
    def on_mount(self):
        table = self.query_one(DataTable)
        table.add_columns("Account", "Cl", "Silent", "Late", "Gone", "At stake", "Status", "Next")
        for n in range(1000):
            table.add_row(f"North Mill {n}", "A", "9 wk", "6 wk", "62 %", "14,200", "overdue", "call Tue")
One().run()
"""
DOWN, PAGE_DOWN, PAGE_UP = b"\x1b[B", b"\x1b[6~", b"\x1b[5~"


def main(arguments: Sequence[str] = ()) -> int:
    """Print the table of ratios."""
    told = argparse.ArgumentParser(prog="screen_speed", description=__doc__)
    told.add_argument("--book", help="a book to open with `winback --db`")
    told.add_argument("--rows", default="100000", help="rows of the made-up list")
    told.add_argument("--marker", default="North Mill", help="a text of the first useful frame")
    told.add_argument("--runs", type=int, default=12)
    wanted = told.parse_args(arguments)
    ours = [sys.executable, "-m", "tests.tui.demo", wanted.rows]
    if wanted.book:
        ours = [sys.executable, "-m", "winback_tui", "--db", wanted.book]
    for line in measured(ours, wanted.marker.encode(), wanted.runs):
        print(line)
    return 0


def measured(ours: Sequence[str], marker: bytes, runs: int) -> list[str]:
    """The lines of the report."""
    bare, frame = first_frames(ours, marker, runs)
    lines = [ratio("first useful frame / one label", frame, bare, "median")]
    lines.append(ratio("   the same, quickest of all runs", frame, bare, "min"))
    ours_open = Timed(ours, SIZE, {"WINBACK_NOW": "2026-11-22T12:00:00"})
    stock = Timed([sys.executable, "-c", TABLE], SIZE)
    try:
        ours_open.until(marker)
        stock.until(b"North Mill")
        ours_open.settle()
        stock.settle()
        down, stock_down = in_turns(runs * 6, ours_open, stock, (DOWN,))
        page, stock_page = in_turns(runs * 3, ours_open, stock, (PAGE_DOWN, PAGE_DOWN, PAGE_UP))
        sort = many(
            runs, lambda: pressed(ours_open, b"s", "↑".encode()) + pressed(ours_open, b"s", "↓".encode())
        )
        search = many(runs, lambda: searched(ours_open))
    finally:
        ours_open.end()
        stock.end()
    lines.append(ratio("down / DataTable of 1,000 rows", down, stock_down, "p95"))
    lines.append(ratio("page down / DataTable of 1,000 rows", page, stock_page, "p95"))
    lines.append(ratio("sort / page down", [each / 2 for each in sort], page, "p95"))
    lines.append(ratio("search keystroke / page down", search, page, "p95"))
    return lines


def first_frames(ours: Sequence[str], marker: bytes, runs: int) -> tuple[list[float], list[float]]:
    """Seconds to the first frame of the bare program and of ours, in turns."""
    bare: list[float] = []
    frame: list[float] = []
    for _run in range(runs):
        for command, shows, kept in (
            ([sys.executable, "-c", LABEL], b"bare and ready", bare),
            (ours, marker, frame),
        ):
            timed = Timed(command, SIZE, {"WINBACK_NOW": "2026-11-22T12:00:00"})
            try:
                kept.append(timed.until(shows) - timed.began)
            finally:
                timed.end()
    return bare[1:], frame[1:]


def in_turns(times: int, ours: Timed, stock: Timed, keys: Sequence[bytes]) -> tuple[list[float], list[float]]:
    """Seconds from the same keys to their paint in both programs, one after the other."""
    pairs = [(pressed(ours, key), pressed(stock, key)) for _time in range(times // len(keys)) for key in keys]
    return [one for one, _other in pairs], [other for _one, other in pairs]


def pressed(program: Timed, key: bytes, marker: bytes = b"") -> float:
    """Seconds from one key to its paint; the next key waits until all is quiet."""
    seconds = program.key(key, marker)
    program.settle()
    return seconds


def searched(program: Timed) -> float:
    """Seconds from a letter in the search line to the list that it leaves."""
    program.key(b"/")
    program.settle()
    program.key(b"k")
    program.settle()
    seconds = program.key(b"e", "“ke”".encode())
    for key in (b"\x7f", b"\x7f", b"\r"):
        program.settle()
        program.key(key)
    program.settle()
    return seconds


def many(times: int, once: Callable[[], float]) -> list[float]:
    """The same measured again and again."""
    return [once() for _time in range(times)]


def ratio(what: str, ours: list[float], theirs: list[float], how: str) -> str:
    """One line: both figures in milliseconds and what one is of the other."""
    one, other = figure(ours, how), figure(theirs, how)
    return f"{what:38} {one * 1000:8.1f} ms {other * 1000:8.1f} ms {one / other:6.2f} x  ({how})"


def figure(seconds: list[float], how: str) -> float:
    """Median, quickest, or the value that 95 in 100 stay below."""
    if how == "median":
        return median(seconds)
    if how == "min":
        return min(seconds)
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * 0.95))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
