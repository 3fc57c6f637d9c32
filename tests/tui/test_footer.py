"""The footer names only keys that do something here and now, says which of them open something, and can be clicked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.views.view import ListView
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.window_table import WindowTable

NOT_TRIED = {
    "app.undo",
    "screen.back",
    "app.help",
    "interview.leave",
    "interview.finish",
    "import.take",
    "text.editor",
}
"""Commands that change what the others are tried on, or leave."""


async def refused(app: WinbackApp, pilot: Pilot[Any]) -> list[str]:
    """The commands of the footer that say no when they are run, and those that hide that they open something."""
    wrong = []
    screen, depth = app.screen, len(app.screen_stack)
    about = app.context(screen, screen).subject
    for entry in list(screen.query_one(KeyFooter)._shown_commands):
        if entry.command.id in NOT_TRIED:
            continue
        if app.context(entry.node, screen).subject != about:
            break  # an action has moved the cursor on: the rest of this footer was for another row
        if entry.command not in [each.command for each in screen.query_one(KeyFooter)._shown_commands]:
            continue  # an action has turned the page: its footer does not offer this any more
        said = len(app.messages)
        app.run_command(entry.command, entry.node)
        for _ in range(40):
            await pilot.pause(0.01)
            if app.screen is not screen or len(app.messages) > said:
                break
        await pilot.pause(0.05)  # a page may take another's place
        wrong += [
            f"{entry.word}: {each.text}" for each in list(app.messages)[said:] if each.kind != "information"
        ]
        opened = len(app.screen_stack) > depth or (
            app.screen is not screen and len(app.screen_stack) == depth
        )
        if opened is not entry.word.endswith("…"):
            wrong.append(f"{entry.word} opens: {opened}")
        while app.screen is not screen and screen in app.screen_stack:
            await pilot.press("escape")
            await pilot.pause(0.01)
        if screen not in app.screen_stack:
            break  # it is done with: the rest of its footer cannot be tried any more
        if isinstance(screen, ListView) and screen.VIEW:
            await pilot.press("escape")
    return wrong


@pytest.mark.parametrize("number", [spec.number for spec in VIEWS if spec.counter])
@piloted
async def test_no_key_in_the_footer_of_a_view_refuses(demo: Book, number: int) -> None:
    app = open_app(demo)
    async with app.run_test(size=(200, 30)) as pilot:
        await app.be_at_view(number)
        view = app.screen
        assert isinstance(view, ListView)
        await until(pilot, lambda: view.table.total > 0 and not view.behind)
        for row in {0, view.table.total // 2, view.table.total - 1}:
            view.table.move_to(row)
            await pilot.pause(0.6)  # the footer follows once the cursor rests
            assert await refused(app, pilot) == [], f"row {row}: {view.subject()}"


@piloted
async def test_an_empty_book_shows_the_keys_that_help(tmp_path: Path) -> None:
    app = open_app(Book(tmp_path / "none.db", clock_from_environment(), "Ann", or_blank=True))
    async with app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: "No accounts and no orders yet" in drawn(app))
        footer = drawn(app).splitlines()[-1]
        assert "I import…" in footer and "a add account…" in footer and "? help" in footer
        assert not any(word in footer for word in ("contact", "undo", "narrow", "to watch"))
        assert app.screen.query_one(WindowTable).total == 0


@piloted
async def test_groups_stand_apart_and_a_click_does_it(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(160, 40)) as pilot:
        await until(pilot, lambda: "c contact…" in drawn(app))
        footer = drawn(app).splitlines()[-1]
        assert footer.count("│") == 2
        await pilot.click(KeyFooter, offset=(footer.index("help"), 0))
        await until(pilot, lambda: "What the keys do here" in drawn(app))


@piloted
async def test_what_comes_in_while_the_program_ends_finds_nothing_to_do(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "c contact…" in drawn(app))
        view = app.screen
        assert isinstance(view, ListView)
    view.footer.refresh_commands()
    app.show_view(3)
    app.turn_view(1)
    assert len(app._screen_stacks) == 1
