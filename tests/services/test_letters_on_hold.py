"""A letter is held until the causes are removed (B20, W5), and is all that a twice lost customer gets (M13)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.services.case_books import TODAY, an_account, field
from tests.services.ready_case import asked, lost, ready, twice_lost
from tests.services.test_gates_everywhere import command
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import VIEWS
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.import_export import import_book
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.cases.fixes import add_fix, finish_fix
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.plan_desk import plan_desk
from winback_tui.store.book import Book
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.contact.step_dialog import StepDialog

DUE = TODAY + timedelta(days=14)
LETTER = ("plan", "Acme", "--channel", "letter", "--add")
ON_HOLD = (
    (*LETTER, "today"),
    (*LETTER, "+13d"),
    ("log", "Acme", "--channel", "letter", "--outcome", "Sent", "--next", "+7d"),
)


@made_once()
def repaired_soon(folder: Path) -> Book:
    """Acme, lost over late deliveries; the new carrier is due in two weeks."""
    book = ready(folder)
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    add_fix(book, "Acme", "New carrier", cause="delivery", due_on=DUE)
    return book


def carried_over(book: Book, folder: Path) -> Book:
    """The same book taken in whole into an empty one."""
    target = folder / "book.json"
    assert command(book)("export", str(target)).code == 0
    other = Book(folder / "second" / "book.db", book.clock, "Dora")
    import_book(other, target)
    return other


@pytest.mark.parametrize("words", ON_HOLD)
def test_no_letter_is_planned_for_a_day_on_which_a_cause_stands(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    first = repaired_soon(tmp_path / "first")
    for book in (first, carried_over(first, tmp_path)):
        acts = "SELECT (SELECT count(*) FROM step) || ' ' || (SELECT count(*) FROM activity)"
        before = field(book, acts)
        held = command(book)(*words)
        assert (held.code, held.err.count("\n")) == (1, 1)
        assert "'New carrier' is not done" in held.err and "winback rule B20`" in held.err
        assert field(book, acts) == before
        finish_fix(book, "Acme", "New carrier")
        passes = command(book)(*words)
        assert (passes.code, "W5" in passes.err) == (0, False), passes.err


def test_a_letter_after_the_repair_is_planned_with_what_it_may_not_say_yet(tmp_path: Path) -> None:
    book = repaired_soon(tmp_path)
    planned = command(book)(*LETTER, DUE.isoformat())
    assert planned.code == 0
    assert "cannot yet say that we have changed: 1 cause of the loss of Acme remains" in planned.err
    moved = command(book)("plan", "Acme", "--move", DUE.isoformat(), "--to", "+2d")
    assert (moved.code, "winback rule B20`" in moved.err) == (1, True), moved.err


def test_a_letter_that_went_out_is_logged_with_what_it_could_not_say(tmp_path: Path) -> None:
    book = repaired_soon(tmp_path)
    sent = command(book)("log", "Acme", "--channel", "letter", "--outcome", "Sent, by hand")
    assert (sent.code, "cannot yet say that we have changed" in sent.err) == (0, True)
    assert "cannot yet say" not in command(book)("log", "Acme", "--outcome", "Not reached").err


def test_a_plan_sends_nobody_before_the_repair_is_due(tmp_path: Path) -> None:
    book = asked(lost(tmp_path))
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    add_fix(book, "Acme", "New carrier", cause="delivery", due_on=DUE)
    make_plan(book, "Acme", "repair")
    days = [row.step.on_day for row in plan_desk(book, "Acme").open_steps if row.step.channel != "internal"]
    assert min(days) >= DUE


def test_asking_why_an_ordinary_customer_and_one_who_is_back_are_written_to_freely(tmp_path: Path) -> None:
    unasked = lost(tmp_path / "unasked")
    add_cause(unasked, "Acme", "delivery", "Three late deliveries")
    back = repaired_soon(tmp_path / "back")
    enter_order(back, "Acme", TODAY, Money(5_000, "EUR"))
    for book in (unasked, back, an_account(tmp_path / "ordinary")[0]):
        assert command(book)(*LETTER, "today").code == 0
    for book in (back, an_account(tmp_path / "another")[0]):
        free = command(book)("log", "Acme", "--channel", "letter", "--outcome", "Sent")
        assert (free.code, "W5" in free.err) == (0, False)


def test_twice_lost_a_call_is_told_and_a_second_letter_too_after_an_import(tmp_path: Path) -> None:
    book = twice_lost(tmp_path / "first")
    called = command(book)("log", "Acme", "--outcome", "They rang us")
    assert (called.code, "one letter of apology and nothing more." in called.err) == (0, True)
    log_contact(book, "Acme", "Sent, by hand", channel="letter")
    later = carried_over(book, tmp_path)
    again = command(later)("log", "Acme", "--channel", "letter", "--outcome", "Another one")
    assert (again.code, "do nothing more." in again.err) == (0, True)
    for words in ((*LETTER, "+7d"), ("plan", "Acme", "--strategy", "repentance")):
        refused = command(later)(*words)
        assert (refused.code, "winback rule M13`" in refused.err) == (1, True)


@piloted
async def test_by_screen(tmp_path: Path) -> None:
    book = repaired_soon(tmp_path)
    steps = "SELECT count(*) FROM step"
    before = field(book, steps)
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        dialog = StepDialog(
            CommandSubject(str(field(book, "SELECT id FROM account WHERE name = 'Acme'")), "Acme")
        )
        app.push_screen(dialog)
        await until(pilot, lambda: app.focused is not None and app.screen is dialog)
        fields = {each.field: each for each in dialog._fields}
        fields["channel"].text = "letter"
        fields["on"].text = "+3d"
        dialog.submit()
        await until(pilot, lambda: "'New carrier' is not done" in " ".join(drawn(app).split()))
        assert field(book, steps) == before
        fields["on"].text = DUE.isoformat()
        dialog.submit()
        await until(pilot, lambda: field(book, steps) == int(str(before)) + 1)
