"""Commands: one class is key, footer word, palette entry and help row, and says why it cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from tests.tui.demo import LogContact, demo_app
from tests.tui.piloting import drawn, piloted, toasts, until
from winback_tui.domain.errors import Refused
from winback_tui.services.settings.playbook import rule_texts
from winback_tui.tui.commands.command import active_commands
from winback_tui.tui.screens.base.dialog import Dialog
from winback_tui.tui.screens.help.palette import PaletteScreen
from winback_tui.tui.widgets.form.text_box import TextBox


@piloted
async def test_a_disabled_verb_says_why(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.press(*"jjjjj", "i")
        await until(pilot, lambda: bool(toasts(app)))
        assert toasts(app) == [
            "[@click=app.quit]Quit & Sons has been interviewed; open the account to read it."
        ]


@piloted
async def test_a_refusal_of_a_service_becomes_a_toast(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        await pilot.press("i")
        await until(pilot, lambda: "The demo holds no interviews." in drawn(app))


@piloted
async def test_after_a_refusal_the_help_key_opens_the_rule_once(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        app.refuse(Refused("The rep who lost them must not lead.", "M10"))
        await until(pilot, lambda: toasts(app) == ["The rep who lost them must not lead. ? shows the rule."])
        await pilot.press("question_mark")
        await until(pilot, lambda: "The rule behind this" in drawn(app))
        (rule,) = rule_texts(["M10"])
        assert rule.title in drawn(app) and "Rule M10" in drawn(app)
        await pilot.press("question_mark", "question_mark")
        await until(pilot, lambda: "What the keys do here" in drawn(app))
        await pilot.press("escape")
        app.refuse(Refused("Again.", "M10"))
        await pilot.press("R", "question_mark")
        await until(pilot, lambda: "What the keys do here" in drawn(app))


@piloted
async def test_the_palette_lists_every_verb_also_those_without_a_key(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(120, 40)) as pilot:
        here = {
            command.id for command, node in active_commands(app.screen) if command.title(app.context(node))
        }
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
        assert isinstance(app.screen, PaletteScreen)
        listed = set(app.screen.table._rows.source.all_keys())
        assert listed == here - {"app.palette"}
        await pilot.press(*"letter")
        await until(pilot, lambda: "Every cause must be removed" in drawn(app))


@piloted
async def test_the_palette_runs_a_verb_where_it_was_called(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j", "ctrl+p", *"log con", "enter")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        assert "Log a contact · Kessler Antriebe GmbH" in drawn(app)


@piloted
async def test_help_names_commands_keys_ids_and_reasons(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(120, 150)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: "What the keys do here" in drawn(app))
        screen = drawn(app)
        for said in (
            "most money at risk first",
            "demo.log",
            "Every cause must be",
            "In the list",
            "↑  k",
            "Everywhere",
        ):
            assert said in screen
        await pilot.press("escape")
        assert len(app.screen_stack) == 1


@piloted
async def test_keys_can_be_remapped(tmp_path: Path) -> None:
    app = demo_app(tmp_path, keymap={"demo.log": "x"})
    async with app.run_test(size=(100, 30)) as pilot:
        assert "x contact" in drawn(app)
        await pilot.press("c")
        assert len(app.screen_stack) == 1
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Dialog))


@piloted
async def test_the_same_keys_work_in_a_cyrillic_layout_but_not_in_a_text(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("о", "о", "с")  # j j c
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        assert "ООО «Ромашка»" in drawn(app)
        await pilot.press("tab", *"ответ")
        assert isinstance(app.focused, TextBox)
        assert app.focused.value == "ответ"


@piloted
async def test_keys_typed_ahead_reach_the_dialog_they_are_meant_for(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        for key in ("2", "1", "j", "c", "tab", *"called", "tab", *"tue"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: isinstance(app.screen, Dialog) and "Tue 24 Nov 2026" in drawn(app))
        assert "Kessler Antriebe GmbH" in drawn(app)
        assert "called" in drawn(app)


@pytest.mark.parametrize("name", ["dark", "light", "mono", "16"])
@piloted
async def test_every_theme_draws_every_part(tmp_path: Path, name: str) -> None:
    app = demo_app(tmp_path, theme=name)
    async with app.run_test(size=(100, 30)) as pilot:
        assert app.theme == name
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("escape", "ctrl+p")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen))
        await pilot.press(*"light", "enter")
        await until(pilot, lambda: app.theme == "light")


def test_two_commands_cannot_share_an_id() -> None:
    with pytest.raises(ValueError, match=r"LogAgain: LogContact is demo\.log already"):

        class LogAgain(LogContact):
            pass
