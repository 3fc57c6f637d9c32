"""First frame, keys to paint and idling in a pseudo-terminal, against Textual's own: screen [--accounts N]"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .books import Sizes, asked, subject, winback
from .paired import Command, Figure, Spent, ratio, told
from .pty_timer import Timed

SIZE = (120, 36)
ROWS, WHOLE, READY = b"At risk", b"help", b"READY"
"""What tells that our rows are there, that our whole screen is, and that a program to compare with is."""
ARROW = "↑".encode()[:2]
"""Begins the arrow in the heading of the sorted column, whichever way it points."""
DOWN, PAGE_DOWN = b"\x1b[B", b"\x1b[6~"
FORMS = {
    b"e": b"Segment",
    b"a": b"Add an account",
    b"c": b"In words",
    b"L": b"Open a case",
    b"H": b"Put aside",
}
"""Key of each form that is measured, and what tells that it is painted."""
_MOVES, _PAGES, _SORTS, _OPENINGS = 40, 24, 14, 21
_IDLE = 5.0
_REST = 1.5
"""Seconds after which all that happens beside the first frame is done."""
_BETWEEN_FORMS = 0.4
"""Seconds of quiet between two forms: nobody opens the next one sooner."""


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """What a person at the screen feels."""
    ours = winback(sizes.book())
    with opened(ours, WHOLE, sizes.env) as timed:
        timed.settle()
    found = first_frames(ours, sizes.env, times * 2)
    with opened(subject("stock_table"), READY) as stock, opened(ours, WHOLE, sizes.env) as mine:
        for timed in (stock, mine):
            timed.settle()
        time.sleep(_REST)
        mine.settle()
        down = in_turns(_MOVES, mine, stock, DOWN)
        page, stock_page = in_turns(_PAGES, mine, stock, PAGE_DOWN)
        sort = p95([pressed(mine, b">", ARROW) for _ in range(_SORTS)])
        search = p95(list(searched(mine, "a0123")))
        mine.key(b"\x1b")
        time.sleep(_REST)
        mine.settle()
        before = processor(mine.pid)
        time.sleep(_IDLE)
        idle = (processor(mine.pid) - before) / _IDLE * 100
        mine.press(b"\x1b")  # the first one cleared the search line, this one leaves it
        mine.settle(_BETWEEN_FORMS)
        forms = [form_openings(mine, key, shows) for key, shows in FORMS.items()]
    with opened(subject("stock_form"), READY) as stock:
        stock.settle()
        stock_form = form_openings(stock, b"e", b"FIELD")
    return [
        *found,
        Figure("down, key to paint p95 / stock table of 1,000 rows", down[0] / down[1], 0.5, 1.0),
        Figure("page down, key to paint p95 / stock table", page / stock_page, 1 / 6, 1.0),
        Figure("sort, key to paint p95 / page down", sort / page, 4.0, 4.0),
        Figure("search keystroke p95 / page down", search / page, 2.0, 2.0),
        Figure(f"idle for {_IDLE:.0f} s, share of a core", idle, 1.0, 1.0, unit=" %"),
        Figure(
            "slowest form, key to paint p95",
            max(one.wall for one in forms) * 1_000,
            100.0,
            230.0,
            max(one.cpu for one in forms) * 1_000,
            unit="ms",
        ),
        Figure(
            "longest form, key to paint p95 / stock form",
            forms[0].wall / stock_form.wall,
            0.5,
            1.0,
            forms[0].cpu / stock_form.cpu,
        ),
    ]


def first_frames(ours: Command, env: Mapping[str, str], times: int) -> list[Figure]:
    """The rows, and the whole screen, against one label; the rows against VisiData, where that is installed."""
    label = subject("one_label")
    rows, cpu, _ = ratio(lambda: shown(ours, ROWS, env), lambda: shown(label, READY), times)
    whole, whole_cpu, _ = ratio(lambda: shown(ours, WHOLE, env), lambda: shown(label, READY), times)
    found = [
        Figure("first rows of the list / one label", rows, 1.15, 1.4, cpu),
        Figure("whole first screen / one label", whole, 1.5, 2.0, whole_cpu),
    ]
    visidata = shutil.which("vd")
    if visidata:
        book = ours[ours.index("--db") + 1]
        other = [visidata, "-f", "sqlite", book, "+:account::"]
        against, _, _ = ratio(lambda: shown(ours, ROWS, env), lambda: shown(other, b"name_key"), times)
        found.append(Figure("first rows of the list / VisiData", against, 1.0, 1.0))
    return found


@contextmanager
def opened(command: Command, marker: bytes, env: Mapping[str, str] | None = None) -> Iterator[Timed]:
    """The program, once it has shown `marker`."""
    timed = Timed(command, SIZE, env)
    try:
        timed.until(marker)
        yield timed
    finally:
        timed.end()


def shown(command: Command, marker: bytes, env: Mapping[str, str] | None = None) -> Spent:
    """From the start to `marker`."""
    timed = Timed(command, SIZE, env)
    try:
        wall = timed.until(marker) - timed.began
        return Spent(wall, processor(timed.pid))
    finally:
        timed.end()


def in_turns(times: int, ours: Timed, theirs: Timed, key: bytes) -> tuple[float, float]:
    """Seconds from a key to its paint in both, one after the other; of each the value that 95 in 100 stay below."""
    pairs = [(pressed(ours, key), pressed(theirs, key)) for _ in range(times)]
    return p95([one for one, _ in pairs]), p95([other for _, other in pairs])


def pressed(program: Timed, key: bytes, marker: bytes = b"") -> float:
    """Seconds from one key to its paint; the next key waits until all is quiet."""
    seconds = program.key(key, marker)
    program.settle()
    return seconds


def searched(program: Timed, text: str) -> Iterator[float]:
    """Seconds from each letter to its paint in the search line; the list follows beside the keys."""
    pressed(program, b"/")
    for letter in text:
        yield pressed(program, letter.encode())


def form_openings(program: Timed, key: bytes, shows: bytes) -> Spent:
    """From the key to the form's paint, on the clock and of the processor: what 95 in 100 openings stay below.

    Each form is closed before the next.
    """
    walls, cpus = [], []
    for _ in range(_OPENINGS):
        before = running(program.pid)
        walls.append(program.key(key, shows))
        cpus.append(running(program.pid) - before)
        program.settle()
        program.key(b"\x1b")
        program.settle(_BETWEEN_FORMS)
    return Spent(p95(walls), p95(cpus))


def p95(seconds: Sequence[float]) -> float:
    """The value that 95 in 100 stay below."""
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * 0.95))]


def running(pid: int) -> float:
    """Seconds that a process's threads have run, to the millionth: `processor` counts hundredths."""
    return (
        sum(int(each.read_text().split()[0]) for each in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
    )


def processor(pid: int) -> float:
    """Seconds of processor that a process has used, its children that ended included."""
    said = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, said[11:15])) / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("screen", __doc__, list(arguments)))))
    return 0
