"""Conflicts decided by keys alone: one after the other, in bulk, typed, undone; and what is shown of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from time import sleep
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.services.laptops import Desk, Stick
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from winback_tui.services import team
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.team import Conflict, keep_value, open_conflicts
from winback_tui.store.book import Book
from winback_tui.store.write import act
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.screen_registry import make_screen
from winback_tui.tui.app.session import Session
from winback_tui.tui.screens.team.conflicts.differences import marked

BEFORE_NINE = "They load pallets at gate 4 only, before nine; ask for Kadri before any delivery is booked."


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    return Stick(tmp_path, monkeypatch)


def clash(stick: Stick, *columns: str) -> None:
    """Both write to these fields of the account without knowing of each other."""
    for column in columns:
        stick.edit(stick.ann, column, f"Ann's {column}")
        stick.edit(stick.ben, column, f"Ben's {column}")
    stick.round()


def slowly(work: Callable[..., Any]) -> Callable[..., Any]:
    def done(*given: Any) -> Any:
        sleep(0.15)
        return work(*given)

    return done


async def shown(pilot: Pilot[Any], app: WinbackApp, *texts: str) -> None:
    """The headline is drawn before the page below it: whoever looks at both names a text of each."""
    app.push_screen(make_screen("team.conflicts"))
    await until(pilot, lambda: all(text in drawn(app) for text in texts))


def value(laptop: Desk, acme: str, column: str) -> str:
    with laptop.book.read() as connection:
        return str(connection.execute(f"SELECT {column} FROM account WHERE id = ?", (acme,)).fetchone()[0])


@piloted
async def test_one_key_decides_and_the_next_is_there(stick: Stick) -> None:
    clash(stick, "city", "phone", "email")
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await shown(pilot, app, "3 open · 1 of 3")
            first = open_conflicts(book)[0]
            await until(pilot, lambda: first.values[1].value in drawn(app) and "1 keep" in drawn(app))
            page = drawn(app)
            assert (
                "Now in this book: " in page
                and first.values[0].value in page
                and first.values[1].value in page
            )
            assert "Also in this row" in page
            assert "u undo" not in page and "Esc back" in page
            for number, each in enumerate(first.values, 1):
                name = ("you" if number == 1 else "You") if each.person == "Ann" else each.person
                head = f"Now in this book: {name}, today" if number == 1 else f"{name} wrote, today"
                assert f"{number} {head}" in page
                whose = "yours" if each.person == "Ann" else "Ben's"
                assert f"{number} {'keep' if number == 1 else 'take'} {whose}" in page.split("\n")[-1]
            await pilot.press("2")
            await until(pilot, lambda: "2 open · 1 of 2" in drawn(app))
            assert value(stick.ann, stick.acme, first.field) == first.values[1].value
            assert "u undo" in drawn(app)
            await pilot.press("1")
            await until(pilot, lambda: "1 open · 1 of 1" in drawn(app))
            await pilot.press("u")
            await until(pilot, lambda: "2 open · 1 of 2" in drawn(app))
            await pilot.press("u")
            await until(pilot, lambda: "3 open · 1 of 3" in drawn(app))
            assert value(stick.ann, stick.acme, first.field) == first.values[0].value
            await pilot.press("J", "K", "j", "k", "enter", "t", "k", "J")
            await until(pilot, lambda: "2 open · 2 of 2" in drawn(app))
            await pilot.press("u", "1", "1", "1")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            assert open_conflicts(book) == []
            await pilot.press("escape")
            await until(pilot, lambda: "Overdue" in drawn(app))


@piloted
async def test_the_next_key_waits_for_a_decision_that_takes_long(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a slow disk: each key is meant for the conflict that takes the place of the decided one."""
    clash(stick, "city", "phone", "email")
    for name in ("keep_value", "undo_decision"):
        monkeypatch.setattr(team, name, slowly(getattr(team, name)))
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await shown(pilot, app, "3 open", "1 keep")
            await pilot.press("1", "1", "u", "1", "1")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            assert open_conflicts(book) == []
            assert not [message for message in app.messages if message.kind == "error"]


@piloted
async def test_what_was_read_before_a_decision_does_not_bring_it_back(
    stick: Stick, monkeypatch: pytest.MonkeyPatch
) -> None:
    clash(stick, "city", "phone")
    read, slow = team.open_conflicts, Event()

    def read_slowly(book: Book) -> Sequence[Conflict]:
        found = read(book)
        if slow.is_set():
            sleep(0.3)
        return found

    monkeypatch.setattr(team, "open_conflicts", read_slowly)
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30)) as pilot:
            await shown(pilot, app, "2 open", "1 keep")
            slow.set()
            app.book_changed.publish(None)
            await pilot.pause(0.1)
            await pilot.press("1")
            await until(pilot, lambda: "1 open" in drawn(app))
            await pilot.pause(0.4)
            assert "1 open" in drawn(app)


@piloted
async def test_all_of_a_person_and_all_of_an_account_are_one_act_each(stick: Stick) -> None:
    clash(stick, "city", "phone", "email")
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            await shown(pilot, app, "3 open")
            other = open_conflicts(book)[0].values[1].person
            theirs = "yours" if other == "Ann" else "Ben's"
            await pilot.press("a")
            await until(pilot, lambda: f"3 {theirs} in all 3 of Acme" in drawn(app))
            assert "1 what is in the book, in all 3 of Acme" in drawn(app)
            await pilot.press("enter")
            await until(pilot, lambda: "Choose which with its number" in drawn(app))
            assert len(open_conflicts(book)) == 3
            await pilot.press("3", "enter")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            assert value(stick.ann, stick.acme, "city") == f"{other}'s city"
            await pilot.press("u")
            await until(pilot, lambda: "3 open" in drawn(app))
            await pilot.press("a")
            await until(pilot, lambda: "in all 3 of Acme" in drawn(app))
            await pilot.press("1", "enter")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            assert value(stick.ann, stick.acme, "city") != f"{other}'s city"


@piloted
async def test_a_third_value_is_typed_and_what_cannot_be_is_said_in_the_form(stick: Stick) -> None:
    with stick.ann.at_home() as book, act(book, "offer", "offered", stick.acme) as transaction:
        transaction.insert(
            "offer", id="o", account_id=stick.acme, kind="gift", made_on="2026-11-01", cost=1, currency="EUR"
        )
    stick.round()
    for laptop, cost in ((stick.ann, 100_000), (stick.ben, 125_050)):
        with laptop.at_home() as book, act(book, "offer", "corrected", stick.acme) as transaction:
            transaction.update("offer", "o", cost=cost)
    stick.round()
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await shown(pilot, app, "1,250.50 EUR")
            await pilot.press("e")
            await until(pilot, lambda: "Type another value" in drawn(app))
            await pilot.press(*"lots", "enter")
            await until(pilot, lambda: "not an amount" in drawn(app))
            await pilot.press("ctrl+u", *"1,275.25", "enter")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            await until(pilot, lambda: any("1,275.25 EUR" in said for said in toasts(app)))
            with book.read() as connection:
                assert connection.execute("SELECT cost FROM offer").fetchone()[0] == 127_525


@piloted
async def test_long_texts_stand_side_by_side_at_every_width(stick: Stick) -> None:
    for laptop, text in ((stick.ann, BEFORE_NINE), (stick.ben, BEFORE_NINE.replace("gate 4", "gate 7"))):
        stick.edit(laptop, "note", text)
    stick.round()
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(80, 24)) as pilot:
            await shown(pilot, app, "1 open")
            for size in ((80, 24), (60, 20), (120, 36)):
                await pilot.resize_terminal(*size)
                await until(pilot, lambda: "gate 4" in drawn(app) and "gate 7" in drawn(app))
                line = next(line for line in drawn(app).split("\n") if "They load" in line)
                assert line.count("They load") == 2, "both texts begin on one line"


def test_only_what_differs_is_marked() -> None:
    ours, theirs = marked(BEFORE_NINE, BEFORE_NINE.replace("gate 4", "gate 7"))
    assert [text for text, tone in (each for each in ours if not isinstance(each, str)) if tone] == ["4"]
    assert [text for text, tone in (each for each in theirs if not isinstance(each, str)) if tone] == ["7"]
    assert "".join(each if isinstance(each, str) else each[0] for each in ours) == BEFORE_NINE
    assert marked("Wien", "Graz") == (["Wien"], ["Graz"])
    other = "Nothing of this is in the other text, which was written by somebody else in a hurry."
    assert marked(BEFORE_NINE, other) == ([BEFORE_NINE], [other])
    huge = "word " * 4_000
    assert marked(huge, huge + "end")[1][-1] != ""


@piloted
async def test_who_lost_sees_it_last_agrees_or_puts_it_back(stick: Stick) -> None:
    clash(stick, "city")
    (conflict,) = open_conflicts(stick.ann.book)
    winner, loser = (stick.ann, stick.ben) if conflict.values[0].person == "Ann" else (stick.ben, stick.ann)
    with winner.at_home() as book:
        keep_value(book, conflict)
    stick.round()
    with loser.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            page = (f"{winner.name} decided", conflict.values[1].value)
            await shown(pilot, app, "1 edit of yours decided against", *page)
            await pilot.press("e")
            await until(pilot, lambda: any("decided already" in said for said in toasts(app)))
            assert "1 agree  2 put yours back" in drawn(app)
            await pilot.press("2")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            assert value(loser, stick.acme, "city") == conflict.values[1].value
            await pilot.press("u")
            await until(pilot, lambda: "1 edit of yours decided against" in drawn(app))
            await pilot.press("1")
            await until(pilot, lambda: "No conflict is open" in drawn(app))
            assert value(loser, stick.acme, "city") == conflict.values[0].value


@piloted
async def test_hostile_values_are_drawn_literally_and_the_filter_finds_them(stick: Stick) -> None:
    stick.edit(stick.ann, "city", "[red]Wien[/red] \x1b[31m")
    stick.edit(stick.ben, "city", "Graz [/]")
    stick.edit(stick.ann, "phone", "1")
    stick.edit(stick.ben, "phone", "2")
    stick.round()
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30)) as pilot:
            await shown(pilot, app, "2 open", "[red]Wien[/red]", "Graz [/]")
            await pilot.press("slash", *"graz", "enter")
            await until(pilot, lambda: "1 of 1" in drawn(app))
            await pilot.press("escape")
            await until(pilot, lambda: "1 of 2" in drawn(app))


@piloted
async def test_a_conflict_decided_in_another_window_is_refused_and_read_anew(stick: Stick) -> None:
    clash(stick, "city", "phone")
    with stick.ann.at_home() as book:
        app = open_app(book)
        async with app.run_test(size=(100, 30), notifications=True) as pilot:
            await shown(pilot, app, "2 open")
            keep_value(book, open_conflicts(book)[0])
            await pilot.press("2")
            await until(pilot, lambda: "1 open · 1 of 1" in drawn(app))
            assert any("been decided in the meantime" in said for said in toasts(app))


@piloted
async def test_the_head_of_every_view_counts_what_is_open(stick: Stick) -> None:
    clash(stick, "city", "phone")
    with stick.ann.at_home() as book:
        app = Session(LiveBook.of(book))
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: "▲ 2 conflicts" in drawn(app))
            keep_value(book, open_conflicts(book)[0])
            await pilot.press("R")
            await until(pilot, lambda: "▲ 1 conflict " in drawn(app))
            await pilot.press("6")
            await until(pilot, lambda: "▲ 1 conflict " in drawn(app) and "Acme" in drawn(app))
            keep_value(book, open_conflicts(book)[0])
            await pilot.press("R")
            await until(pilot, lambda: "▲" not in drawn(app).split("\n")[0])
