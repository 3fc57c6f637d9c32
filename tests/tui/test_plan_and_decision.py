"""From the cases to the decision and the plan by keyboard, with what if, and nothing written by trying."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.services.case_books import a_lost_account, field
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from tests.tui.test_case_views import NAME, VIEWS
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp


def cases_of(book: Book) -> WinbackApp:
    return open_app(book, views=VIEWS[1:])


async def on(pilot: Pilot[None], app: WinbackApp, key: str, words: str) -> None:
    """Presses a key on the case once it is there, and waits for what opens."""
    await until(pilot, lambda: "to interview" in drawn(app))
    await pilot.press(key)
    await until(pilot, lambda: words in drawn(app))


async def win_back_all_the_same(pilot: Pilot[None], app: WinbackApp) -> None:
    """Decides to win them back from the open dialog: what is open is asked once more."""
    await until(pilot, lambda: "Decision  " in drawn(app))
    await pilot.press("w", "enter")
    await until(pilot, lambda: "still open, named above" in drawn(app))
    await pilot.press("enter")


@piloted
async def test_what_is_open_is_named_and_asked_before_the_verdict_is_kept(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "d", "suggested: cannot say yet · 6 points open")
        assert NAME in drawn(app)
        await pilot.press("v")
        await until(pilot, lambda: "Decision  " in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Choose a decision" in drawn(app))
        await win_back_all_the_same(pilot, app)
        await until(pilot, lambda: field(book, "SELECT verdict FROM decision") == "win-back")
        await until(pilot, lambda: "decided: win back" in drawn(app))


@piloted
async def test_the_suggested_verdict_takes_two_keys(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "objective-closed")
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "d", "suggested: let go")
        await pilot.press("v")
        await until(pilot, lambda: "left for an objective reason" in drawn(app))
        await pilot.press("tab", *"Moved away", "f2")
        await until(pilot, lambda: field(book, "SELECT verdict FROM decision") == "let-go")


@piloted
async def test_what_if_changes_the_sum_and_not_the_book(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await on(pilot, app, "d", "Chance 30 %")
        await pilot.press("t")
        await until(pilot, lambda: "no other value" in drawn(app))
        chance = next(line for line in drawn(app).split("\n") if "Chance of return" in line)
        assert "= 30 %  30 % × 1.10 × 0.91" in chance
        await pilot.press("G", "t")
        await until(pilot, lambda: "What if, not saved  Esc ends it  Chance" in drawn(app))
        await until(pilot, lambda: "Now: lost for the first time (no effect)" in " ".join(drawn(app).split()))
        assert "if: lost 2 times" in drawn(app) and "now no effect" in drawn(app)
        assert "Space next" not in drawn(app).splitlines()[-1], "nothing is done on what is only supposed"
        await pilot.press("space")
        await until(pilot, lambda: "Press Esc to end the what-if first." in drawn(app))
        assert "t next value" in drawn(app) and "Esc end it" in drawn(app)
        await pilot.press("up", "enter")
        await until(pilot, lambda: "if: always hunts for the lowest price" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Chance 30 %" in drawn(app) and "What if" not in drawn(app))
        assert "Esc back" in drawn(app) and "Space next" in drawn(app).splitlines()[-1]
        assert field(book, "SELECT count(*) FROM decision") == 0
        await pilot.press("escape")
        await until(pilot, lambda: "Where it stands" in drawn(app))


@piloted
async def test_assumptions_are_reckoned_with_and_kept_with_the_verdict(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await on(pilot, app, "d", "Chance 30 %")
        await pilot.press("e")
        await until(pilot, lambda: "Your assumptions" in drawn(app))
        await pilot.press(*"50", "enter")
        await until(pilot, lambda: "-50 EUR" in drawn(app))
        assert field(book, "SELECT count(*) FROM decision") == 0
        await until(pilot, lambda: "worth not known yet" in drawn(app))
        await pilot.press("e")
        await until(pilot, lambda: "Your assumptions" in drawn(app))
        await pilot.press("tab", *"20", "tab", "tab", *"0", "enter")
        await until(pilot, lambda: "-20 EUR" in drawn(app) and "not known yet" not in drawn(app))
        await pilot.press("v")
        await win_back_all_the_same(pilot, app)
        await until(pilot, lambda: field(book, "SELECT cost FROM decision") == 7_000)


@piloted
async def test_letting_go_without_a_reason_is_asked_for_in_the_dialog(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "d", "Chance 30 %")
        await pilot.press("v", "l", "enter")
        await until(pilot, lambda: "Give the reason" in drawn(app))
        await pilot.press(*"no margin", "f2")
        await until(pilot, lambda: field(book, "SELECT verdict FROM decision") == "let-go")


@piloted
async def test_a_plan_is_made_from_what_is_proposed(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = cases_of(book)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await on(pilot, app, "p", "No steps planned.")
        assert "Blocked by" in drawn(app)
        await pilot.press("P")
        await until(pilot, lambda: "Make a plan" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM step") == 4)
        await until(pilot, lambda: "led by Carl · 4 open steps" in drawn(app))


@piloted
async def test_what_is_wrong_further_down_is_scrolled_to(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, NAME)
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "p", "No plan yet")
        await pilot.press("P")
        await until(pilot, lambda: "Make a plan" in drawn(app))
        await pilot.press("tab", "tab", "tab", "ctrl+u", "shift+tab", "shift+tab", "shift+tab")
        await until(pilot, lambda: "Who leads" in drawn(app) and "Start  " not in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "↑ Give the first date." in drawn(app))
        assert field(book, "SELECT count(*) FROM step") == 0


@piloted
async def test_steps_are_logged_added_and_handed_over_in_the_plan(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    make_plan(book, "Acme", "successor")
    app = cases_of(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await on(pilot, app, "p", "Talk to the successor")
        await pilot.press("c")
        await until(pilot, lambda: "Log a contact" in drawn(app))
        await pilot.press("2", "enter")
        await until(pilot, lambda: field(book, "SELECT count(*) FROM step WHERE done_on <> ''") == 1)
        await until(pilot, lambda: "✓ today" in drawn(app))
        await pilot.press("up", "f")
        await until(
            pilot, lambda: "That is done or dropped already; u undoes the last change." in toasts(app)
        )
        await pilot.press("W")
        await until(pilot, lambda: "Who leads" in drawn(app))
        await pilot.press(*"Bob", "enter")
        await until(pilot, lambda: "↑ Bob lost" in " ".join(drawn(app).split()))
        await pilot.press(*"Dora", "enter")
        await until(pilot, lambda: "Nobody in the team is called Dora" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "led by Dora" in drawn(app))


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize(("key", "words"), [("d", "Chance 30"), ("p", "No plan yet")])
def test_both_screens_have_room(tmp_path: Path, size: tuple[int, int], key: str, words: str) -> None:
    @piloted
    async def look() -> None:
        book, _, _ = a_lost_account(tmp_path, NAME)
        app = cases_of(book)
        async with app.run_test(size=size, notifications=True) as pilot:
            await on(pilot, app, key, words)

    look()


@piloted
async def test_a_closed_case_is_told_instead_of_a_screen(tmp_path: Path) -> None:
    from winback_tui.services.cases.opening import close_case
    from winback_tui.services.contacts.contacts import log_contact

    book, _, _ = a_lost_account(tmp_path)
    close_case(book, "Acme")
    log_contact(book, "Acme", "x", next_on=book.today)
    app = open_app(book, views=VIEWS[:1])
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("p")
        await until(pilot, lambda: any("has no open case" in said for said in toasts(app)))


@piloted
async def test_only_a_wait_asks_how_long(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    app = cases_of(book)
    async with app.run_test(size=(100, 36)) as pilot:
        await on(pilot, app, "d", "Chance ")
        await pilot.press("v")
        await until(pilot, lambda: "Decision  " in drawn(app))
        assert "Wait until" not in drawn(app)
        await pilot.press("2")
        await until(pilot, lambda: "Wait until" in drawn(app) and "Wait for" in drawn(app))
        await pilot.press("1")
        await until(pilot, lambda: "Wait until" not in drawn(app))
