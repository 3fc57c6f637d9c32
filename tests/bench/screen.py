"""First frame, keys to paint and idling in a pseudo-terminal, against Textual's own: screen [--accounts N]"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.tui.terminal import Terminal

from .books import Sizes, asked, subject, winback
from .paired import Command, Figure, Spent, ratio, told

SIZE = (120, 36)
_PRESSES = 20
_IDLE = 5.0
_LONGEST = 3.0
"""Seconds after which a key counts as not answered."""


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """What a person at the screen feels."""
    ours = winback(sizes.book())
    _first_frame(ours, "At stake", sizes.env)
    wall, cpu, _ = ratio(
        lambda: _first_frame(ours, "At stake", sizes.env),
        lambda: _first_frame(subject("one_label"), "READY"),
        times * 2,
    )
    found = [Figure("first frame of the list / one label", wall, 1.15, 1.4, cpu)]
    with Terminal(subject("stock_table"), SIZE, timeout=60) as stock:
        stock.wait_for("READY")
        stock.settle(0.5)
        with Terminal(ours, SIZE, sizes.env, timeout=60) as terminal:
            terminal.wait_for("At stake")
            terminal.settle(1.5)
            stock_down, down = _painted(stock, "down"), _painted(terminal, "down")
            stock_page, page = _painted(stock, "pagedown"), _painted(terminal, "pagedown")
            sort = _painted(terminal, ">", presses=8)
            terminal.press("/")
            terminal.settle(0.5)
            search = _typed(terminal, "a0123")
            terminal.settle(1.0)
            terminal.press("escape", "escape")
            terminal.settle(1.0)
            before = _processor(terminal.process.pid)
            time.sleep(_IDLE)
            idle = (_processor(terminal.process.pid) - before) / _IDLE * 100
    return [
        *found,
        Figure("down, key to paint p95 / stock table of 1,000 rows", down / stock_down, 0.5, 1.0),
        Figure("page down, key to paint p95 / stock table", page / stock_page, 1 / 6, 1.0),
        Figure("sort, key to paint p95 / page down", sort / page, 4.0, 4.0),
        Figure("search keystroke p95 / page down", search / page, 2.0, 2.0),
        Figure(f"idle for {_IDLE:.0f} s, share of a core", idle, 1.0, 1.0, unit=" %"),
    ]


def _first_frame(command: Command, text: str, env: Mapping[str, str] | None = None) -> Spent:
    started = time.perf_counter()
    with Terminal(command, SIZE, env, timeout=120) as terminal:
        terminal.wait_for(text)
        wall = time.perf_counter() - started
        return Spent(wall, _processor(terminal.process.pid))


def _painted(terminal: Terminal, key: str, presses: int = _PRESSES) -> float:
    """Seconds from the key to the first bytes of the new picture, the 95th percentile."""
    spent = []
    for _ in range(presses):
        terminal.settle(0.12)
        spent.append(_until_drawn(terminal, key))
    return sorted(spent)[int(len(spent) * 0.95) - 1]


def _typed(terminal: Terminal, text: str) -> float:
    spent = []
    for letter in text:
        terminal.settle(0.3)
        spent.append(_until_drawn(terminal, letter))
    return max(spent)


def _until_drawn(terminal: Terminal, key: str) -> float:
    seen = len(terminal.raw)
    started = time.perf_counter()
    terminal.press(key)
    while len(terminal.raw) == seen and time.perf_counter() - started < _LONGEST:
        terminal.settle(0)
    return time.perf_counter() - started


def _processor(pid: int) -> float:
    """Seconds of processor that a process has used, its children that ended included."""
    told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("screen", __doc__, list(arguments)))))
    return 0
