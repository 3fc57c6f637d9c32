"""How long work of the team says how far it is."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[int, int, str], None]
"""Told how much is done, of how much, and what is being done. It may raise to stop the work; nothing half is kept."""


def no_step(done: int, total: int, note: str) -> None:
    """Nobody is watching."""
