"""Contacts in forbidden time are refused, or held and marked as such, by command, log, screen and in what is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, field
from tests.services.ready_case import asked, lost, on, ready, twice_lost
from tests.services.test_gates_everywhere import command
from tests.services.test_letters_on_hold import DUE, repaired_soon
from tests.store.older_books import made_older
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.test_case_views import VIEWS
from winback_tui.domain.errors import NeedsHuman, Refused
from winback_tui.domain.gates.contacts import contacts_from, held_until
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.next_action import next_of
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.check import check
from winback_tui.services.book.history import undo
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.board import board
from winback_tui.services.cases.causes import add_cause, judge_cause
from winback_tui.services.cases.fixes import finish_fix
from winback_tui.services.cases.opening import assign_case, close_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.contacts.offers import make_offer
from winback_tui.services.decisions.decide import decide
from winback_tui.services.plans.calendar import calendar_events
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.make_plan import make_plan
from winback_tui.services.plans.plan_desk import plan_desk
from winback_tui.services.plans.steps import add_step, move_step
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.cases.gate_facts import contact_facts
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.contact.step_dialog import StepDialog

STAYS = "The {} stays planned; move or drop it if this contact took its place."
CHANNELS = ("call", "mail", "visit", "meeting", "message", "letter")
ACTS = "SELECT (SELECT count(*) FROM step) || ' ' || (SELECT count(*) FROM activity)"


def price_hunter(folder: Path) -> Book:
    """Acme hunts for the lowest price, and left on 1 October: nobody is to call before 30 December."""
    book = asked(lost(folder))
    edit_account(book, "Acme", {"hunts_price": True})
    return book


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    ("made", "rule", "day"), [(price_hunter, "B16", "+7d"), (repaired_soon, "B20", "+13d")]
)
def test_no_contact_is_planned_into_closed_time(
    made: object, rule: str, day: str, channel: str, tmp_path: Path
) -> None:
    book = made(tmp_path)  # type: ignore[operator]
    before = field(book, ACTS)
    for words in (
        ("plan", "Acme", "--add", day, "--channel", channel),
        ("log", "Acme", "--outcome", "Spoke", "--next", day, "--next-channel", channel),
    ):
        refused = command(book)(*words)
        assert (refused.code, f"winback rule {rule}`" in refused.err) == (1, True), refused.err
        assert refused.err.count("\n") == 1
    assert field(book, ACTS) == before
    assert command(book)("plan", "Acme", "--add", day, "--channel", "internal").code == 0


def test_a_step_is_not_moved_into_closed_time(tmp_path: Path) -> None:
    book = repaired_soon(tmp_path)
    add_step(book, "Acme", DUE, "call", "Bring up the new depot")
    with pytest.raises(Refused, match="New carrier"):
        move_step(book, "Acme", "new depot", DUE - timedelta(days=1))


def test_a_contact_after_the_repair_is_held_and_marked_until_it_is_done(tmp_path: Path) -> None:
    book = repaired_soon(tmp_path)
    done = add_step(book, "Acme", DUE, "visit", "Bring samples")
    assert done.warnings == ("On hold until 'New carrier' is done; the visit can be made after that.",)
    what = "visit: Bring samples (on hold until 'New carrier' is done)"
    assert what in [row.what for row in due(book)]
    row = next(row for row in command(book)("due", "--json").json if row["what"] == what)
    assert (row["kind"], row["held"]) == ("step", "until 'New carrier' is done")
    finish_fix(book, "Acme", "New carrier")
    assert "visit: Bring samples" in [row.what for row in due(book)]
    undo(book)
    assert what in [row.what for row in due(book)]


def test_a_step_planned_before_a_gate_closed_is_held_too(tmp_path: Path) -> None:
    book = ready(tmp_path)
    assert not any(row.item.held for row in due(book))
    edit_account(book, "Acme", {"hunts_price": True})
    steps = [row.item for row in due(book) if row.item.kind == "step" and row.item.channel != "internal"]
    shown = command(book)("plan", "Acme", "--show", "--json").json
    on_plan = {row["step_id"]: row["held"] for row in shown if row["state"] == "open"}
    assert {row.id: row.held for row in steps} == {step: on_plan[step] for step in (row.id for row in steps)}
    titles = {event.uid.partition("@")[0]: event.title for event in calendar_events(book)}
    assert all(titles[row.id].startswith("On hold: ") is bool(row.held) for row in steps)
    early = {row.held for row in steps if row.on_day and row.on_day < date(2026, 12, 30)}
    later = {row.held for row in steps if row.on_day and row.on_day >= date(2026, 12, 30)}
    assert early == {"until 30 Dec 2026"} and later <= {""}


@pytest.mark.parametrize(
    ("held", "waits"),
    [
        (lambda book: edit_account(book, "Acme", {"hunts_price": True}), "until 30 Dec 2026"),
        (lambda book: add_cause(book, "Acme", "delivery", "Late"), "until 'Late' is fixed"),
    ],
    ids=["B16", "B20"],
)
def test_every_place_that_names_a_planned_contact_says_that_it_is_on_hold(
    held: Callable[[Book], object], waits: str, tmp_path: Path
) -> None:
    book = ready(tmp_path)
    decide(book, "Acme", "win-back")
    call = command(book)
    places = (("show", "Acme"), ("brief", "Acme"), ("case", "list"), ("plan", "Acme", "--show"), ("due",))
    assert not any("on hold" in call(*place).out + call(*place).err for place in places)
    held(book)
    for place in places:
        said = call(*place)
        assert waits in " ".join((said.out + said.err).split()), place
    (row,) = board(book)
    assert (row.held, waits in call("list", "--view", "all").out) == (waits, "fixed" not in waits)
    assert ("is on hold" in next_of(account_card(book, "Acme")).text) is ("fixed" not in waits)
    undo(book)
    assert not any("on hold" in call(*place).out + call(*place).err for place in places)


@piloted
async def test_the_board_and_the_page_say_that_the_next_contact_is_on_hold(tmp_path: Path) -> None:
    book = ready(tmp_path)
    decide(book, "Acme", "win-back")
    edit_account(book, "Acme", {"hunts_price": True})
    app = open_app(book, views=VIEWS)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        await pilot.press("3")
        await until(pilot, lambda: "on hold · call" in drawn(app))
        await pilot.press("enter")
        await until(pilot, lambda: "(on hold until 30 Dec 2026)" in drawn(app))


@pytest.mark.parametrize(
    ("held", "freed"),
    [
        (
            lambda book: edit_account(book, "Acme", {"hunts_price": True}),
            lambda book: choose(book, "price hunter wait", "1"),
        ),
        (
            lambda book: add_cause(book, "Acme", "delivery", "Late"),
            lambda book: judge_cause(book, "Acme", "Late", False),
        ),
    ],
    ids=["B16", "B20"],
)
def test_the_next_step_of_a_list_says_that_it_is_on_hold(
    held: Callable[[Book], object], freed: Callable[[Book], object], tmp_path: Path
) -> None:
    book = ready(tmp_path)

    def next_step() -> str:
        (row,) = command(book)("list", "--view", "all", "--json").json
        return str(row["next_step"])

    planned = next_step()
    assert planned.endswith(" call")
    held(book)
    assert next_step() == f"{planned} (on hold)"
    freed(book)
    assert next_step() == planned
    undo(book)
    assert next_step() == f"{planned} (on hold)"
    assert not [found for found in check(book) if not found.good]


def test_the_day_from_which_contacts_are_open_is_that_of_the_words(tmp_path: Path) -> None:
    book = price_hunter(tmp_path)
    for _ in range(2):
        with book.read() as connection:
            facts = contact_facts(connection, TODAY, [find_account(book, "Acme").id])
            (known,) = facts.values()
        for after in (-30, 0, 29, 30, 31, 400):
            day = TODAY + timedelta(days=after)
            opens = contacts_from(known)
            assert bool(held_until(known, day)) is (opens is not None and day < opens), day
        add_cause(book, "Acme", "delivery", "Late")


@pytest.mark.migrates
def test_a_book_of_the_schema_before_says_so_at_its_next_reading(tmp_path: Path) -> None:
    book = ready(tmp_path)
    edit_account(book, "Acme", {"hunts_price": True})
    made_older(book.path, "0005")
    (row,) = command(book)("list", "--view", "all", "--json").json
    assert row["next_step"].endswith(" call (on hold)")


@piloted
async def test_the_lists_say_that_the_next_contact_is_on_hold(tmp_path: Path) -> None:
    book = ready(tmp_path)
    edit_account(book, "Acme", {"hunts_price": True})
    app = open_app(book)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("6")
        await until(pilot, lambda: "on hold: call" in drawn(app) and " (on hold)" in drawn(app))


def test_a_contact_made_too_early_is_marked_and_ticks_off_nothing(tmp_path: Path) -> None:
    book = ready(tmp_path)
    first = next(row for row in plan_desk(book, "Acme").open_steps if row.step.channel == "call")
    add_cause(book, "Acme", "delivery", "Three late deliveries")
    called = log_contact(book, "Acme", "Spoke with Ana", on_day=TODAY)
    assert called.sentence.endswith("(too early: every cause removed is still open)")
    assert any(warning.startswith("Too early: 1 cause") for warning in called.warnings)
    assert first.step.id in [row.step.id for row in plan_desk(book, "Acme").open_steps]
    log_contact(book, "Acme", "Spoke again", step_id=first.step.id)
    assert first.step.id in [row.step.id for row in plan_desk(book, "Acme").open_steps]


def test_a_step_is_ticked_off_by_its_own_channel_only(tmp_path: Path) -> None:
    book = lost(tmp_path)
    step = add_step(book, "Acme", TODAY, "visit", "Bring samples").id
    log_contact(book, "Acme", "Wrote that we come", channel="mail")
    assert [row.step.id for row in plan_desk(book, "Acme").open_steps] == [step]
    told = log_contact(book, "Acme", "Called instead", channel="call", step_id=step)
    assert told.warnings == (STAYS.format("visit on Sun 22 Nov"),)
    log_contact(book, "Acme", "Samples liked", channel="visit")
    assert plan_desk(book, "Acme").open_steps == ()


def test_a_late_step_of_another_channel_is_said_to_stay_planned_whatever_is_planned_next(
    tmp_path: Path,
) -> None:
    book = lost(tmp_path)
    add_step(book, "Acme", TODAY, "visit", "Bring samples")
    add_step(book, "Acme", TODAY + timedelta(days=1), "letter", "Thank them")
    add_step(book, "Acme", TODAY, "internal", "Ask the stores")
    later = on(book, TODAY + timedelta(days=2))
    told = log_contact(later, "Acme", "Called instead", next_on=TODAY + timedelta(days=5))
    assert told.warnings[1:] == (
        "The visit on Sun 22 Nov and letter on Mon 23 Nov stay planned;"
        " move or drop them if this contact took their place.",
    )
    assert {row.step.channel for row in plan_desk(later, "Acme").open_steps} >= {"visit", "letter", "call"}
    log_contact(later, "Acme", "Sent it", channel="letter")
    assert log_contact(later, "Acme", "Called", on_day=TODAY - timedelta(days=1)).warnings == (), (
        "not due then"
    )
    assert log_contact(later, "Acme", "Asked", channel="internal").warnings == ()
    planned_today = log_contact(
        later, "Acme", "Wrote", channel="mail", next_on=later.today, next_channel="message"
    )
    assert planned_today.warnings == (STAYS.format("visit on Sun 22 Nov"),), "the new step is no old one"


def test_who_is_back_is_contacted_freely(tmp_path: Path) -> None:
    book = price_hunter(tmp_path)
    enter_order(book, "Acme", TODAY, Money(5_000, "EUR"))
    assert log_contact(book, "Acme", "Thanked them", next_on=TODAY + timedelta(days=3)).warnings == ()
    assert not any(row.item.held for row in due(book))


@piloted
async def test_the_form_says_why_and_keeps_what_was_typed(tmp_path: Path) -> None:
    book = price_hunter(tmp_path)
    account = str(field(book, "SELECT id FROM account WHERE name = 'Acme'"))
    app = open_app(book, views=VIEWS[1:])
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await until(pilot, lambda: "Acme" in drawn(app))
        dialog = StepDialog(CommandSubject(account, "Acme"))
        app.push_screen(dialog)
        await until(pilot, lambda: app.focused is not None and app.screen is dialog)
        {each.field: each for each in dialog._fields}["on"].text = "+7d"
        dialog.submit()
        await until(pilot, lambda: "hunts for the lowest" in " ".join(drawn(app).split()))
        assert field(book, "SELECT count(*) FROM step") == 0
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not dialog)


def test_revised_terms_are_for_bad_payers_only(tmp_path: Path) -> None:
    book = ready(tmp_path)
    with pytest.raises(Refused, match="not marked as one") as refusal:
        make_offer(book, "Acme", "revised-terms", text="Prepayment")
    assert refusal.value.rule == "B10"
    edit_account(book, "Acme", {"pays_badly": True})
    assert make_offer(book, "Acme", "revised-terms", text="Prepayment").sentence


def test_offer_advice_names_the_gate(tmp_path: Path) -> None:
    book = price_hunter(tmp_path)
    rows = command(book)("offer", "advice", "Acme", "--json").json
    assert rows[0]["rule"] == "B16"
    assert rows[0]["sentence"].startswith("No offer yet: Acme hunts for the lowest price")


def persistent(folder: Path) -> Book:
    book = asked(lost(folder))
    make_plan(book, "Acme", "persistence")
    return book


def test_a_persistence_plan_is_neither_closed_nor_put_off(tmp_path: Path) -> None:
    book = persistent(tmp_path)
    steps = [row.step for row in plan_desk(book, "Acme").open_steps]
    last = max(step.on_day for step in steps if step.contact)
    with pytest.raises(Refused, match="no later") as refusal:
        move_step(book, "Acme", steps[0].id, last + timedelta(days=1))
    assert refusal.value.rule == "G2"
    move_step(book, "Acme", steps[0].id, last)
    with pytest.raises(Refused, match="still open") as refusal:
        close_case(book, "Acme")
    assert refusal.value.rule == "G2"
    decide(book, "Acme", "let-go", reason="The margin is below zero")
    assert close_case(book, "Acme", "let go").sentence.startswith("Acme let go")


def test_a_short_form_of_a_name_is_asked_about(tmp_path: Path) -> None:
    book = lost(tmp_path, "")
    add_step(book, "Acme", TODAY, "internal", "Count stock", owner="Ann Keller")
    for typed in ("Ann K.", "A. Keller", "ann k"):
        with pytest.raises(NeedsHuman, match="did you mean") as asks:
            assign_case(book, "Acme", typed)
        assert asks.value.candidates == ("Ann Keller",) or list(asks.value.candidates) == ["Ann Keller"]
    assert assign_case(book, "Acme", "Ann Keller").facts["responsible"] == "Ann Keller"
    assert assign_case(book, "Acme", "Ann Kowalski").facts["responsible"] == "Ann Kowalski"


def test_twice_lost_waits_for_one_letter_and_then_for_nothing(tmp_path: Path) -> None:
    book = twice_lost(tmp_path)
    (row,) = board(book)
    assert row.stage.text == "to apologise"
    assert row.stage.waits_for == "lost twice: send one letter of apology, nothing else"
    assert [each.what for each in due(book)] == ["to apologise"]
    log_contact(book, "Acme", "Sent, by hand", channel="letter")
    (row,) = board(book)
    assert row.stage.text == "left to fate"
    assert due(book) == []
    later = on(book, date(2027, 6, 1))
    assert due(later) == []
    undo(book)
    assert [each.what for each in due(book)] == ["to apologise"]
