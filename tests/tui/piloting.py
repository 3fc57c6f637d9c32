"""The program driven by a pilot: opened over a book, in an event loop of the test's own, read as text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import wraps
from time import monotonic
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from screens.no_waiting import run_without_waiting
from winback_tui.services.book.live_book import LiveBook
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp


def open_app(book: Book, read_only: bool | str = False, **more: Any) -> WinbackApp:
    """The program over this book; `more` as WinbackApp takes it, such as the views."""
    return WinbackApp(LiveBook.of(book), read_only, **more)


def run_piloted(
    app: App[Any], script: Callable[[Pilot[Any]], Awaitable[None]], size: tuple[int, int]
) -> None:
    """Runs `script` over the screen of a program, for tests that are no `async def`."""

    @piloted
    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await script(pilot)

    run()


def piloted(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., None]:
    """Runs an `async def` test in a loop of its own."""

    @wraps(test)
    def run(*given: Any, **named: Any) -> None:
        run_without_waiting(test(*given, **named), 180)

    marked: Callable[..., None] = pytest.mark.thorough(run)
    return marked


async def until(pilot: Pilot[Any], met: Callable[[], bool], seconds: float = 30) -> None:
    """Lets the program work until the condition holds; fails with the screen."""
    end = monotonic() + seconds
    while not met():
        if monotonic() > end:
            raise AssertionError(f"the condition was never met:\n{drawn(pilot.app)}")
        await pilot.pause(0.01)


async def taken_in(pilot: Pilot[Any]) -> None:
    """Returns once the program has acted on every key sent to it: what it shows is no longer what stood there before.

    A key goes from the driver to the program, on to the widget, and what the widget makes of it to the screen. Each
    pause lets all of them finish what waited for them when it began.
    """
    for _ in range(4):
        await asyncio.sleep(0)
    for _ in range(4):
        await pilot.pause(0)


def drawn(app: App[Any]) -> str:
    """The screen as text."""
    width, height = app.size
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip()[:width] for strip in strips[:height])


def toasts(app: App[Any]) -> list[str]:
    """What the flash above the keys says, message by message."""
    shown = [each.message for each in app._notifications]
    said = [each.text for each in getattr(app, "messages", ())]
    return [text for text in said if any(text in flash for flash in shown)] if said else shown
