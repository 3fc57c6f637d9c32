"""Asynchronous tests without a plug-in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import wraps
from time import monotonic
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot


def piloted(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Runs an `async def` test in a loop of its own."""

    @wraps(test)
    def run(*given: Any, **named: Any) -> None:
        asyncio.run(asyncio.wait_for(test(*given, **named), 180))

    marked: Callable[..., None] = pytest.mark.thorough(run)
    return marked


async def until(pilot: Pilot[Any], met: Callable[[], bool], seconds: float = 30) -> None:
    """Lets the program work until the condition holds; fails with the screen."""
    end = monotonic() + seconds
    while not met():
        if monotonic() > end:
            raise AssertionError(f"the condition was never met:\n{drawn(pilot.app)}")
        await pilot.pause(0.01)


def drawn(app: App[Any]) -> str:
    """The screen as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip()[:width] for strip in strips[:height])


def toasts(app: App[Any]) -> list[str]:
    """Texts of the toasts that are up."""
    return [each.message for each in app._notifications]
