"""What a key sends to the terminal, and how long it takes over a line of 20 kB/s: slow_line [--rate BYTES]"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from screens.stage import NOW, demo_book, fixed_day

from .books import winback
from .paired import Figure, told
from .pty_timer import Timed
from .screen import DOWN, PAGE_DOWN, WHOLE, p95

RATE = 20_000.0
"""Bytes a second."""
SIZES = ((80, 24), (120, 36))
UP = b"\x1b[A"
CURSOR = "▌".encode()
"""Stands in a frame that moves the cursor of a list."""
_REST = 0.6
"""Seconds without output after which nothing more follows a key."""
_MOVES = 40
HELD_FOR, REPEATS = 2.0, 30.0
"""Seconds that a key is held, and how often a second it repeats."""
BYTES = {"down": 900.0, "page down": 3_500.0, "view": 7_000.0, "open": 9_000.0, "search": 4_000.0}
"""The aims of what each key sends, its details included."""
AT_ONCE = 0.120
"""Seconds from a key to its paint that a person does not feel."""


def opened_demo(book: Path, size: tuple[int, int], env: Mapping[str, str], rate: float | None) -> Timed:
    """The program on a book of the demo, once nothing happens by itself any more."""
    timed = Timed(winback(book), size, env, rate)
    timed.until(WHOLE)
    timed.settle(2.0)
    timed.frame(DOWN)  # the first key takes the notice away
    timed.settle(_REST)
    return timed


def bytes_of_keys(book: Path, size: tuple[int, int], env: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """By what the key does: the bytes of the frame that answers it, and of all that it makes drawn."""
    timed = opened_demo(book, size, env, None)
    sent: dict[str, tuple[int, int]] = {}

    def press(what: str, key: bytes) -> None:
        before = timed.taken
        timed.frame(key)
        answered = timed.taken - before
        timed.settle(_REST)
        sent[what] = max(sent.get(what, (0, 0)), (answered, timed.taken - before))

    try:
        for _ in range(3):
            press("down", DOWN)
        for view in (b"2", b"3", b"4", b"5", b"6"):
            press("view", view)
        for _ in range(3):
            press("page down", PAGE_DOWN)
        press("open", b"\r")
        press("back", b"\x1b")
        for letter in (b"/", b"b", b"a"):
            press("search", letter)
        return sent
    finally:
        timed.end()


def single_keys(
    book: Path, env: Mapping[str, str], rate: float, size: tuple[int, int] = SIZES[1]
) -> list[float]:
    """Seconds from each key to the end of its frame, with a rest after each."""
    timed = opened_demo(book, size, env, rate)
    try:
        found = []
        for turn in range(_MOVES):
            found.append(timed.frame(DOWN if turn // 8 % 2 == 0 else UP, CURSOR))
            timed.settle(0.3)
        return found
    finally:
        timed.end()


def held_key(book: Path, env: Mapping[str, str], rate: float, size: tuple[int, int] = SIZES[1]) -> float:
    """Seconds from the last of the keys that a held one sends to the last frame that moves the cursor."""
    timed = opened_demo(book, size, env, rate)
    try:
        timed.frame(b"6")
        timed.settle(_REST)
        began = time.perf_counter()
        for number in range(int(HELD_FOR * REPEATS)):
            timed.press(DOWN)
            timed.drain(began + (number + 1) / REPEATS)
        return timed.last_frame(CURSOR, _REST)
    finally:
        timed.end()


def figures(book: Path, env: Mapping[str, str], rate: float) -> list[Figure]:
    """The bytes of each key at both sizes, and what a person feels over the line."""
    found = []
    for size in SIZES:
        width, height = size
        for what, (answer, whole) in bytes_of_keys(book, size, env).items():
            aim = BYTES.get(what, BYTES["view"])
            note = f"its own frame {answer:,}"
            found.append(Figure(f"{what}, {width}x{height}", whole, aim, aim * 2, note=note, unit=" B"))
        single, held = p95(single_keys(book, env, rate, size)), held_key(book, env, rate, size)
        name = f"{width}x{height}, {rate / 1000:.0f} kB/s"
        found.append(
            Figure(f"key to paint p95, {name}", single * 1000, AT_ONCE * 1000, AT_ONCE * 1000, unit=" ms")
        )
        found.append(
            Figure(
                f"held key, let go to paint, {name}", held * 1000, AT_ONCE * 1000, AT_ONCE * 2000, unit=" ms"
            )
        )
    return found


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    parser = argparse.ArgumentParser(prog="slow_line", description=__doc__)
    parser.add_argument("--rate", type=float, default=RATE)
    asked = parser.parse_args(list(arguments))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with fixed_day(home):
            demo_book(home / "demo.db")
        env = {"WINBACK_NOW": NOW, "WINBACK_ACTOR": "Ann", "HOME": folder, "PATH": os.environ["PATH"]}
        print(told(figures(home / "demo.db", env, asked.rate)))
    return 0
