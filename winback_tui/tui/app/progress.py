"""Long work, seen from the thread that does it: how far it is, and whether the user wants it stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic


class Cancelled(Exception):
    """Raised inside the work by `TaskProgress.step` after the user pressed Esc; the work leaves nothing half done."""


@dataclass
class TaskProgress:
    """`step` is called by the worker as often as it likes; the screen reads the rest."""

    done: int = 0
    total: int = 0
    note: str = ""
    cancelled: bool = False
    now: Callable[[], float] = monotonic

    def __post_init__(self) -> None:
        self._began = self.now()

    def step(self, done: int, total: int = 0, note: str = "") -> None:
        """Says how far it is. Raises Cancelled when the user wants it stopped."""
        self.done, self.total, self.note = done, total or self.total, note or self.note
        if self.cancelled:
            raise Cancelled

    @property
    def rate(self) -> float:
        """Things done in a second, since the beginning."""
        seconds = self.now() - self._began
        return self.done / seconds if seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will take at this rate; None while nobody knows."""
        if not self.total or not self.rate:
            return None
        return max(self.total - self.done, 0) / self.rate
