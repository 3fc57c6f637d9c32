"""The settings on the screen: all of them are listed, one is changed, told what it cannot be, and taken back."""

from __future__ import annotations

from pathlib import Path

from tests.store.books import book_at, with_account
from winback_tui.services.settings.choices import choices, find_setting
from winback_tui.tui.app.views import VIEWS

from .piloting import drawn, open_app, piloted, until


@piloted
async def test_a_setting_is_found_changed_and_taken_back(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    app = open_app(book, views=VIEWS[:1])
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("ctrl+p", *"settings", "enter")
        await until(pilot, lambda: f"{len(choices(book))} settings · 0 changed" in drawn(app))
        await pilot.press("slash", *"hunter", "enter")
        await until(pilot, lambda: "theme" not in drawn(app) and "x usual value" not in drawn(app))
        await pilot.press("e")
        await until(pilot, lambda: "Change a setting" in drawn(app))
        await pilot.press("ctrl+u", *"soon", "enter")
        await until(pilot, lambda: "soon" in drawn(app) and "Change a setting" in drawn(app))
        assert find_setting(book, "price hunter wait").value == "90"
        await pilot.press("ctrl+u", *"60", "enter")
        await until(pilot, lambda: "1 changed" in drawn(app))
        assert find_setting(book, "price hunter wait").value == "60"
        await pilot.press("x")
        await until(pilot, lambda: "0 changed" in drawn(app))
        assert find_setting(book, "price hunter wait").value == "90"
        await pilot.press("escape", "escape")
        await until(pilot, lambda: "yours and the team's" not in drawn(app))
