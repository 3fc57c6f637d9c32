"""A progress line for long work: on a terminal only, and only once it has lasted a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from .talk import pass_by, watched

WIDTH = 30
_FIRST, _EACH = 1.0, 0.1


@contextmanager
def meter(name: str, total: int) -> Iterator[Callable[[float, int], None] | None]:
    """A function that takes the share done (0 to 1) and the rows so far; None without a terminal."""
    if not watched():
        yield None
        return
    begun = time.monotonic()
    due = begun + _FIRST

    def progress(share: float, rows: int) -> None:
        nonlocal due
        now = time.monotonic()
        if now < due:
            return
        due = now + _EACH
        bar = "█" * round(share * WIDTH)
        rate = rows / (now - begun)
        pass_by(f"  {bar:·<{WIDTH}} {share:4.0%}  {rows:,} of about {total:,} rows, {rate:,.0f} a second")

    try:
        yield progress
    finally:
        if due > begun + _FIRST:
            pass_by("")
