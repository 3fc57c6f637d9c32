"""Words typed right away in a form go into its text, whole, whatever has the focus."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.tui.demo import demo_app
from tests.tui.piloting import drawn, piloted, toasts, until
from tests.tui.test_case_views import app_on
from winback_tui.services.accounts.people import add_person
from winback_tui.tui.screens.base.dialog import Dialog


@pytest.mark.parametrize("said", ["Reached Mr Adler, wants 2 quotes", "Spoke to him", "ждёт 5 дней"])
@piloted
async def test_a_sentence_begun_in_the_outcome_is_the_words(tmp_path: Path, said: str) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press(*said)
        await until(pilot, lambda: said in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
        assert field(book, "SELECT outcome FROM activity") == said


@piloted
async def test_a_digit_and_then_words(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c", "4", *"for 3 pallets", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
        assert field(book, "SELECT outcome FROM activity") == "Wants a quote or an offer: for 3 pallets"


@piloted
async def test_letters_that_mean_nothing_in_a_choice_do_not_come_up_later(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 36)) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("x", "z", "tab", "k")
        await until(pilot, lambda: "Outcome      k" in drawn(app))


@piloted
async def test_who_made_the_contact_is_asked_and_who_lost_them_is_warned(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_person(book, account, "Ana Silva")
    app = app_on(book)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: "With         Ana Silva" in drawn(app))
        assert f"Who          {book.actor}" in drawn(app)
        await pilot.press("5", "shift+tab", *"Bob", "enter")
        await until(pilot, lambda: any("Bob lost them: let a colleague" in each for each in toasts(app)))
        by = "SELECT rep.name FROM activity JOIN rep ON rep.id = by_id WHERE person = 'Ana Silva'"
        assert field(book, by) == "Bob"


@piloted
async def test_a_refusal_stands_at_the_field_that_answers_it(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("t")
        await until(pilot, lambda: "Plan a step" in drawn(app))
        await pilot.press(*"+3d", "tab", "tab", "tab", *"Bob", "tab", "enter")
        await until(pilot, lambda: "Bob lost Acme" in drawn(app))
        assert app.focused is app.screen.query_one("#field-owner .field-box")
        await pilot.press(*"Carl", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM step") == 1)


@piloted
async def test_a_voicemail_is_one_key_and_no_first_order_is_asked_of_who_is_lost(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: "0 left a voicemail" in drawn(app))
        assert "first order" not in drawn(app)
        await pilot.press("0", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
    assert field(book, "SELECT outcome FROM activity") == "Left a voicemail"
