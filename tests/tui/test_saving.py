"""While a form is being saved: nothing opens over it, it closes itself alone, and its draft is gone for good."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.demo import demo_app
from tests.tui.demo_dialog import ContactDialog
from tests.tui.piloting import drawn, piloted, toasts, until
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.terminal import typeahead
from winback_tui.tui.commands.closing import Submit
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.help.help_screen import HelpScreen

SAVING = "Saving, one moment."


class Saving:
    """Saving the demo's form takes until `go_on` is set."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    async def begin(self, app: WinbackApp, pilot: Pilot[None]) -> ContactDialog:
        """The form whose save is under way."""
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ContactDialog))
        form = app.screen
        assert isinstance(form, ContactDialog)
        await pilot.press("tab", *"seen", "f2")
        await until(pilot, self.begun.is_set)
        return form


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Saving]:
    saving, act = Saving(), ContactDialog.act

    def slow_act(self: ContactDialog, values: FormValues) -> str:
        saving.begun.set()
        assert saving.go_on.wait(60)
        return act(self, values)

    monkeypatch.setattr(ContactDialog, "act", slow_act)
    yield saving
    saving.go_on.set()


@piloted
async def test_no_key_opens_or_closes_anything_while_a_form_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: Saving
) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        form = await slow.begin(app, pilot)
        for key in ("f1", "escape", "f2", "f4"):
            app.clear_notifications()
            await pilot.press(key)
            await until(pilot, lambda: SAVING in toasts(app) or app.screen is not form)
            assert app.screen is form, key
        slow.go_on.set()
        await until(pilot, lambda: "Call logged for North Mill Ltd." in toasts(app))
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("escape", "c")
        await until(pilot, lambda: isinstance(app.screen, ContactDialog))
        assert "seen" not in drawn(app), "what is saved is not offered again"


@piloted
async def test_keys_typed_while_a_form_is_saved_are_meant_for_what_lies_under_it(
    tmp_path: Path, slow: Saving
) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        form = await slow.begin(app, pilot)
        for key in ("j", "j", "f1"):
            app.simulate_key(key)
        await pilot.pause(0.1)
        assert app.screen is form
        slow.go_on.set()
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        subject = app.context(app.screen).subject
        assert subject is not None and subject.name.startswith("ООО"), "two rows down"


@piloted
async def test_a_form_that_is_refused_can_be_left_and_keeps_its_text(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.press("c", "tab", *"busy", "f2")
        await until(pilot, lambda: "The book is busy" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("c")
        await until(pilot, lambda: "busy" in drawn(app))


@piloted
async def test_a_screen_closes_itself_whatever_lies_on_it_and_only_once(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        told: list[str | None] = []
        below: FullScreen[str] = FullScreen()
        await app.push_screen(below, told.append)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        above = app.screen
        await below.dismiss("done")
        await until(pilot, lambda: told == ["done"])
        assert app.screen is above and below not in app.screen_stack
        await until(pilot, lambda: not below.is_attached)
        below.dismiss("again")
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert told == ["done"]


@piloted
async def test_a_key_that_comes_before_a_form_is_built_or_after_it_is_closed_does_nothing(
    tmp_path: Path,
) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        form = ContactDialog(None)
        app.push_screen(form)
        app.run_command(Submit(), form)
        await until(pilot, lambda: form.is_mounted)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        app.run_command(Submit(), form, form)
        await pilot.pause()
        assert toasts(app) == []


@piloted
async def test_a_screen_of_another_view_closes_there(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        told: list[str | None] = []
        below: FullScreen[str] = FullScreen()
        await app.push_screen(below, told.append)
        await app.be_at_view(2)
        here = app.screen
        await below.dismiss("done")
        await until(pilot, lambda: told == ["done"])
        assert app.screen is here
        await app.be_at_view(1)
        assert len(app.screen_stack) == 1 and app.screen is not here


@piloted
async def test_a_program_left_while_a_form_is_saved_does_not_offer_its_text_again(
    tmp_path: Path, slow: Saving
) -> None:
    draft = tmp_path / "demo.winback.drafts"
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await slow.begin(app, pilot)
        app.leave()
        assert "seen" in draft.read_text("utf-8"), "not saved so far"
        slow.go_on.set()
        await until(pilot, lambda: not draft.exists())
    again = demo_app(tmp_path)
    async with again.run_test(size=(100, 36)) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(again.screen, Dialog))
        assert "seen" not in drawn(again)
