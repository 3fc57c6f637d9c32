"""Asynchronous tests without a plug-in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from textual.app import App
from textual.pilot import Pilot


def piloted(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Runs an `async def` test in a loop of its own."""

    @wraps(test)
    def run(*given: Any, **named: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*given, **named), 60))

    return run


async def until(pilot: Pilot[Any], met: Callable[[], bool]) -> None:
    """Lets the program work until the condition holds; fails after some hundred turns."""
    for _turn in range(300):
        if met():
            return
        await pilot.pause(0.01)
    raise AssertionError("the condition was never met")


def drawn(app: App[Any]) -> str:
    """The screen as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip()[:width] for strip in strips[:height])
