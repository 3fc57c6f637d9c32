"""A key that comes while one screen has closed and the next is not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.services.case_books import a_lost_account
from tests.tui.piloting import drawn, open_app, piloted, until


@piloted
@pytest.mark.parametrize("forwarded", [True, False])
async def test_it_does_nothing_and_the_program_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, forwarded: bool
) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = open_app(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await until(pilot, lambda: "1 Overdue" in drawn(app))
        key = events.Key("x", "x")
        if forwarded:
            key._set_forwarded()
        with monkeypatch.context() as meanwhile:
            meanwhile.setitem(app._screen_stacks, app._current_mode, [])
            await app.on_event(key)
        await pilot.press("6")
        await until(pilot, lambda: "Acme" in drawn(app))
    assert app.fault is None
