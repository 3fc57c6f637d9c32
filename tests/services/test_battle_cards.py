"""Rivals as battle cards: written down, rehearsed, and in the brief of the account that this rival took."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import TODAY, a_lost_account, field
from tests.store.books import content
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import VIEWS
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.cases.battle_cards import (
    add_assessment,
    add_objection,
    answer_objection,
    battle_card,
    edit_card,
    remove_objection,
)
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.contacts.briefing import brief
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import undo
from winback_tui.tui.screens.review.rivals.rival_dialog import AssessmentDialog
from winback_tui.tui.screens.review.rivals.rivals_screen import RivalsScreen

HOSTILE = "[red]x[/red] =1+1 \x1b[31m\u202e"


def a_card(folder: Path) -> Book:
    book, _, _ = a_lost_account(folder)
    add_cause(book, "Acme", "better-terms", competitor="Rex")
    edit_card(
        book,
        "Rex",
        {"promises": "Next-day delivery", "weak_points": "No stock", "switching_cost": "New moulds"},
    )
    add_objection(book, "Rex", "They are 5 % cheaper", "Not with the returns counted")
    add_objection(book, "rex", "They deliver overnight")
    add_assessment(book, "Rex", "Acme", "Two of ten boxes short", "Refused to mend it", date(2026, 11, 20))
    return book


def test_the_card_is_shown_in_the_brief_of_an_account_that_this_rival_took(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    told = brief(book, "Acme")
    assert told.rival == (
        "Rex promises: Next-day delivery",
        "Weak points of Rex: No stock",
        "“They are 5 % cheaper”: Not with the returns counted",
        "“They deliver overnight”: no answer yet",
        "Assessment at Acme, Fri 20 Nov: Two of ten boxes short. They answered: Refused to mend it",
    )
    assert "What they lose with Rex: New moulds" in told.loses
    assert ("The rival", told.rival) in told.parts


def test_every_act_on_a_card_is_undone_whole(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    acts: tuple[Callable[[], object], ...] = (
        lambda: edit_card(book, "Rex", {"promises": ""}),
        lambda: add_objection(book, "Newcomer", "They are closer"),
        lambda: answer_objection(book, "Rex", "2", "So do we"),
        lambda: remove_objection(book, "Rex", "cheaper"),
        lambda: add_assessment(book, "Rex", "Acme", "Nothing"),
    )
    for act in acts:
        before = content(book)
        act()
        assert content(book) != before
        undo(book)
        assert content(book) == before


def test_what_cannot_be_is_refused_in_one_sentence(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    before = content(book)
    refused: tuple[tuple[Callable[[], object], str], ...] = (
        (lambda: edit_card(book, " ", {"note": "x"}), "Name the rival"),
        (lambda: edit_card(book, "Rex", {}), "give one of them"),
        (lambda: add_objection(book, "Rex", " \x1b "), "customer's words"),
        (lambda: add_assessment(book, "Rex", "Acme", ""), "what the assessment found"),
        (lambda: add_assessment(book, "Rex", "Acme", "x", "", date(2027, 1, 1)), "in the future"),
    )
    for act, said in refused:
        with pytest.raises(BadInput, match=said):
            act()
    with pytest.raises(NotFound):
        remove_objection(book, "Rex", "9 of nothing")
    assert content(book) == before


def test_hostile_words_are_cleaned_and_an_erased_account_takes_its_assessments_along(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    edit_card(book, "Rex", {"note": HOSTILE})
    assert (
        "\x1b" not in battle_card(book, "Rex").rival.note
        and "\u202e" not in battle_card(book, "Rex").rival.note
    )
    erase_account(book, "Acme", with_backups=True)
    assert field(book, "SELECT count(*) FROM rival_assessment") == 0
    assert field(book, "SELECT count(*) FROM rival_objection") == 2


def test_the_commands(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    winback = Winback(book.path, {"WINBACK_NOW": f"{TODAY}T12:00:00", "WINBACK_ACTOR": "Ann"})
    told = winback("rival", "card", "Rex", "--json").json
    assert (told["promises"], told["weak_points"], told["switching_cost"]) == (
        "Next-day delivery",
        "No stock",
        "New moulds",
    )
    assert told["objections"][1] == {"objection": "They deliver overnight", "answer": None}
    assert told["assessments"][0]["account"] == "Acme"
    assert winback("rival", "objection", "Rex", "2", "--answer", "So do we").code == 0
    rows = winback("rival", "rehearse", "Rex", "--json").json
    assert [row["answer"] for row in rows] == ["Not with the returns counted", "So do we"]
    past = Winback(book.path, {"WINBACK_NOW": f"{TODAY}T12:00:00", "WINBACK_AS_OF": "2026-11-01"})
    assert past("rival", "objection", "Rex", "They are near").code == 1


def test_the_checklist_of_an_assessment_is_taken_along(tmp_path: Path) -> None:
    winback = Winback(a_card(tmp_path).path, {"WINBACK_NOW": f"{TODAY}T12:00:00", "WINBACK_ACTOR": "Ann"})
    rows = winback("rival", "checklist", "--json").json
    assert [row["look_at"] for row in rows][:3] == ["Quantity", "Damage", "Quality"]
    assert all("?" in row["question"] for row in rows)
    assert "Count or weigh everything" in winback("rival", "checklist").out


@piloted
async def test_an_assessment_is_written_down_beside_what_to_look_at(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    app = open_app(book, views=VIEWS)
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        dialog = AssessmentDialog(battle_card(book, "Rex").rival)
        await app.push_screen(dialog)
        await until(pilot, lambda: "quantity, damage, quality, delivery days" in drawn(app))
        {each.field: each for each in dialog._fields}["found"].text = "Three boxes were wet"
        dialog.submit()
        await until(pilot, lambda: field(book, "SELECT count(*) FROM rival_assessment") == 2)
    assert any("Three boxes were wet" in line for line in brief(book, "Acme").rival)


@piloted
async def test_the_rehearsal_shows_one_objection_at_a_time(tmp_path: Path) -> None:
    book = a_card(tmp_path)
    add_objection(book, "Rex", HOSTILE, HOSTILE)
    app = open_app(book, views=VIEWS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await app.push_screen(RivalsScreen())
        await until(pilot, lambda: "Rex" in drawn(app) and "v rehearse" in drawn(app))
        await pilot.press("v")
        await until(pilot, lambda: "They are 5 % cheaper" in drawn(app) and "1 of 3" in drawn(app))
        assert "returns counted" not in drawn(app).split("Rehearsal")[1]
        await pilot.press("enter")
        await until(pilot, lambda: "Not with the returns counted" in drawn(app).split("Rehearsal")[1])
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Nobody has an answer yet" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "[red]x[/red] =1+1" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Rehearsal" not in drawn(app))
        await pilot.press("a")
        await until(pilot, lambda: "They say" in drawn(app))
        await pilot.press(*"nearer", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM rival_objection") == 4)
