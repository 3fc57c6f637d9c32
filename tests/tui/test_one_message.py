"""There is one message at a time, however fast two follow each other."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.services.case_books import an_account
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.tui.app.screen_registry import make_screen


@pytest.mark.parametrize("ticks", range(6))
@piloted
async def test_two_messages_in_a_row_are_shown_once(tmp_path: Path, ticks: int) -> None:
    app = open_app(an_account(tmp_path)[0])
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("escape")
        app.tell("Order entered for Acme.")
        for _ in range(ticks):
            await asyncio.sleep(0)
        app.tell("Acme is back.")
        await until(pilot, lambda: "Acme is back." in drawn(app))
        await pilot.pause(0.2)
        assert drawn(app).count("Order entered for Acme.") == 1
        assert len(app.screen.query("Toast")) == 1


@piloted
async def test_of_many_messages_in_a_row_the_last_two_are_shown(tmp_path: Path) -> None:
    app = open_app(an_account(tmp_path)[0])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for number in range(1, 6):
            app.tell(
                f"Call {number} logged for Acme: spoke with them, and the sentence is a long one; next: Tuesday."
            )
            await asyncio.sleep(0)
        await until(pilot, lambda: "Call 5" in drawn(app))
        assert "Call 4" in drawn(app) and "Call 3" not in drawn(app)
        assert len(app.messages) == 5, "all can be read again"


@pytest.mark.parametrize("ticks", range(4))
@piloted
async def test_a_message_said_before_a_box_opens_is_shown_once(tmp_path: Path, ticks: int) -> None:
    app = open_app(an_account(tmp_path)[0])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("escape")
        app.tell("Case opened for Acme.")
        for _ in range(ticks):
            await asyncio.sleep(0)
        app.push_screen(make_screen("account.add"))
        await until(pilot, lambda: "Add an account" in drawn(app) and "Case opened for Acme." in drawn(app))
        await pilot.pause(0.2)
        assert drawn(app).count("Case opened for Acme.") == 1
