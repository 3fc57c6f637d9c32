"""The terminal that is gone: a window closed, a line dropped. Without it the program would spin for ever."""

from __future__ import annotations

import select
import sys
from collections.abc import Callable
from threading import Thread


def when_hung_up(terminal: int, leave: Callable[[], None]) -> None:
    """Call `leave`, from a thread of its own, once the terminal with this descriptor has nobody at its other end.

    The system sends a signal only to the leader of the session, and only where nobody ignores it. Waiting costs
    nothing. Where the system cannot tell (Windows, and a macOS that refuses to watch a terminal), nothing happens.
    """
    if sys.platform == "win32":
        return
    poll = select.poll()
    poll.register(terminal, 0)  # a hang-up is told without being asked for

    def wait() -> None:
        found = poll.poll()
        if any(what & (select.POLLHUP | select.POLLERR) for _, what in found):
            leave()

    Thread(target=wait, name="hang-up", daemon=True).start()
