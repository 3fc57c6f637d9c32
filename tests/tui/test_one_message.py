"""There is one message at a time, however fast two follow each other."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.services.case_books import an_account
from tests.tui.piloting import drawn, open_app, piloted, until


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
