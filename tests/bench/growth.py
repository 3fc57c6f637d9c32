"""How each command that reads grows with the book, as the exponent between two sizes: growth [--accounts N --orders N]

The smaller book has a tenth of the accounts and of the orders. What any command takes to start is taken off first.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from math import log
from pathlib import Path
from statistics import median

from .books import Sizes, asked, winback
from .paired import Figure, run, told

SMALLER = 10
COMMANDS = {
    "list": ("list", "--limit", "20"),
    "search": ("list", "--view", "all", "--search", "a0123", "--limit", "20"),
    "due": ("due", "--limit", "20"),
    "review": ("review", "--json"),
    "list --view all --json": ("list", "--view", "all", "--json"),
    "--as-of due, a day seen before": ("--as-of", "2026-03-31", "due", "--limit", "20"),
}
_MOST, _FLOOR = 1.05, 1.15
_FELT = 0.05
"""Seconds: what takes less beyond the start cannot be told from the noise."""


def figures(sizes: Sizes, times: int) -> list[Figure]:
    """For each command the exponent of its seconds of the processor; 1 grows as the book does."""
    small = Sizes(sizes.folder, sizes.accounts // SMALLER, sizes.orders // SMALLER)
    made = [small.book(), sizes.book()]
    with tempfile.TemporaryDirectory(dir=sizes.folder) as folder:
        books = [Path(shutil.copyfile(book, Path(folder) / book.name)) for book in made]
        start = min(run(winback(books[0], "where"), sizes.env).cpu for _ in range(times))
        found = []
        for what, words in COMMANDS.items():
            taken = []
            for book in books:
                command = winback(book, *words)
                run(command, sizes.env)
                taken.append(max(_FELT, median(run(command, sizes.env).cpu for _ in range(times)) - start))
            exponent = log(taken[1] / taken[0]) / log(SMALLER)
            note = f"{taken[0]:.2f} s -> {taken[1]:.2f} s beyond the start"
            found.append(Figure(what, exponent, _MOST, _FLOOR, note=note, unit=" "))
    return found


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    print(told(figures(*asked("growth", __doc__, list(arguments)))))
    return 0
