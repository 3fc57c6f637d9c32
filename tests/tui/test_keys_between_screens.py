"""A key that comes while one screen has closed and the next is not there yet."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events

from tests.services.case_books import a_lost_account
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.accounts.people import add_person
from winback_tui.services.interviews.interviews import InterviewRecord, interview_record
from winback_tui.tui.screens.base.dialog import Dialog
from winback_tui.tui.screens.interview import opening
from winback_tui.tui.screens.interview.screen import InterviewScreen


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


@piloted
async def test_a_burst_goes_from_the_form_to_the_screen_that_its_command_opens_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form for an interview has closed and the interview is still being read: the next Enter is meant for it."""
    book, account, _ = a_lost_account(tmp_path)
    add_person(book, account, "Ana Silva")
    forms_closed = Event()

    def read_slowly(*given: Any) -> InterviewRecord:
        assert forms_closed.wait(10)
        return interview_record(*given)

    monkeypatch.setattr(opening, "interview_record", read_slowly)
    app = open_app(book)
    async with app.run_test(size=(100, 30)) as pilot:
        await app.be_at_view(3)
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, Dialog) and app.focused is not None)
        for letter in ("\r", "\r", *"too dear"):
            app.post_message(events.Key({"\r": "enter", " ": "space"}.get(letter, letter), letter))
        await until(pilot, lambda: not isinstance(app.screen, Dialog))
        await pilot.pause(0.1)
        forms_closed.set()
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen) and "too dear" in drawn(app))
