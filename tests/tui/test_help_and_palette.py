"""Help is searched and does what it shows; the palette has the latest command first, and verbs before views."""

from __future__ import annotations

from pathlib import Path

from tests.services.team_book import a_team
from tests.tui.demo import demo_app
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.tui.screens.base.dialog import Dialog
from winback_tui.tui.screens.contact.aside_dialog import AsideDialog
from winback_tui.tui.screens.help.help_screen import HelpScreen
from winback_tui.tui.screens.help.palette import PaletteScreen
from winback_tui.tui.screens.help.theme_screen import ThemeScreen


@piloted
async def test_help_finds_what_is_typed_and_enter_does_it(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("j", "question_mark", "slash")
        await until(pilot, lambda: "type to search" in drawn(app))
        await pilot.press(*"set the next")
        await until(pilot, lambda: "most money at risk first" not in drawn(app))
        assert "log a contact" in drawn(app) and "mark all" not in drawn(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        assert "Log a contact · Kessler Antriebe GmbH" in drawn(app)


@piloted
async def test_arrows_choose_a_line_and_esc_clears_the_search_first(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark", "j", "j")
        assert isinstance(app.screen, HelpScreen) and app.screen._help.chosen == 2
        await pilot.press("slash", *"zzz")
        await until(pilot, lambda: "Nothing here matches." in drawn(app))
        await pilot.press("enter", "escape")
        await until(pilot, lambda: "Nothing here matches." not in drawn(app))
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


@piloted
async def test_the_palette_finds_the_verb_before_the_view_and_keeps_the_last_one_first(
    tmp_path: Path,
) -> None:
    app = open_app(a_team(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: "North Mill" in drawn(app))
        await pilot.press("ctrl+p", *"lost")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen) and "lost: open" in drawn(app))
        screen = app.screen
        assert isinstance(screen, PaletteScreen) and screen.table.row.key == "case.open"
        await pilot.press("escape", "ctrl+p", *"put aside", "enter")
        await until(pilot, lambda: isinstance(app.screen, AsideDialog))
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
        screen = app.screen
        assert isinstance(screen, PaletteScreen) and screen.table.row.key == "account.aside"


@piloted
async def test_themes_are_seen_while_one_goes_through_them(tmp_path: Path) -> None:
    app = open_app(a_team(tmp_path), theme="dark")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("ctrl+p", *"themes look", "enter")
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen))
        await pilot.press("down", "down")
        await until(pilot, lambda: app.theme == "contrast")
        await pilot.press("escape")
        await until(pilot, lambda: app.theme == "dark")
        await pilot.press("ctrl+p", *"themes look", "enter")
        await until(pilot, lambda: isinstance(app.screen, ThemeScreen))
        await pilot.press("down", "enter")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert app.theme == "light"
