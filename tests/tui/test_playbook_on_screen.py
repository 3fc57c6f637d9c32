"""What the playbook asks of the product, seen on the screen: the loss, the verdict, the second loss, old names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.services.case_books import LOST, a_lost_account, an_account, field, with_order
from tests.services.ready_case import twice_lost
from tests.services.test_contacts_held import price_hunter
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import app_on
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.case.edit_dialog import EditCaseDialog
from winback_tui.tui.screens.case.open_dialog import OpenCaseDialog


def text(app: object) -> str:
    """The screen as running text."""
    return " ".join(drawn(app).replace("│", " ").split())  # type: ignore[arg-type]


@piloted
async def test_the_form_of_a_loss_proposes_the_day_with_its_reason_and_presets_no_loser(
    tmp_path: Path,
) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, account, {"owner": "Bob"})
    app = app_on(book)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        dialog = OpenCaseDialog(CommandSubject(account, "Acme"))
        await app.push_screen(dialog)
        await until(
            pilot, lambda: "last order 7 Sep 2026, usually every 5 weeks: due 9 Oct 2026" in text(app)
        )
        fields = {each.field: each for each in dialog._fields}
        assert fields["lost_on"].text == "2026-10-09"
        assert fields["lost_by"].text == "" and "Bob" in drawn(app)
        dialog.submit()
        await until(pilot, lambda: "Name the rep who lost them" in text(app))
        assert field(book, "SELECT count(*) FROM loss_case") == 0


@piloted
async def test_an_order_of_the_very_day_is_asked_about_and_the_case_corrected(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with_order(book, account, LOST.isoformat())
    app = app_on(book)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await pilot.press("3")
        asked = "They ordered on 1 Oct 2026, the day of the loss: was that order before or after it?"
        await until(pilot, lambda: asked in text(app))
        await app.push_screen(EditCaseDialog(CommandSubject(account, "Acme")))
        await until(pilot, lambda: "Correct the case" in drawn(app) and "Same day" in drawn(app))
        await pilot.press(*["tab"] * 4, "3", "f2")
        await until(pilot, lambda: field(book, "SELECT lost_on FROM loss_case") == "2026-09-30")
        await until(pilot, lambda: "No open cases." in drawn(app))
        assert field(book, "SELECT status FROM account_summary") == "returned"


@piloted
async def test_the_decision_says_what_it_rests_on_and_that_price_and_service_are_in_vain(
    tmp_path: Path,
) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "price")
    add_cause(book, "Acme", "service")
    app = app_on(book)
    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("d")
        await until(pilot, lambda: "efforts are in vain, whatever the numbers say" in text(app))
        await pilot.press("z")
        await until(pilot, lambda: "What it rests on" in drawn(app))
        for words in (
            "Chance 7 %: base chance 30 %",
            "Value if they return",
            "Cost unknown: offer, own time",
        ):
            assert words in text(app), words


@piloted
async def test_twice_lost_is_to_apologise_and_then_to_close(tmp_path: Path) -> None:
    book = twice_lost(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(160, 40), notifications=True) as pilot:
        await until(pilot, lambda: "to apologise" in drawn(app))
        await pilot.press("3")
        await until(pilot, lambda: "send one letter of apology, nothing else" in text(app))
        log_contact(book, "Acme", "Sent, by hand", channel="letter")
        await pilot.press("R")
        await until(pilot, lambda: "left to fate" in drawn(app) and "close the case" in drawn(app))
        assert "no contact planned" not in drawn(app)
        await pilot.press("2")
        await until(pilot, lambda: "Nothing to do." in drawn(app))


@piloted
async def test_a_call_is_logged_but_the_next_one_not_planned_into_closed_time(tmp_path: Path) -> None:
    book = price_hunter(tmp_path)
    log_contact(book, "Acme", "Called us", next_on=date(2027, 1, 4))
    app = app_on(book)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("2", "tab", "tab", *"+7d", "enter")
        await until(pilot, lambda: "hunts for the lowest price" in text(app))
        assert field(book, "SELECT count(*) FROM activity") == 1


@piloted
async def test_a_renamed_customer_is_found_by_the_old_name(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, account, {"name": "Zenith Ltd"})
    app = open_app(book)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: "Zenith Ltd" in drawn(app))
        await pilot.press("slash", *"acme")
        await pilot.pause(0.3)
        await until(pilot, lambda: "acme" in drawn(app) and "Zenith Ltd" in drawn(app))
        await pilot.press(*"x")
        await until(pilot, lambda: "Zenith Ltd" not in drawn(app))
