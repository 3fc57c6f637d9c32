"""What comes for a screen after it was left, or after what it shows is gone, breaks nothing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from textual.pilot import Pilot

from tests.services.team_book import a_team
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_importing import GOOD, run
from winback_tui.services.accounts.edit import add_account
from winback_tui.services.book.history import undo
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.screen_registry import make_screen
from winback_tui.tui.app.subject import CommandSubject

if TYPE_CHECKING:
    from winback_tui.tui.screens.importing.preview import PreviewFile


def test_a_screen_that_was_left_takes_what_is_read_for_it_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, reading = threading.Event(), threading.Event()

    async def keys(app: WinbackApp, pilot: Pilot[Any]) -> None:
        preview = cast("PreviewFile", app.screen)
        known = preview.known

        def late(*_: object) -> object:
            reading.set()
            closed.wait(20)
            return known

        monkeypatch.setattr("winback_tui.tui.screens.importing.preview.revise", late)
        app.run_worker(preview.revise(known.choices))
        await until(pilot, reading.is_set)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(app.screen_stack) == 1 and not preview.is_attached)
        closed.set()
        await until(pilot, lambda: not any(worker.is_running for worker in app.workers))
        assert app.fault is None and app.is_running

    run(tmp_path, monkeypatch, "orders.csv", GOOD, keys)


@piloted
async def test_the_brief_stays_when_its_account_is_taken_back(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    added = add_account(book, "New Mill", {})
    app = open_app(book)
    async with app.run_test(size=(100, 30)) as pilot:
        app.push_screen(make_screen("brief", CommandSubject(added.account_id, "New Mill")))
        await until(pilot, lambda: "New Mill" in drawn(app) and len(app.screen_stack) == 2)
        undo(book)
        app.changed()
        await pilot.pause(0.5)
        assert app.fault is None and app.is_running
