"""How lengthy team work reports its progress."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[int, int, str], None]
"""Called with how much is done, of how much, and what is being done. It may raise to stop; nothing partial is kept."""


def no_step(done: int, total: int, note: str) -> None:
    """Nobody is watching."""
