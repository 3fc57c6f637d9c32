"""Work of a screen beside its drawing, in its own thread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode
from textual.worker import Worker


def in_background(
    node: DOMNode,
    work: Callable[[], Coroutine[Any, Any, None]],
    group: str = "default",
    exclusive: bool = False,
) -> None:
    """Run `work` while the screen goes on; `exclusive` stops what still runs in the group.

    Takes the function and not the coroutine: one that is stopped before it began would never be awaited, and Python
    would print a warning over the screen.
    """
    _: Worker[None] = node.run_worker(work, group=group, exclusive=exclusive)
