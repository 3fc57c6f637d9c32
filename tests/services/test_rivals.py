"""A rival has its own page: whom it took, why, what came back, and what we know about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import LOST, ORDERS, a_lost_account
from tests.store.books import with_account, with_orders
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import VIEWS
from winback_tui.domain.errors import NotFound
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.conditions import add_condition
from winback_tui.services.cases.opening import open_case
from winback_tui.services.cases.rivals import note_rival, rival, rivals
from winback_tui.store.book import Book


def a_rival(folder: Path) -> Book:
    """Acme and Beta lost to Rival & Co; Beta is back. Another is only known by name."""
    book, _, _ = a_lost_account(folder)
    beta = with_account(book, "Beta")
    with_orders(book, beta, ORDERS, 20_000)
    open_case(book, "Beta", LOST, "Bob")
    add_cause(book, "Acme", "better-terms", "Two percent less", competitor="Rival & Co")
    add_cause(book, "Beta", "better-terms", competitor="rival & co")
    add_cause(book, "Beta", "rival-persistence", competitor="Rival & Co", weight=5)
    enter_order(book, "Beta", date(2026, 11, 1), Money(20_000, "EUR"))
    note_rival(book, "Quiet Ltd", "")
    return book


def test_the_page_of_a_rival(tmp_path: Path) -> None:
    book = a_rival(tmp_path)
    first, other = rivals(book)
    assert [loss.account for loss in first.losses] == ["Acme", "Beta"]
    assert first.sentence == (
        "Named in 2 losses, 1 of them back; they took 1,043 EUR a year from us. Reasons: A rival's better terms."
    )
    assert other.sentence == "Not named in any loss yet."
    note_rival(book, "rival & co", "Cheap on paper, three weeks late")
    assert rival(book, "RIVAL & CO").note == "Cheap on paper, three weeks late"
    with pytest.raises(NotFound, match="No rival is called 'Rivla'"):
        rival(book, "Rivla")


def test_by_command(tmp_path: Path) -> None:
    winback = Winback(a_rival(tmp_path).path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})
    assert [
        (row["rival"], row["losses"], row["back"]) for row in winback("rival", "list", "--json").json
    ] == [
        ("Rival & Co", 2, 1),
        ("Quiet Ltd", 0, 0),
    ]
    assert winback("rival", "note", "Rival & Co", "Three weeks late").code == 0
    shown = winback("rival", "show", "Rival & Co")
    assert "Three weeks late" in shown.err
    assert [row["account"] for row in shown.rows] == ["Acme", "Beta"]
    assert winback("rival", "show", "Rivla").code == 1


@piloted
async def test_from_a_cause_to_the_rival_and_from_a_fact_to_what_came_true(tmp_path: Path) -> None:
    book = a_rival(tmp_path)
    add_condition(book, "Acme", "delivery <= 3 days")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: "Where it stands" in drawn(app))
        await pilot.press("r")
        await until(pilot, lambda: "Two percent less" in drawn(app))
        await pilot.press("v")
        await until(pilot, lambda: "Named in 2 losses" in drawn(app))
        await pilot.press("n")
        await until(pilot, lambda: "Battle card" in drawn(app))
        await pilot.press(*"Late", "f2")
        await until(
            pilot, lambda: "They promise" in drawn(app) and "Battle card" not in drawn(app) in drawn(app)
        )
        assert rival(book, "Rival & Co").card.promises == "Late"
        await pilot.press("escape")
        await until(pilot, lambda: "causes fixed" in drawn(app))
        await pilot.press("e")
        await until(pilot, lambda: "delivery time" in drawn(app))
        await pilot.press("tab", "2", "enter")
        await until(pilot, lambda: "1 of 1 conditions met" in drawn(app))
