"""The account with its case as one page: Space does the next step, pages about it open and come back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.services.case_books import an_account, field
from tests.services.ready_case import asked, lost, on, ready
from tests.services.test_came_true import overdue_book
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.people import add_person
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.promises import make_promise
from winback_tui.services.decisions.decide import decide
from winback_tui.services.decisions.desk import Assumptions
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.subject import CaseState
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.account.screen import AccountScreen
from winback_tui.tui.screens.case.case_page import CasePage
from winback_tui.tui.widgets.account.cards import Card, draw_cards

LISTS = [spec for spec in VIEWS if spec.id == "accounts"]


async def on_account(pilot: Pilot[None], app: WinbackApp) -> AccountScreen:
    """Opens the only account."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(app.screen, AccountScreen))
    screen = app.screen
    assert isinstance(screen, AccountScreen)
    await until(pilot, lambda: screen.card is not None and screen.is_current)
    return screen


@piloted
async def test_before_any_loss_space_logs_the_call(tmp_path: Path) -> None:
    book = overdue_book(tmp_path)
    add_person(book, "Zenith", "Ana Silva", "buyer", "+44 20 7946 0112")
    app = open_app(book, views=[spec for spec in VIEWS if spec.id == "overdue"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "▌  Zenith" in drawn(app))
        await on_account(pilot, app)
        text = drawn(app)
        for part in (
            "Next step",
            "call Ana Silva and ask why they have not ordered",
            "+44 20 7946 0112",
            "Space next: contact",
        ):
            assert part in text, part
        await pilot.press("space")
        await until(pilot, lambda: "Log a contact" in drawn(app))


@piloted
async def test_space_leads_from_the_loss_to_the_plan(tmp_path: Path) -> None:
    book = asked(lost(tmp_path))
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        account = await on_account(pilot, app)
        assert "✓ Interview   ● Decide" in drawn(app)
        await pilot.press("space")
        await until(pilot, lambda: "Acme · Decision" in drawn(app))
        await until(pilot, lambda: "Next: enter the costs that are not set, then decide" in drawn(app))
        assert "Space next: enter the costs…" in drawn(app)
        await pilot.press("space")
        await until(pilot, lambda: "Your assumptions" in drawn(app))
        await pilot.press(*"50", "tab", *"20", "tab", "tab", *"0", "enter")
        await until(pilot, lambda: "Next: decide whether to win them back" in drawn(app))
        await pilot.press("space")
        await until(pilot, lambda: "Decide · Acme" in drawn(app) and "Decision  " in drawn(app))
        await pilot.press("w", "enter")
        await until(pilot, lambda: "Press Enter again" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: field(book, "SELECT verdict FROM decision") == "win-back")
        await until(pilot, lambda: "Next: choose a strategy" in drawn(app))
        await pilot.press("space")
        await until(pilot, lambda: "Make a plan" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM plan") == 1)
        await until(pilot, lambda: "✓ Plan   ● Contact" in drawn(app))
        assert "Next: call tomorrow" in drawn(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is account)


@piloted
@pytest.mark.parametrize(("key", "heading"), [("b", "Brief"), ("r", "Causes and conditions")])
async def test_from_a_page_of_the_case_space_opens_the_other_and_does_it_there(
    tmp_path: Path, key: str, heading: str
) -> None:
    book = asked(lost(tmp_path))
    free = Assumptions(offer=0, fixes=0, hours=0.0, others="They will not mind")
    decide(book, "Acme", "wait", wait_until=book.today + timedelta(days=1), assumptions=free)
    book = on(book, book.today + timedelta(days=2))
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        account = await on_account(pilot, app)
        await pilot.press(key)
        await until(pilot, lambda: f"Acme · {heading}" in drawn(app) and "Space next: decide" in drawn(app))
        await pilot.press("space")
        await until(pilot, lambda: "Decide · Acme" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Acme · Decision" in drawn(app) and "Decide · Acme" not in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is account)


@piloted
async def test_costs_that_are_not_set_come_before_the_decision(tmp_path: Path) -> None:
    """Another page promised to decide: the page of the decision opens, and asks for the costs first."""
    app = open_app(asked(lost(tmp_path)), views=LISTS)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await on_account(pilot, app)
        await pilot.press("b")
        await until(pilot, lambda: "Acme · Brief" in drawn(app) and "Space next: decide" in drawn(app))
        await pilot.press("space")
        await until(pilot, lambda: "Next: enter the costs that are not set, then decide" in drawn(app))
        assert "Your assumptions" not in drawn(app) and "Decide · Acme" not in drawn(app)
        assert "v decide…" in drawn(app), "who knows better may decide all the same"


@piloted
async def test_one_page_about_it_takes_the_place_of_another(tmp_path: Path) -> None:
    book = ready(tmp_path)
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(120, 36)) as pilot:
        account = await on_account(pilot, app)
        for key, heading in (
            ("d", "Decision"),
            ("p", "Plan"),
            ("d", "Decision"),
            ("r", "Causes and conditions"),
        ):
            await pilot.press(key)
            await until(pilot, lambda heading=heading: f"Acme · {heading}" in drawn(app))  # type: ignore[misc]
            assert isinstance(app.screen, CasePage)
            assert len(app.screen_stack) == 3
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is account)


@piloted
async def test_nothing_is_offered_that_refuses(tmp_path: Path) -> None:
    book = lost(tmp_path)
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(140, 30), notifications=True) as pilot:
        account = await on_account(pilot, app)
        subject = account.subject()
        assert subject is not None
        assert subject.case_state is CaseState.OPEN
        assert "L lost" not in drawn(app)
        await pilot.press("L")
        await until(pilot, lambda: bool(toasts(app)))
        assert toasts(app) == ["Acme is lost already, and its case is open."]


@piloted
async def test_before_a_case_decision_and_plan_are_not_offered(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(160, 30), notifications=True) as pilot:
        await on_account(pilot, app)
        text = drawn(app)
        assert "L lost" in text
        assert not any(key in text for key in ("d decision", "p plan", "r causes"))
        await pilot.press("d")
        await until(pilot, lambda: bool(toasts(app)))
        assert "has no open case" in toasts(app)[0]


@piloted
async def test_a_promise_that_is_due_comes_before_the_case(tmp_path: Path) -> None:
    book = ready(tmp_path)
    make_promise(book, "Acme", "a sample [b]", book.today)
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(80, 24)) as pilot:
        await on_account(pilot, app)
        assert "Next: keep the promise “a sample [b]”, due today" in drawn(app)
        await pilot.press("space")
        await until(pilot, lambda: "Acme · Promises, offers, complaints" in drawn(app))
        await pilot.press("f")
        await until(pilot, lambda: "Next: keep the promise" not in drawn(app))


@piloted
async def test_kinds_of_events_are_shown_one_after_the_other(tmp_path: Path) -> None:
    book = ready(tmp_path)
    log_contact(book, "Acme", "Spoke with them", on_day=date(2026, 11, 20))
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await on_account(pilot, app)
        everything = screen.table.total
        seen = []
        for _ in range(3):
            await pilot.press("v")
            await until(pilot, lambda: not screen.behind and "only " in drawn(app))
            kinds = {row.kind for row in screen.table._rows.source.rows(0, screen.table.total)}
            seen.append(kinds)
            assert 0 < screen.table.total < everything
        assert "call" in seen[0]
        assert "interview" in seen[1]
        assert seen[2] == {"order"}
        assert not seen[0] & seen[1] | seen[1] & seen[2]
        await pilot.press("escape")
        await until(pilot, lambda: screen.table.total == everything)


@piloted
async def test_a_click_on_the_case_does_the_next_step(tmp_path: Path) -> None:
    book = asked(lost(tmp_path))
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(100, 30)) as pilot:
        await on_account(pilot, app)
        await pilot.click("#case-panel", offset=(4, 2))
        await until(pilot, lambda: "Acme · Decision" in drawn(app))


@pytest.mark.parametrize("width", [30, 58, 78, 118, 198])
def test_cards_are_as_wide_as_the_page(width: int) -> None:
    cards = [
        Card("Last order", "13 weeks ago", "13 wk"),
        Card("Risk", "66 %", "66 %"),
        Card("Orders", "24", "24"),
    ]
    lines = str(draw_cards(cards, width)).split("\n")
    assert [len(line) for line in lines] == [width] * 3
    assert "66 %" in lines[1]
    assert lines[0].startswith("╭ Last order ─" if width > 40 else "╭ Last ─"), "cut between words"


@piloted
async def test_the_number_is_three_keys_away(tmp_path: Path) -> None:
    book = ready(tmp_path)
    add_person(book, "Acme", "Ana Silva", "buyer", "+44 20 7946 0112", decision_maker=True)
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "▌  Acme" in drawn(app))
        await pilot.press("slash", *"acme", "enter", "Y")
        await until(pilot, lambda: app.clipboard == "+44 20 7946 0112")
        assert toasts(app) == ["Ana Silva: sent to clipboard: +44 20 7946 0112"]


@piloted
async def test_nobody_to_call_says_how_to_add_somebody(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on_account(pilot, app)
        assert "nobody to call yet  A adds" in drawn(app)
        await pilot.press("Y")
        await until(pilot, lambda: "A adds a person" in "".join(toasts(app)))


@pytest.mark.parametrize("on_page", [False, True])
@piloted
async def test_a_case_opened_from_a_list_leads_to_the_page_of_the_account(
    tmp_path: Path, on_page: bool
) -> None:
    """The list would stand on somebody else once the account is lost; the page itself stays as it is."""
    book, _ = an_account(tmp_path)
    edit_account(book, "Acme", {"owner": "Bob Young"})
    app = open_app(book, views=LISTS)
    async with app.run_test(size=(120, 36)) as pilot:
        if on_page:
            await on_account(pilot, app)
        await pilot.press("L")
        await until(pilot, lambda: "Open a case" in drawn(app))
        await pilot.press("tab", "right", "enter")
        await until(pilot, lambda: "next: interview" in drawn(app))
        assert isinstance(app.screen, AccountScreen)
        assert len(app.screen_stack) == 2
