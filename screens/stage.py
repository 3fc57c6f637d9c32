"""What the pictures are taken of: the demo's book on one fixed day, and the program drawing it."""

from __future__ import annotations

import asyncio
import itertools
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unittest import mock

from textual.app import App
from textual.pilot import Pilot

from winback_tui.domain import ids
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.demo.books import accounts_csv, orders_csv
from winback_tui.services.demo.build import build_demo
from winback_tui.services.demo.days import Days
from winback_tui.services.demo.team import ACTOR
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp

from .no_waiting import run_without_waiting
from .pictures import Picture
from .plain_svg import plain

NOW = "2026-11-24T09:30:00"
"""A Tuesday: the demo has something for today, for this week and for later."""
NEW_ORDER = "2026-11-23;H-30000;1047;Marais & Fils;Invoice;96.00;28.00;EUR"
"""The line of the newest export that brings an account back."""
AFTER_THE_DEMO = 1_000_000_000
"""Where ids begin that a session makes, beyond those of the demo."""
LOOK_EVERY = 0.05
WAITED_FOR = 1.0
"""What the program puts off by up to so many seconds is waited for at the end, such as keeping typed text."""
PATIENCE = 60.0


class _Counting:
    """Stands in for chance, so that ids follow one another in the order of their making."""

    def __init__(self, first: int) -> None:
        self._numbers = itertools.count(first)

    def urandom(self, size: int) -> bytes:
        return next(self._numbers).to_bytes(size, "big")


class _Standing:
    """Stands in for the time of ids."""

    @staticmethod
    def time_ns() -> int:
        return 0


@contextmanager
def fixed_day(folder: Path) -> Iterator[None]:
    """Inside, the day, the zone and the user's folders are those of the pictures."""
    told = {
        "WINBACK_NOW": NOW,
        "TZ": "UTC",
        "HOME": str(folder),
        **{
            name: str(folder / name.lower())
            for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")
        },
        "COLORTERM": "truecolor",
    }
    with mock.patch.dict(os.environ, told):
        for name in ("NO_COLOR", "WINBACK_THEME", "WINBACK_AS_OF", "WINBACK_DB"):
            os.environ.pop(name, None)
        time.tzset()
        with chdir(_exports(folder / "exports")):
            yield
    time.tzset()


def _exports(folder: Path) -> Path:
    """A folder with the team's exports, for the Import screen."""
    written = datetime.fromisoformat(NOW).timestamp()
    folder.mkdir(parents=True, exist_ok=True)
    newest = f"{exports()['orders.csv']}{NEW_ORDER}\n"
    for name, text in {**exports(), "orders-new.csv": newest}.items():
        file = folder / name
        file.write_text(text, encoding="utf-8")
        os.utime(file, (written, written))
    return folder


def exports() -> dict[str, str]:
    """The made-up team's files as they are on the day of the pictures."""
    today = datetime.fromisoformat(NOW).date()
    return {"customers.csv": accounts_csv(), "orders.csv": orders_csv(Days(today), today)}


@contextmanager
def counted_ids(first: int = 1) -> Iterator[None]:
    """Inside, new ids are the same each time, counted from `first`."""
    with mock.patch.object(ids, "os", _Counting(first)), mock.patch.object(ids, "time", _Standing()):
        yield


def demo_book(path: Path) -> Book:
    """The demo's book as the pictures show it; its ids are the same each time."""
    with counted_ids():
        return build_demo(path, clock_from_environment())


def pictures_of(sitting: Sequence[Picture], book_path: Path) -> dict[Picture, str]:
    """Pictures that follow each other, as SVG. The book may be written to: give each sitting its own copy."""
    first = sitting[0]
    colourless: Mapping[str, str] = {"NO_COLOR": "1"} if first.look == "mono" else {}
    with mock.patch.dict(os.environ, colourless):
        past = date.fromisoformat(first.as_of) if first.as_of else None
        book = Book(book_path, clock_from_environment(), ACTOR, past, or_blank=True)
        app = WinbackApp(LiveBook.of(book), theme=first.look)
        return run_without_waiting(_taken(app, sitting), PATIENCE)


def session_of(
    scenes: Sequence[Iterable[Sequence[str]]], size: tuple[int, int], book_path: Path
) -> list[str]:
    """A picture after the keys of each scene, all in one session of the book, which is written to.

    Without flashes, which stand for a time that differs from one run to the next.
    """
    app = WinbackApp(LiveBook.of(Book(book_path, clock_from_environment(), ACTOR, or_blank=True)))
    with counted_ids(AFTER_THE_DEMO):
        return run_without_waiting(_session(app, scenes, size, flashes=False), PATIENCE)


async def _taken(app: App[Any], sitting: Sequence[Picture]) -> dict[Picture, str]:
    before = (None, *sitting)
    scenes = [picture.strokes(last) for picture, last in zip(sitting, before, strict=False)]
    return dict(zip(sitting, await _session(app, scenes, sitting[0].size), strict=True))


async def _session(
    app: App[Any], scenes: Sequence[Iterable[Sequence[str]]], size: tuple[int, int], flashes: bool = True
) -> list[str]:
    threads, taken = _Threads(), []
    with mock.patch.object(asyncio, "to_thread", threads.run):
        async with app.run_test(size=size, notifications=True) as pilot:
            await _still(pilot, threads)
            for scene in scenes:
                for keys in scene:
                    await pilot.press(*keys)
                    await _still(pilot, threads)
                await _still(pilot, threads, _put_off)
                if not flashes:
                    app.clear_notifications()
                    await _still(pilot, threads)
                taken.append(plain(app.export_screenshot(title="Winback", simplify=True)))
    return taken


class _Threads:
    """Counts the work that is done in threads at this moment."""

    def __init__(self) -> None:
        self.under_way = 0
        self._run = asyncio.to_thread

    async def run(self, work: Callable[..., Any], *told: Any, **named: Any) -> Any:
        self.under_way += 1
        try:
            return await self._run(work, *told, **named)
        finally:
            self.under_way -= 1


def _put_off(app: App[Any]) -> bool:
    """Whether a timer runs that will do something once and soon."""
    nodes = [app, *(node for screen in app.screen_stack for node in screen.walk_children(with_self=True))]
    return any(
        timer._repeat == 0 and timer._interval <= WAITED_FOR and timer._task and not timer._task.done()
        for node in nodes
        for timer in node._timers
    )


def _nothing(app: App[Any]) -> bool:
    return False


async def _still(pilot: Pilot[Any], threads: _Threads, waits: Callable[[App[Any]], bool] = _nothing) -> None:
    """Until no work is under way, nothing else is waited for, and two looks, one after the other, show the same."""
    end = time.monotonic() + PATIENCE
    before, same = None, False
    while not same:
        if time.monotonic() > end:
            raise TimeoutError("the screen does not come to rest")
        await pilot.pause(LOOK_EVERY)
        shown = pilot.app.screen._compositor.render_strips(pilot.app.size)
        same = shown == before and not threads.under_way and not waits(pilot.app)
        before = shown
