"""No text is cut on a main screen while there is space for it, at every width that a terminal may have.

`tests/slow/test_every_screen.py` looks at all the others.
"""

from __future__ import annotations

from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.tour import WIDTHS, at_rest, at_sizes, faults
from winback_tui.store.book import Book
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.drawing.columns import heading
from winback_tui.tui.screens.account.screen import AccountScreen
from winback_tui.tui.widgets.list.window_table import WindowTable


@piloted
async def test_no_view_cuts_a_text_while_its_rows_have_space(demo: Book) -> None:
    app = open_app(demo)
    wrong: list[str] = []
    async with app.run_test(size=(120, 36)) as pilot:
        for spec in VIEWS:
            await app.be_at_view(spec.number)
            await at_rest(pilot)
            tables = list(app.screen.query(WindowTable))
            async for width in at_sizes(pilot, WIDTHS):
                for key in ("end", "home"):
                    if tables and tables[0].region.height:
                        await pilot.press(key)
                        await pilot.pause()
                    wrong += [f"{spec.title} at {width}: {each}" for each in faults(app)]
    assert wrong == []


@piloted
async def test_the_account_with_its_time_line_cuts_nothing(demo: Book) -> None:
    app = open_app(demo)
    wrong: list[str] = []
    async with app.run_test(size=(120, 36)) as pilot:
        await app.be_at_view(3)
        await until(pilot, lambda: app.screen.query_one(WindowTable).total > 0)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AccountScreen) and app.screen.table.total > 0)
        async for width in at_sizes(pilot, WIDTHS):
            wrong += [f"{width}: {each}" for each in faults(app)]
    assert wrong == []


@piloted
async def test_on_a_small_terminal_the_work_list_says_the_risk_and_the_whole_next_step(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_rest(pilot)
        table = app.screen.query_one(WindowTable)
        titles = [
            title.strip() for title, _ in heading(table._painter.placed, table.sorted_by, table.falling)
        ]
        assert titles == ["Account", "Last", "Risk", "At risk ↓", "Status", "Next"]
        assert "▲ mail 29 Sep" in drawn(app) and "complaint open" in drawn(app)
        await pilot.resize_terminal(60, 20)
        await at_rest(pilot)
        assert "▲ mail 29 Sep" in drawn(app), "what comes next stays on the smallest terminal"


@piloted
async def test_on_a_small_terminal_a_task_says_how_late_it_is_and_a_case_what_blocks_it(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(60, 24)) as pilot:
        await app.be_at_view(2)
        await until(pilot, lambda: "▲ 4 wk late" in drawn(app))
        await pilot.resize_terminal(80, 24)
        await app.be_at_view(3)
        await until(pilot, lambda: "nobody has asked the customer why" in drawn(app))
