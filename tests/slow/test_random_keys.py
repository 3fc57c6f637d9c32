"""Whatever keys are pressed, in whatever haste, the screen never breaks.

`WINBACK_KEYS` sets how many keys are pressed over all seeds, `WINBACK_SEED` the first of them.
"""

from __future__ import annotations

import asyncio
import os
import random
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from textual import events
from textual.errors import NoWidget
from textual.pilot import Pilot, WaitForScreenTimeout

from screens.stage import exports
from tests.demo_book import own_copy, shared_demo
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.services.book.live_book import LiveBook
from winback_tui.store.book import Book
from winback_tui.tui.app.session import Session, known_commands

FIRST_SEED = int(os.environ.get("WINBACK_SEED", "0"))
SEEDS = range(FIRST_SEED, FIRST_SEED + 7)
KEYS = int(os.environ.get("WINBACK_KEYS", "50000"))
"""Over all seeds."""
LEAVE = {"q", "ctrl+q", "ctrl+c", "ctrl+z"}
"""They end the program or put it to sleep, which is no fault."""
LAST = 40
"""So many keys before a crash are told."""
LOOK_EVERY = 400
"""Keys after which Esc is tried: it must lead back to a view from wherever the keys have led."""
ESCAPES = 25
"""Esc keys that lead out of the deepest place."""
SLOW_ESCAPES = 15
"""And with a second each, where the machine is so busy that a screen opens after the keys that would have left it."""

TEXT = [
    *"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "space",
    "full_stop",
    "plus",
    "minus",
]
MOVES = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "tab", "tab"]
EDITS = ["backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+a", "ctrl+e", "ctrl+d"]
ANSWERS = ["enter", "enter", "enter", "f2", "f2", "escape", "escape", "f1", "ctrl+p"]
FORMS = ["c", "e", "o", "n", "a", "L"]
"""A form is opened and saved, in one go with the keys that follow."""
FUNCTIONS = [f"f{number}" for number in range(1, 13)]
PASTES = ["2026-12-01", "+3d", "1,250 EUR", "a\nb\nc", "\x1b[2J[red]x[/red]\u202e", "x" * 5_000, "", "\n"]
SIZES = [(80, 24), (120, 36), (60, 20), (40, 10)]


def command_keys() -> list[str]:
    """Every key that a command has, anywhere."""
    keys = {
        key.strip() for command in known_commands().values() for key in command.keys.split(",") if key.strip()
    }
    return sorted(keys - LEAVE)


def strokes(chance: random.Random) -> Iterator[str]:
    """Keys without an end; `paste:` and a text is a paste, `size:` and a number another size, `click:` a cell."""
    commands = command_keys()
    while True:
        kind = chance.random()
        if kind < 0.04:
            yield from (chance.choice(FORMS), "tab", *"word", chance.choice(("f2", "enter")))
        elif kind < 0.38:
            yield chance.choice(commands)
        elif kind < 0.55:
            yield from (chance.choice(TEXT) for _ in range(chance.randint(1, 6)))
        elif kind < 0.76:
            yield chance.choice(ANSWERS)
        elif kind < 0.92:
            yield chance.choice(MOVES)
        elif kind < 0.95:
            yield chance.choice(EDITS)
        elif kind < 0.98:
            yield chance.choice(FUNCTIONS)
        elif kind < 0.997:
            yield f"paste:{chance.choice(PASTES)}"
        elif kind < 0.999:
            yield f"size:{chance.randrange(len(SIZES))}"
        else:
            yield from (f"click:{chance.randrange(120)},{chance.randrange(36)}" for _ in range(10))


async def press(app: Session, pilot: Pilot[None], stroke: str) -> None:
    """One of `strokes`, without waiting for what it does."""
    kind, _, what = stroke.partition(":")
    if kind == "paste":
        app.post_message(events.Paste(what))
    elif kind == "click":
        x, y = (int(each) for each in what.split(","))
        if x < app.size.width and y < app.size.height:
            with suppress(
                NoWidget
            ):  # the terminal's own clicks fall through a screen that is not laid out yet
                await pilot.click(offset=(x, y), times=1 + (x + y) % 2)
    elif kind == "size":
        await pilot.resize_terminal(*SIZES[int(what)])
    else:
        app.simulate_key(stroke)


async def pause(pilot: Pilot[None], seconds: float | None) -> None:
    """Waits until every widget has answered. One that closes meanwhile never does; a screen that hangs fails twice."""
    try:
        await pilot.pause(seconds)
    except WaitForScreenTimeout:
        await pilot.pause(seconds)


async def stuck(app: Session, pilot: Pilot[None]) -> str:
    """The screens that Esc does not lead out of; empty where it leads back to a view."""
    await pilot.resize_terminal(100, 30)
    for rest in (*(0.02 for _ in range(ESCAPES)), *(1 for _ in range(SLOW_ESCAPES))):
        await pilot.pause(rest)
        if len(app.screen_stack) == 1 or app._exit:
            return ""
        app.simulate_key("escape")
    await pilot.pause(1)
    return "" if len(app.screen_stack) == 1 else f"stuck in {app.screen_stack}"


async def walk(app: Session, keys: Iterator[str], many: int, chance: random.Random) -> tuple[int, str]:
    """How many of `many` keys were pressed until the program ended, and the story of its crash, if it was one."""
    last: deque[str] = deque(maxlen=LAST)
    pressed = 0
    caught = ""

    async def go() -> None:
        nonlocal pressed, caught
        looked = 0
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            while pressed < many and not app._exit and app._exception is None:
                for _ in range(chance.randint(1, 5)):
                    last.append(next(keys))
                    await press(app, pilot, last[-1])
                    pressed += 1
                await pause(pilot, chance.choice((None, None, None, 0.01, 0.03, 0.1)))
                if pressed - looked > LOOK_EVERY:
                    looked = pressed
                    caught = await stuck(app, pilot)
                    if caught:
                        return

    (ended,) = await asyncio.gather(go(), return_exceptions=True)
    fault = ended or app.fault
    if fault is None:
        return pressed, caught and f"{caught} after {' '.join(last)}"
    return pressed, f"{''.join(traceback.format_exception(fault))}\nafter {' '.join(last)}"


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_no_keys_break_the_screen(
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    for name in ("EDITOR", "VISUAL", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setenv("WINBACK_NOW", "2026-11-24T09:30:00")
    monkeypatch.chdir(tmp_path)
    for file, text in exports().items():
        Path(file).write_text(text, "utf-8")
    book = Book(own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path), clock_from_environment(), "Ann")
    chance = random.Random(seed)
    keys = strokes(chance)
    crashes: list[str] = []
    left = KEYS // len(SEEDS)
    while left > 0:
        pressed, crash = asyncio.run(walk(Session(LiveBook.of(book)), keys, left, chance))
        left -= max(pressed, 1)
        crashes += [crash] if crash else []
    assert not crashes, f"{len(crashes)} crashes:\n\n" + "\n\n".join(crashes)
