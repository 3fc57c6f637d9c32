"""Every ratio in one table: all [--accounts N --orders N --times N]"""

from __future__ import annotations

from collections.abc import Sequence

from . import importing, listing, scoring, screen
from .books import asked
from .paired import told


def main(arguments: Sequence[str]) -> int:
    """The command line; prints the table."""
    sizes, times = asked("all", __doc__, list(arguments))
    found = []
    for bench in (listing, screen, scoring, importing):
        found += bench.figures(sizes, times)
    print(told(found))
    return 0
