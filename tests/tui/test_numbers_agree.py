"""The number in a tab, the sentence under it and the rows count the same thing."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.demo_book import own_copy, shared_demo
from tests.services.case_books import an_account
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.tour import at_rest
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.days.due import When
from winback_tui.services.accounts.glance import glance
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.services.cases.board import board, stage_counts
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.plans.followups import (
    CAN_WAIT,
    DUE_GROUPS,
    NO_CONTACT,
    count_due,
    counts_by_owner,
    due,
    due_now,
)
from winback_tui.services.review.monday import MeetingSection, meeting
from winback_tui.services.review.review import reviews
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.screens.views.view import ListView


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, worker_id: str) -> Book:
    return Book(own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path), clock_from_environment(), "Ann")


async def shown(app: WinbackApp, pilot: Pilot[None], number: int) -> ListView[Any]:
    """The view with that number, its rows and its number in the tab being there."""
    await app.be_at_view(number)
    view, spec = app.screen, app.view_numbered(number)
    assert isinstance(view, ListView) and spec is not None
    await until(pilot, lambda: not view.behind and view.table.total > 0 and spec.id in app.counts)
    return view


@piloted
async def test_tab_head_and_rows_of_every_view_count_the_same(
    demo: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WINBACK_NOW", "2026-11-24T09:30:00")
    app = open_app(Book(demo.path, clock_from_environment(), "Ann"))
    async with app.run_test(size=(160, 70)) as pilot:
        for spec in (each for each in VIEWS if each.counter):
            view = await shown(app, pilot, spec.number)
            tabs, head, *_ = drawn(app).split("\n")
            told = re.search(rf"{spec.number} {spec.title} (\d+)( due)?", tabs)
            assert told is not None
            first = re.match(r" *(\d+) (\w+)", head)
            assert first is not None and first[1] == told[1], (tabs, head)
            if told[2]:
                rows = re.findall(r"^.. [▲●] ", drawn(app), re.M)
                assert first[2] == "due" and len(rows) == int(told[1])
            else:
                assert view.table.total == int(told[1])


@piloted
async def test_a_filter_counts_what_it_leaves_and_the_tab_stays(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(160, 70)) as pilot:
        for number in (2, 3, 4):
            view = await shown(app, pilot, number)
            tabs, *_ = drawn(app).split("\n")
            whole = view.table.total
            await pilot.press("slash", *"lumen", "enter")
            await until(pilot, partial(fewer, view, whole))
            after = drawn(app).split("\n")
            parts = re.findall(r"(\d+) (?:due|returns?|cases?|with no contact planned)", after[1])
            assert sum(map(int, parts)) == view.table.total
            assert tabs.split()[:8] == after[0].split()[:8]


def fewer(view: ListView[Any], whole: int) -> bool:
    return not view.behind and view.table.total < whole


def test_what_is_late_and_what_has_no_contact_planned_is_one_number_everywhere(demo: Book) -> None:
    rows = due(demo)
    told = meeting(demo)
    team, *others = (review.team for review in reviews(demo))
    assert others and all(each == team for each in others)
    late = Counter(each.item.owner for each in rows if each.group == When.LATE)
    assert late.total() > 20 and late == Counter(each.who for each in told.of(MeetingSection.LATE))
    assert late == +Counter({each.name: each.late for each in team if each.late})
    assert not [each for each in rows if each.group == When.LATE and each.item.gentle]
    numbers = counts_by_owner(rows)
    for each in team:
        own = numbers.get(each.name, dict.fromkeys(DUE_GROUPS, 0))
        assert [each.late, each.today, each.this_week] == [
            own[group] for group in (When.LATE, When.TODAY, When.THIS_WEEK)
        ]
    assert sum(each.late + each.today for each in team) == count_due(demo)
    idle = Counter(each.item.owner for each in rows if each.group == NO_CONTACT)
    assert idle.total() == sum(row.lacks_contact for row in board(demo)) > 5
    by_rep = Counter[str]()
    for each in team:
        by_rep[each.name] += each.without_next_step
    assert +by_rep == idle
    for item in told.of(MeetingSection.ACT):
        own = numbers[item.who]
        groups = (When.LATE, When.TODAY, When.THIS_WEEK, CAN_WAIT, NO_CONTACT)
        assert item.tasks == tuple(own[group] for group in groups)
        assert item.what.startswith(f"{due_now(own)} due: {own[When.LATE]} late + {own[When.TODAY]} today")


def test_a_call_agreed_before_the_case_is_its_next_step_everywhere(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    log_contact(book, "Acme", "call again", "call", date(2026, 11, 26))
    open_case(book, "Acme", date(2026, 10, 1), "Bob", "Carl")
    (row,) = board(book)
    assert row.next_on == date(2026, 11, 26) and row.next_words.startswith("call ")
    assert glance(book, row.case.account_no).account.next_on == row.next_on
    told = due(book)
    assert [each.item.on_day for each in told] == [row.next_on]
    assert NO_CONTACT not in {each.group for each in told}


@piloted
async def test_a_case_says_who_leads_and_that_nothing_is_planned(
    demo: Book,
) -> None:
    rows = board(demo)
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown(app, pilot, 3)
        _, head, heading, *lines = drawn(app).split("\n")
        assert "Led by" in heading and "Next step" in heading
        assert sum("none planned · " in line for line in lines) == sum(row.lacks_contact for row in rows)
        assert "9 with no contact planned" in head
        first = rows[0]
        assert f"{first.case.responsible} leads, lost by {first.case.lost_by}." in drawn(app)
        await pilot.press("slash", *"carla", "enter")
        own = [row for row in rows if "Carla" in row.case.responsible]
        idle = sum(row.lacks_contact for row in own)
        await until(pilot, lambda: f"{len(own)} cases" in drawn(app))
        assert f"{idle} with no contact planned" in drawn(app)


def test_the_command_counts_the_cases_of_each_stage_in_words(demo: Book) -> None:
    rows = board(demo)
    words = stage_counts(rows)
    assert words.startswith(
        f"{len(rows)} cases: {sum(row.lacks_contact for row in rows)} with no contact planned; "
    )
    numbers = [int(part.split()[0]) for part in words.partition("; ")[2].split(", ")]
    assert sum(numbers) == len(rows) and 0 not in numbers


@piloted
async def test_the_head_counts_the_cases_of_each_stage_in_the_words_of_the_command(demo: Book) -> None:
    words = stage_counts(board(demo)).partition("; ")[2].split(", ")
    assert len(words) > 5
    app = open_app(demo)
    async with app.run_test(size=(200, 36)) as pilot:
        await shown(app, pilot, 3)
        for width, least in ((200, len(words)), (120, 3), (80, 1)):
            await pilot.resize_terminal(width, 36)
            await at_rest(pilot)
            _, *parts = drawn(app).split("\n")[1].strip().split(" · ")
            assert parts[:2] == ["★ first: condition met", "9 with no contact planned"]
            shown_words = parts[2].split(", ") if parts[2:] else []
            assert shown_words == words[: len(shown_words)] and len(shown_words) >= least, (width, parts)


@piloted
async def test_a_reader_finds_the_cases_that_the_head_counts_as_to_fix(demo: Book) -> None:
    rows = board(demo)
    to_fix = [row for row in rows if row.stage.stage is Stage.FIX]
    assert f"{len(to_fix)} to fix" in stage_counts(rows) and len(to_fix) > 1
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await shown(app, pilot, 3)
        lines = [line for line in drawn(app).split("\n")[3:] if " to fix " in line]
        assert len(lines) == len(to_fix)
        assert {row.stage.text for row in to_fix} == {"to fix 1 of 2", "to fix 1 of 1"}
        await pilot.press("slash", *"to fix", "enter")
        await until(pilot, lambda: f"{len(to_fix)} cases" in drawn(app))
