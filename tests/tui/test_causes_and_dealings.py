"""Causes removed, conditions met, promises kept: each with a key, each undone with another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from tests.services.case_books import a_lost_account, field
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import NAME, VIEWS
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.conditions import add_condition
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.promises import make_promise
from winback_tui.tui.app.app import WinbackApp


async def on(pilot: Pilot[None], app: WinbackApp, key: str, words: str) -> None:
    """Presses a key on the case once it is there, and waits for what opens."""
    await until(pilot, lambda: "to interview" in drawn(app))
    await pilot.press(key)
    await until(pilot, lambda: words in drawn(app))


@piloted
async def test_a_cause_gets_its_fix_and_is_removed(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path, NAME)
    add_cause(book, account, "delivery", "three [b]late[/b] ones")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await on(pilot, app, "r", "0 of 1 causes fixed")
        assert "three [b]late[/b] ones" in drawn(app)
        await pilot.press("f")
        await until(pilot, lambda: "removed by its fixes" in drawn(app))
        await pilot.press("r")
        await until(pilot, lambda: "Add a fix" in drawn(app))
        await pilot.press(*"New carrier", "tab", *"Dora", "tab", *"+3d", "enter")
        await until(pilot, lambda: "└ fix" in drawn(app) and "○ to do" in drawn(app))
        await pilot.press("down", "f")
        await until(pilot, lambda: "1 of 1 causes fixed" in drawn(app))
        await pilot.press("u")
        await until(pilot, lambda: "0 of 1 causes fixed" in drawn(app))
        assert field(book, "SELECT done_on FROM fix") == ""


@piloted
async def test_a_cause_and_a_condition_are_noted_and_put_beyond(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await on(pilot, app, "r", "No causes yet")
        await pilot.press("a")
        await until(pilot, lambda: "Source" in drawn(app))
        await pilot.press("p", "enter")
        await until(pilot, lambda: field(book, "SELECT reason FROM cause") == "price")
        await until(pilot, lambda: "no fix yet" in drawn(app))
        await pilot.press("x")
        await until(pilot, lambda: "out of reach" in drawn(app))
        await pilot.press("x")
        await until(pilot, lambda: "no fix yet" in drawn(app))
        await pilot.press("o")
        await until(pilot, lambda: "Can be checked:" in drawn(app))
        await pilot.press(*"price is nice", "enter")
        await until(pilot, lambda: "cannot be checked" in drawn(app))
        await pilot.press("ctrl+u", *"delivery <= 3 days", "enter")
        await until(pilot, lambda: field(book, "SELECT term FROM condition") == "delivery <= 3 days")


@piloted
async def test_a_condition_is_met_and_out_of_reach_with_a_reason(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_condition(book, account, "price <= 1 EUR")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "r", "price at most 1.00 EUR")
        await pilot.press("x")
        await until(pilot, lambda: "Out of our reach" in drawn(app))
        await pilot.press(*"Too dear", "enter")
        await until(pilot, lambda: "out of reach" in drawn(app))
        await pilot.press("f")
        await until(pilot, lambda: "1 of 1 conditions met" in drawn(app))


@piloted
async def test_promises_and_complaints_are_settled_with_one_key(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path, NAME)
    make_promise(book, account, "Samples", date(2026, 11, 27))
    log_complaint(book, account, "Rude", 3, date(2026, 11, 20))
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "O", "○ unanswered")
        await pilot.press("f")
        await until(pilot, lambda: "◑ answered" in drawn(app))
        await pilot.press("x")
        await until(pilot, lambda: "press f" in drawn(app))
        await pilot.press("f")
        await until(pilot, lambda: "✓ resolved" in drawn(app))
        await pilot.press("home", "x")
        await until(pilot, lambda: "✗ broken" in drawn(app))
        await pilot.press("f")
        await until(pilot, lambda: "closed already" in drawn(app))
        assert field(book, "SELECT broken_on FROM promise") == "2026-11-22"


@piloted
async def test_promises_offers_and_complaints_are_noted_from_the_palette_dialogs(tmp_path: Path) -> None:
    from winback_tui.tui.app.subject import CommandSubject
    from winback_tui.tui.screens.contact.complaint_dialog import ComplaintDialog
    from winback_tui.tui.screens.contact.offer_dialog import OfferDialog
    from winback_tui.tui.screens.contact.promise_dialog import PromiseDialog

    book, account, _ = a_lost_account(tmp_path)
    subject = CommandSubject(account, "Acme")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        app.push_screen(PromiseDialog(subject))
        await until(pilot, lambda: "Promise less" in drawn(app))
        await pilot.press(*"Samples", "tab", *"fri", "enter")
        await until(pilot, lambda: field(book, "SELECT due_on FROM promise") == "2026-11-27")
        app.push_screen(ComplaintDialog(subject))
        await until(pilot, lambda: "Complaint ·" in drawn(app))
        await pilot.press(*"Rude", "f2")
        await until(pilot, lambda: field(book, "SELECT severity FROM complaint") == 2)
        app.push_screen(OfferDialog(subject))
        await until(pilot, lambda: "Cost to us" in drawn(app))
        await pilot.press("1", "enter")
        await until(pilot, lambda: "F1 shows the rule." in drawn(app))
        assert "B6" not in drawn(app)
        await pilot.press("f1")
        await until(pilot, lambda: "Rule B6" in drawn(app))
        assert field(book, "SELECT count(*) FROM offer") == 0


@piloted
async def test_the_gates_say_how_it_stands_and_not_what_is_required(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_cause(book, account, "delivery", "Late twice")
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(120, 50), notifications=True) as pilot:
        await on(pilot, app, "r", "Late twice")
        page = " ".join(drawn(app).split())
        assert "Causes: 1 cause of the loss of Acme remains" in page
        assert "We may not say 'we changed' yet: No finished change" in page
        assert "Every cause removed" not in page and "is true" not in page
