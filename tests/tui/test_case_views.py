"""What is to do and the cases by keyboard: a call in three keys, a case opened, things ticked off, all undone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, an_account, field
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.fixes import add_fix
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import ViewSpec

NAME = "ACME [/HQ] [red]x[/red]"
VIEWS = (
    ViewSpec(
        2,
        "followups",
        "To do",
        "winback_tui.tui.screens.views.followups:FollowUpsView",
        "winback_tui.services.plans.followups:count_due",
        "due",
    ),
    ViewSpec(
        3,
        "cases",
        "Cases",
        "winback_tui.tui.screens.views.cases:CasesView",
        "winback_tui.services.cases.board:count_cases",
    ),
)


def app_on(book: Book) -> WinbackApp:
    return open_app(book, views=VIEWS)


@piloted
async def test_a_call_is_logged_in_three_keys(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
        assert (
            field(book, "SELECT channel || ' ' || outcome FROM activity")
            == "call Spoke with them, call again"
        )
        assert field(book, "SELECT on_day FROM step") == "2026-11-30"
        await until(pilot, lambda: "Mon 30 Nov" in drawn(app))
        assert NAME in drawn(app)


@piloted
async def test_the_date_typed_stays_and_nothing_chosen_is_said(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Press a digit" in drawn(app))
        await pilot.press("tab", *"left a word", "tab", *"+2d", "shift+tab", "shift+tab", "1", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM activity") == 1)
        assert field(book, "SELECT outcome FROM activity") == "Not reached: left a word"
        assert field(book, "SELECT on_day FROM step") == "2026-11-24"


@piloted
async def test_a_case_is_opened_and_who_lost_it_may_not_lead(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path, NAME)
    log_contact(book, NAME, "x", next_on=date(2026, 11, 24))
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: NAME in drawn(app))
        await pilot.press("L")
        await until(pilot, lambda: "Open a case" in drawn(app))
        await pilot.press(*"52 days", "tab", *"Bob", "tab", *"Bob", "shift+tab", "shift+tab", "end")
        assert "no day yet" in drawn(app)
        await pilot.press(*" ago", "enter")
        await until(pilot, lambda: "Nobody in the team is called Bob" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "↑ Bob lost ACME" in drawn(app) and "override" in drawn(app))
        assert app.focused is app.screen.query_one("#field-lead .field-box"), "where the refusal is answered"
        assert field(book, "SELECT count(*) FROM loss_case") == 0
        await pilot.press(*"Carl", "enter")
        await until(pilot, lambda: "Nobody in the team is called Carl" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM loss_case") == 1)
        assert field(book, "SELECT lost_on FROM loss_case") == "2026-10-01"
        await until(pilot, lambda: "next: interview" in drawn(app))
        await pilot.press("escape", "3")
        await until(pilot, lambda: "to interview" in drawn(app))
        assert "Carl" in field(book, "SELECT sentence FROM act ORDER BY no DESC LIMIT 1").__str__()


@piloted
async def test_one_key_ticks_off_what_is_no_contact(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "delivery")
    add_fix(book, "Acme", "New carrier", due_on=date(2026, 11, 23))
    make_promise(book, "Acme", "Samples", date(2026, 11, 24))
    log_contact(book, "Acme", "x", next_on=date(2026, 11, 25))
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "New carrier" in drawn(app))
        await pilot.press("f")
        await until(pilot, lambda: field(book, "SELECT done_on FROM fix") == "2026-11-22")
        await until(pilot, lambda: "fix: New carrier" not in drawn(app))
        await pilot.press("home", "f")
        await until(pilot, lambda: field(book, "SELECT kept_on FROM promise") == "2026-11-22")
        await until(pilot, lambda: "promise: Samples" not in drawn(app))
        await pilot.press("f")
        await until(pilot, lambda: "press c" in drawn(app))
        assert field(book, "SELECT done_on FROM step") == ""


@piloted
async def test_a_step_is_moved_and_dropped_but_not_out_of_persistence(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "persistence")
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "call" in drawn(app))
        await pilot.press("x")
        await until(pilot, lambda: "persistence plan" in drawn(app))
        await pilot.press("m")
        await until(pilot, lambda: "Move to another date" in drawn(app))
        await pilot.press(*"wed", "enter")
        await until(pilot, lambda: field(book, "SELECT min(on_day) FROM step") == "2026-11-25")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
def test_both_views_have_room_and_hold_hostile_names(tmp_path: Path, size: tuple[int, int]) -> None:
    @piloted
    async def look() -> None:
        book, account, _ = a_lost_account(tmp_path, NAME)
        make_plan(book, account, "repair")
        app = app_on(book)
        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: "this week" in drawn(app) and NAME[:10] in drawn(app))
            await pilot.press("3")
            await until(pilot, lambda: "to interview" in drawn(app) and NAME[:10] in drawn(app))

    look()


@piloted
async def test_empty_views_teach_the_next_key(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Nothing to do." in drawn(app))
        await pilot.press("3")
        await until(pilot, lambda: "No open cases." in drawn(app))


@piloted
async def test_the_filter_finds_by_stage_and_says_when_nothing_matches(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("3")
        await pilot.press("slash", *"interview carl")
        await until(pilot, lambda: "to interview" in drawn(app) and "Acme" in drawn(app))
        await pilot.press(*" zzz")
        await until(pilot, lambda: "No case matches" in drawn(app))


@piloted
async def test_the_brief_stands_beside_and_on_its_own(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = app_on(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "What happened" in drawn(app))
        await pilot.press("b")
        await until(pilot, lambda: "Don't say" in drawn(app) and "Acme · Brief" in drawn(app))
        assert "Space next: interview…" in drawn(app), "its case stands above it, with the next step"
        assert any(line.startswith(" What happened         · Lost") for line in drawn(app).splitlines())
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: " What happened\n · Lost" in drawn(app))
        await pilot.resize_terminal(120, 36)
        await pilot.press("o")
        await until(pilot, lambda: "Enter an order" in drawn(app))
        await pilot.press(*"50", "enter")
        await until(pilot, lambda: "returned" in drawn(app).splitlines()[0])


@piloted
async def test_the_details_of_a_case_give_its_next_thing_in_full(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "1 with no contact planned" in drawn(app))
        await until(pilot, lambda: "Next: ask them why they left." in drawn(app))
        assert drawn(app).count("no contact planned") == 1
