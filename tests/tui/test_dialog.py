"""Dialogs: fields, errors where they belong, drafts, pastes, and the act at the end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.demo import demo_app
from tests.tui.demo_dialog import ContactDialog
from tests.tui.piloting import drawn, piloted, toasts, until
from winback_tui.tui.app import service_runner
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.screens.base.dialog import Dialog
from winback_tui.tui.widgets.form.note_box import NoteBox
from winback_tui.tui.widgets.form.scale import bar
from winback_tui.tui.widgets.form.text_box import TextBox


async def opened(app: WinbackApp, pilot: Pilot[None]) -> ContactDialog:
    await pilot.press("c")
    await until(pilot, lambda: isinstance(app.screen, ContactDialog))
    assert isinstance(app.screen, ContactDialog)
    return app.screen


async def closed(app: WinbackApp, pilot: Pilot[None]) -> None:
    await until(pilot, lambda: not isinstance(app.screen, Dialog))


def box(app: WinbackApp) -> TextBox:
    assert isinstance(app.focused, TextBox)
    return app.focused


@piloted
async def test_three_keys_and_a_word_log_a_contact(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await opened(app, pilot)
        await pilot.press("3", "tab", *"seen", "tab", *"+3d", "enter")
        await closed(app, pilot)
        await until(pilot, lambda: toasts(app) == ["Visit logged for North Mill Ltd."])


@piloted
async def test_a_form_that_scrolls_opens_at_its_top_and_is_drawn_in_its_place_at_once(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(80, 20)) as pilot:
        seen: list[list[str]] = []

        def look() -> None:
            if isinstance(app.screen, ContactDialog) and app.screen.is_mounted:
                seen.append([line[3:70] for line in drawn(app).splitlines() if line[2:3] in "╭│╰"])

        app.post_display_hook = look  # type: ignore[method-assign]
        await opened(app, pilot)
        await pilot.pause(1)
        assert len(seen) > 1 and any("A contact is noted" in line for line in seen[0])
        assert app.screen.query_one("#fields").show_vertical_scrollbar, "it is too long for the terminal"
        for frame in seen[1:]:
            assert frame == seen[0], "of what lies below the form counts may still come in"


@piloted
async def test_a_toast_that_was_read_never_covers_the_next_dialog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_runner, "READ_AFTER", 1e9)
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await opened(app, pilot)
        await pilot.press("3", "tab", *"seen", "tab", *"+3d", "enter")
        await closed(app, pilot)
        await until(pilot, lambda: "Visit logged" in drawn(app))
        await opened(app, pilot)
        assert drawn(app).count("Visit logged") == 1, "the screen below draws no second one"
        await pilot.press("escape")
        await closed(app, pilot)
        monkeypatch.setattr(service_runner, "READ_AFTER", 0.0)
        await opened(app, pilot)
        await until(pilot, lambda: "Visit logged" not in drawn(app))


@piloted
async def test_what_is_wrong_is_said_at_its_field_and_gets_the_focus(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("enter")
        assert "↑ Say what came out of it." in drawn(app)
        assert box(app).parent is app.screen.query_one("#field-outcome")
        await pilot.press(*"x", "tab", *"31 Feb", "enter")
        assert "Say what came out" not in drawn(app)
        await until(pilot, lambda: "is not a date" in drawn(app))
        assert box(app).parent is app.screen.query_one("#field-next")
        await pilot.press("ctrl+u", *"tue", "tab", *"1,2,3", "enter")
        await until(pilot, lambda: "is not an amount" in drawn(app))


@piloted
async def test_a_rule_over_several_fields(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("v", "tab", "x", "enter")
        await until(pilot, lambda: "↑ After a visit there must be a next date." in drawn(app))


@piloted
async def test_a_refusing_service_keeps_the_dialog_and_the_text(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", *"busy line", "enter")
        await until(pilot, lambda: "another window is writing" in drawn(app))
        assert box(app).value == "busy line"


@piloted
async def test_the_meaning_of_dates_and_amounts_is_repeated_while_typing(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", "tab", *"tue", "tab", *"usd 1250,5")
        await until(pilot, lambda: "Tue 24 Nov 2026" in drawn(app) and "1250.50 USD" in drawn(app))


@piloted
async def test_esc_keeps_the_text_for_the_next_time_also_on_the_disk(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", *"half a sen", "escape")
        await closed(app, pilot)
        await pilot.press("j")
        await opened(app, pilot)
        assert "half a sen" not in drawn(app), "a draft belongs to its account"
        await pilot.press("escape", "k")
    again = demo_app(tmp_path)
    async with again.run_test(size=(100, 36)) as pilot:
        await opened(again, pilot)
        await until(pilot, lambda: "half a sen" in drawn(again))
        assert "This is what you typed before and did not save." in drawn(again)
        await pilot.press("tab", "end", *"tence", "enter")
        await closed(again, pilot)
        await opened(again, pilot)
        assert "half a sentence" not in drawn(again), "saved for good, the draft is gone"


@piloted
async def test_a_draft_is_on_the_disk_half_a_second_after_the_last_key(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    draft = tmp_path / "demo.winback.drafts"
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", *"kept")
        await until(pilot, draft.exists, 2)
        assert "kept" in draft.read_text("utf-8")


@piloted
async def test_a_paste_of_many_lines_is_joined_cleaned_and_submits_nothing(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        await opened(app, pilot)
        await pilot.press("tab")
        app.post_message(events.Paste("one\r\n\x1b[31mtwo\x07\n\n  three\n"))
        await until(pilot, lambda: box(app).value == "one two three")
        assert toasts(app) == ["4 pasted lines were joined into one."]
        assert isinstance(app.screen, ContactDialog)


@piloted
async def test_a_paste_that_is_too_long_is_cut_and_says_so(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", "tab")
        app.post_message(events.Paste("2026-11-24 and then a lot of words"))
        await until(pilot, lambda: bool(toasts(app)))
        assert len(box(app).value) == 20
        assert toasts(app) == ["14 characters did not fit and were left out."]


@piloted
async def test_a_note_takes_lines_and_pastes_and_saves_by_f2(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(app, pilot)
        assert "Enter: new line" in drawn(app)
        assert "Enter save (needs Outcome)  Tab next │ Esc back" in drawn(app)
        await pilot.press("tab", "x")
        await until(pilot, lambda: "Enter save  Tab next │ Esc back" in drawn(app))
        await pilot.press("tab", "tab", "tab", "tab", *"a", "enter", "b")
        assert isinstance(app.focused, NoteBox)
        app.post_message(events.Paste("\nc\x00\x1b[2Jd"))
        await until(pilot, lambda: isinstance(app.focused, NoteBox) and app.focused.text == "a\nb\ncd")
        assert "F2 save  Tab next │" in drawn(app)
        await pilot.press("f2")
        await closed(app, pilot)


@piloted
async def test_choice_and_scale_take_digits_letters_and_arrows(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 40)) as pilot:
        await opened(app, pilot)
        assert "● call" in drawn(app)
        await pilot.press("m")
        assert "● mail" in drawn(app)
        await pilot.press("m")
        assert "● message" in drawn(app)
        await pilot.press("right", "right")
        assert "● call" in drawn(app)
        await pilot.press("9", "6")
        assert "● fair" in drawn(app)
        await pilot.press("tab", "tab", "tab", "tab", "3")
        assert "3 ▇▇▇▁▁  problem" in drawn(app)
        assert "a deadline was broken" in drawn(app)
        await pilot.press("right", "right", "right")
        assert "5 ▇▇▇▇▇  end of the world" in drawn(app)
        await pilot.press("backspace")
        assert "1 trifle … 5 end of the world" in drawn(app)


@pytest.mark.parametrize(("value", "said"), [(0, "– ▁▁▁▁▁"), (1, "1 ▇▁▁▁▁"), (5, "5 ▇▇▇▇▇")])
def test_a_bar_reads_without_colour(value: int, said: str) -> None:
    assert bar(value) == said


@piloted
async def test_hostile_subjects_stand_literally_in_the_title(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        for _step in range(3):
            await pilot.press("j")
        await opened(app, pilot)
        assert "─ Log a contact · ACME [/HQ] ─" in drawn(app)
        await pilot.press("escape", "j")
        await closed(app, pilot)
        await opened(app, pilot)
        assert "─ Log a contact · [red]Crimson[/red] Partners ─" in drawn(app)


@piloted
async def test_a_day_that_stands_there_is_typed_anew_and_kept_by_an_arrow(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", *"a word", "tab", *"tue", "tab", "shift+tab", "end", *"sday")
        assert box(app).value == "tuesday"
        await pilot.press("tab", "shift+tab", *"+3")
        assert box(app).value == "+3"
        assert "no day yet" in drawn(app)
        await pilot.press("d")
        assert "Wed 25 Nov 2026" in drawn(app)
        await pilot.press("shift+tab", *"s")
        assert box(app).value == "a words", "a sentence is mended, not typed anew"


@piloted
async def test_f1_is_the_help_of_the_form_and_the_editor_is_for_sentences(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await opened(app, pilot)
        await pilot.press("tab")
        await until(pilot, lambda: "F1 help" in drawn(app) and "F4 editor" in drawn(app))
        await pilot.press("question_mark", "tab")
        await until(pilot, lambda: "F1 help" in drawn(app) and "F4" not in drawn(app))
        await pilot.press("f4", "f1")
        await until(pilot, lambda: "What the keys do here" in drawn(app))
        assert "Log a call, mail or visit, and set the next date." in drawn(app), "what the command does"
        assert "A contact is noted with what came of it." in drawn(app)
        assert "Save the form." in drawn(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Outcome      ?" in drawn(app))


@piloted
async def test_without_an_editor_f4_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        await opened(app, pilot)
        await pilot.press("tab", "x", "f4")
        await until(
            pilot, lambda: toasts(app) == ["No editor was found; set EDITOR to one, such as EDITOR=nano."]
        )
        assert box(app).value == "x"


@piloted
async def test_a_small_terminal_scrolls_the_fields_and_keeps_refusal_and_keys(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("c", "tab", *"busy", "enter")
        await until(pilot, lambda: "The book is busy" in drawn(app))
        await until(pilot, lambda: "Enter save  Tab next │ Esc back" in drawn(app))
        assert "Note" not in drawn(app), "more fields than the terminal has lines"
