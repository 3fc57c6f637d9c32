"""What has no room is read whole with a key; help tells what columns mean; a number key goes to the list itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from tests.tui.test_case_views import app_on
from tests.tui.test_plan_and_decision import cases_of, on
from winback_tui.services.settings.playbook import rule_texts
from winback_tui.tui.screens.help.help_screen import HelpScreen


@pytest.mark.parametrize("key", ["z", "tab"])
@piloted
async def test_details_cut_short_name_the_key_that_shows_them(tmp_path: Path, key: str) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, app, "d", "more lines  z shows all")
        assert "How will other customers react?" not in drawn(app)
        await pilot.press(key)
        await until(pilot, lambda: "Suggested" in drawn(app))
        await pilot.press("pagedown")
        await until(pilot, lambda: "How will other customers react?" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: "shows all" in drawn(app).splitlines()[-2])


@piloted
async def test_the_details_say_what_would_be(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(120, 36)) as pilot:
        await on(pilot, app, "d", "Chance 30 %")
        await until(pilot, lambda: "Break-even: 313 EUR, 30 % of 1,045 EUR" in drawn(app))
        await pilot.press(*["down"] * 10, "t")
        await until(pilot, lambda: "What if:" in drawn(app) and "375 EUR" in drawn(app))
        assert "Suggested, without the what-if" in drawn(app)


@piloted
async def test_what_a_case_waits_for_is_read_whole(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nobody has asked the customer why." in drawn(app))
        assert "Where it stands" in drawn(app)


@piloted
async def test_a_number_key_leaves_what_lies_on_its_list(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "Time line" in drawn(app))
        await pilot.press("3")
        await until(pilot, lambda: "Where it stands" in drawn(app))
        await pilot.press("2")
        await until(pilot, lambda: "To do" in drawn(app) and "Time line" not in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Time line" in drawn(app))
        await pilot.press("2")
        await until(pilot, lambda: "Time line" not in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Time line" in drawn(app))


@piloted
async def test_a_number_without_a_view_names_those_there_are(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5")
        await until(
            pilot,
            lambda: toasts(app) == ["There is no view 5. The views are 2, 3; [ and ] switch between them."],
        )


@piloted
async def test_what_is_said_again_takes_the_place_of_itself(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("5", "5", "5", "6", "6")
        await until(pilot, lambda: any("no view 6" in each for each in toasts(app)))
        assert [each.text.split(".")[0] for each in app.messages][-3:] == [
            "There is no view 5",
            "There is no view 6",
            "There is no view 6",
        ]
        assert len(app._notifications) == 1


@piloted
async def test_help_tells_what_columns_mean_and_keeps_inner_names_last(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = open_app(book)
    async with app.run_test(size=(120, 260)) as pilot:
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and "Everywhere" in drawn(app))
        text = drawn(app)
        columns = text.index("The columns")
        assert "Risk that they order nothing" in text[columns:]
        assert "contact.log" not in text[: text.index("Command names")]
        assert "c contact.log" in text[text.index("Command names") :]


@piloted
async def test_a_name_that_nobody_has_is_asked_about_once(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "W", "Who leads")
        await pilot.press("z", "enter")
        await until(pilot, lambda: "Nobody in the team is called z." in drawn(app))
        await pilot.press("backspace", *"zoe", "enter")
        await until(pilot, lambda: "Nobody in the team is called zoe." in drawn(app))
        assert field(book, "SELECT count(*) FROM rep WHERE name IN ('z', 'zoe')") == 0
        await pilot.press("enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM rep WHERE name = 'zoe'") == 1)


@piloted
async def test_opening_a_second_case_says_at_once_that_there_is_one(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("L")
        await until(pilot, lambda: "Acme is lost already, and its case is open." in drawn(app))


@piloted
async def test_a_form_that_saves_nothing_does_not_say_save(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, app, "d", "Chance 30 %")
        await pilot.press("e")
        await until(pilot, lambda: "Enter calculate" in drawn(app))
        assert "Enter save" not in drawn(app)


@piloted
async def test_help_on_a_plan_that_is_blocked_says_which_rules_block_it(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(120, 60)) as pilot:
        await on(pilot, app, "p", "Plan ·")
        await pilot.press("question_mark")
        await until(pilot, lambda: "The rules behind what is shown" in drawn(app))
        (rule,) = rule_texts(["B6"])
        assert rule.title in drawn(app)
