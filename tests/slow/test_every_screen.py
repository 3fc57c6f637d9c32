"""Every screen at six widths and in five looks: nothing is cut beside free space, every text can be read, and no key in
a footer refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.demo_book import own_copy, shared_demo
from tests.tui.piloting import open_app, piloted
from tests.tui.test_footer import refused
from tests.tui.tour import THEMES, WIDTHS, at_rest, at_sizes, faults, stops, unreadable
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.widgets.key_footer import KeyFooter

STOPS = stops()


@pytest.fixture
def demo(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    worker_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> WinbackApp:
    monkeypatch.setenv("WINBACK_NOW", "2026-11-24T09:30:00")
    monkeypatch.chdir(tmp_path)
    book = own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path)
    return open_app(Book(book, clock_from_environment(), "Ann"))


@pytest.mark.slow
@pytest.mark.parametrize("name", STOPS)
@piloted
async def test_a_screen_is_whole_and_readable_at_every_size_in_every_look(
    demo: WinbackApp, name: str
) -> None:
    wrong: list[str] = []
    async with demo.run_test(size=(120, 36)) as pilot:
        await at_rest(pilot)
        for keys in STOPS[name].strokes():
            await pilot.press(*keys)
            await at_rest(pilot)
        async for width in at_sizes(pilot, WIDTHS):
            wrong += [f"{width}: {each}" for each in faults(demo)]
        for theme in THEMES:
            demo.theme = theme
            await at_rest(pilot)
            wrong += [f"{theme}: {each}" for each in unreadable(demo)]
    assert wrong == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in STOPS if name not in ("backtest", "palette", "help")])
@piloted
async def test_no_key_in_the_footer_of_a_screen_refuses(demo: WinbackApp, name: str) -> None:
    async with demo.run_test(size=(200, 50)) as pilot:
        await at_rest(pilot)
        for keys in STOPS[name].strokes():
            await pilot.press(*keys)
            await at_rest(pilot)
        if demo.screen.query(KeyFooter) and not demo.screen.is_modal:
            assert await refused(demo, pilot) == []
