"""A list is worked through: what was done is seen in the row, the cursor goes on, an account knows its place."""

from __future__ import annotations

from datetime import date

import pytest

from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.lists.list_head import ListHead
from winback_tui.services.lists.listing import View
from winback_tui.services.lists.snooze import aside_of
from winback_tui.store.book import Book
from winback_tui.tui.app.session import Session
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.dialog import Dialog
from winback_tui.tui.screens.contact.aside_dialog import AsideDialog
from winback_tui.tui.screens.views.accounts.head import headline
from winback_tui.tui.screens.views.accounts.lists import OverdueView
from winback_tui.tui.screens.views.followups import FollowUpsView


@piloted
async def test_calls_in_a_row_take_three_keys_each_and_lose_no_place(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        view = app.screen
        assert isinstance(view, OverdueView)
        await until(pilot, lambda: "data up to" in drawn(app))
        await pilot.press("down")
        called = []
        for done in (1, 2, 3):
            subject = view.subject()
            assert subject is not None
            called.append(subject.name)
            await pilot.press("c")
            await until(pilot, lambda: isinstance(app.screen, Dialog))
            await pilot.press("1", "enter")
            await until(pilot, lambda done=done: f"{done} of 10 done today" in drawn(app))  # type: ignore[misc]
            await until(pilot, lambda done=done: view.table.cursor == done + 1)  # type: ignore[misc]
        assert len(set(called)) == 3
        lines = drawn(app).splitlines()
        assert sum(line.startswith(("✓ ", " ✓")) for line in lines) == 3
        assert drawn(app).count("✓ done today") == 3
        await pilot.press("u")
        await until(pilot, lambda: "2 of 10 done today" in drawn(app))


@piloted
async def test_an_account_is_put_aside_and_brought_back_by_the_same_key(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        view = app.screen
        assert isinstance(view, OverdueView)
        await until(pilot, lambda: "data up to" in drawn(app))
        await pilot.press("down", "down", "H")
        await until(pilot, lambda: isinstance(app.screen, AsideDialog))
        await pilot.press("enter")
        await until(pilot, lambda: "Say in a few words why they can wait." in drawn(app))
        await pilot.press(*"budget", "enter")
        await until(pilot, lambda: "1 put aside" in drawn(app) and view.table.total == 9)
        assert aside_of(demo, "Bergström Åkeri AB") is not None
        assert view.table.cursor == 2, "the next one has come up"
        assert "Bergström Åkeri AB put aside until Tue 8 Dec: budget" in drawn(app)
        await app.be_at_view(6)
        await pilot.press("slash", *"bergström", "enter")
        await until(pilot, lambda: "◌ aside until" in drawn(app))
        await pilot.press("H")
        await until(pilot, lambda: "Put aside until Tue 8 Dec by Ann: budget" in drawn(app))
        await pilot.press("backspace", "enter")
        await until(pilot, lambda: aside_of(demo, "Bergström Åkeri AB") is None)


@piloted
async def test_all_marked_accounts_are_put_aside_at_once(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        view = app.screen
        assert isinstance(view, OverdueView)
        await until(pilot, lambda: "data up to" in drawn(app))
        await pilot.press("down", "space", "space", "space", "H")
        await until(pilot, lambda: "3 marked accounts" in drawn(app))
        await pilot.press("tab", *"fair", "enter")
        await until(pilot, lambda: "3 put aside" in drawn(app) and view.table.total == 7)
        assert "3 accounts put aside until Tue 8 Dec: fair" in drawn(app)
        assert view.marked() == [] and "marked" not in drawn(app)
        await pilot.press("u")
        await until(pilot, lambda: view.table.total == 10)


@piloted
async def test_an_account_goes_along_the_list_that_it_was_opened_from(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        view = app.screen
        assert isinstance(view, OverdueView)
        await until(pilot, lambda: "data up to" in drawn(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: "2 of 10" in drawn(app).splitlines()[0])
        await pilot.press("J")
        await until(pilot, lambda: "Bergström Åkeri AB" in drawn(app).splitlines()[0])
        assert "3 of 10" in drawn(app).splitlines()[0]
        await pilot.press("K", "K")
        await until(pilot, lambda: "1 of 10" in drawn(app).splitlines()[0])
        await pilot.press("K")
        await until(pilot, lambda: "This is the first account of the list." in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert view.table.cursor == 0, "the list stands on the account just seen"


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@piloted
async def test_lines_above_the_list_cost_the_details_and_not_rows(demo: Book, size: tuple[int, int]) -> None:
    """The demo's tour stands above the list until the first key; every overdue account is in sight below it."""
    app = Session(LiveBook.of(demo))
    async with app.run_test(size=size) as pilot:
        view = app.screen
        assert isinstance(view, OverdueView)
        await until(pilot, lambda: "A made-up team" in drawn(app))
        await until(pilot, lambda: view.table.size.height == view.table.total + 2)
        high = view.pane.size.height
        await pilot.press("down")
        await until(pilot, lambda: "A made-up team" not in drawn(app))
        await until(pilot, lambda: view.pane.size.height > high)
        assert view.table.size.height == view.table.total + 2


@piloted
async def test_a_call_is_the_end_of_an_account_although_more_comes_due_at_it(demo: Book) -> None:
    """The next step of the same account stands in the row that was worked on; the cursor goes past it."""
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.be_at_view(2)
        view = app.screen
        assert isinstance(view, FollowUpsView)

        def here() -> tuple[str, str]:
            subject = view.subject()
            return (subject.name, getattr(subject.row, "channel", "")) if subject else ("", "")

        for _ in range(view.table.total):
            if here() == ("North Mill Ltd", "mail"):
                break
            await pilot.press("down")
        place = view.table.cursor
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, Dialog))
        await pilot.press("1", "enter")
        await until(pilot, lambda: view.table.cursor == place + 1 and app.screen is view)
        assert here()[0] != "North Mill Ltd"
        assert "North Mill Ltd" in drawn(app).splitlines()[place + 3], "their next step has come up"


@piloted
async def test_a_row_that_moves_to_a_later_day_does_not_take_the_cursor_along(demo: Book) -> None:
    """An answered complaint waits to be resolved: its row goes far down, and the next one comes up in its place."""
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await app.be_at_view(2)
        view = app.screen
        assert isinstance(view, FollowUpsView)

        def name() -> str:
            subject = view.subject()
            return subject.name if subject else ""

        for _ in range(view.table.total):
            row = view.subject()
            if row and row.name == "Hollis & Grey Printers" and getattr(row.row, "kind", "") == "complaint":
                break
            await pilot.press("down")
        place, complained = view.table.cursor, name()
        await pilot.press("f")
        await until(pilot, lambda: name() != complained)
        assert view.table.cursor <= place + 1


def test_the_head_counts_what_is_done_and_says_where_to_go_when_all_is() -> None:
    def says(done: int) -> str:
        head = ListHead(10, {}, None, date(2026, 12, 1), done_today=done)
        return str(say(*headline(View.OVERDUE, head)))

    assert says(0) == "10 overdue"
    assert says(9) == "10 overdue · 9 of 10 done today"
    assert says(10) == "10 overdue · ✓ all done today · 2: what is due"
