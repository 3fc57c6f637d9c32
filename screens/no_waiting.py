"""An event loop on which nobody waits for a clock: where nothing is under way, it is at once as late as the next timer.

What the program puts off happens in the same order as ever. While a thread works, time goes as it does.
"""

from __future__ import annotations

import asyncio
import selectors
import threading
import time
from collections.abc import Coroutine
from typing import Any, TypeVar
from unittest import mock

from textual import _time

T = TypeVar("T")

_GLANCE = 0.0005
"""Seconds that really pass at each leap, so that who waits for another process does not keep it from working."""


class _Leaping(selectors.DefaultSelector):
    """Waits for files as ever, but for no time."""

    leapt = 0.0
    """Seconds that nobody waited for."""
    under_way = 0
    """Calls in threads."""

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0 or self.under_way:
            return super().select(timeout)
        ready = super().select(min(timeout, _GLANCE))
        if not ready:
            self.leapt += max(timeout - _GLANCE, 0)
        return ready


class LeapingLoop(asyncio.SelectorEventLoop):
    """The loop; its time runs ahead of the clock on the wall."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return time.monotonic() + self._leaping.leapt

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        self._leaping.under_way += 1
        future = super().run_in_executor(executor, func, *args)
        future.add_done_callback(self._done)
        return future

    def _done(self, _: asyncio.Future[Any]) -> None:
        self._leaping.under_way -= 1


def run_without_waiting(work: Coroutine[Any, Any, T], limit: float) -> T:
    """As asyncio.run. Raises TimeoutError after `limit` seconds on the wall."""
    with asyncio.Runner(loop_factory=LeapingLoop) as runner:
        loop = runner.get_loop()
        with mock.patch.object(_time, "get_time", loop.time):
            return runner.run(_limited(work, limit))


async def _limited(work: Coroutine[Any, Any, T], limit: float) -> T:
    loop, task, late = asyncio.get_running_loop(), asyncio.ensure_future(work), False

    def too_late() -> None:
        nonlocal late
        late = True
        loop.call_soon_threadsafe(task.cancel)

    watch = threading.Timer(limit, too_late)
    watch.daemon = True
    watch.start()
    try:
        return await task
    except asyncio.CancelledError:
        if late:
            raise TimeoutError(f"not done after {limit:g} s") from None
        raise
    finally:
        watch.cancel()
