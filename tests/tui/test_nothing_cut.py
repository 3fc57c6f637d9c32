"""No text is cut in any list while there is space for it, at every width that a terminal may have."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.demo_book import own_copy, shared_demo
from tests.tui.piloting import open_app, piloted, until
from winback_tui.output.tables.fitting import GAP
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.drawing.columns import SizedColumn, heading, row_runs
from winback_tui.tui.drawing.list_lines import MARGIN
from winback_tui.tui.widgets.list.window_table import WindowTable

WIDTHS = (60, 80, 100, 120, 160, 200)
FREE = 0.15
"""Share of a row's width that may not be empty while something in the row is cut."""


@pytest.fixture
def demo(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    worker_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Book:
    monkeypatch.setenv("WINBACK_NOW", "2026-11-24T09:30:00")
    return Book(own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path), clock_from_environment(), "Ann")


def told(column: SizedColumn[Any], row: Any) -> str:
    value = column.column.cell(row)
    return value if isinstance(value, str) else value[0]


def has_rows(table: WindowTable) -> bool:
    return table.total > 0 and bool(table._painter.placed)


def cut_texts(table: WindowTable) -> list[str]:
    """What is cut although so much of every row is empty."""
    rows = [table._rows[at] for at in range(table.top, min(table.top + table.page, table.total))]
    placed = table._painter.placed
    space = table.size.width - MARGIN
    taken = sum(
        max(width_of(each.column.title), *(width_of(told(each, row)) for row in rows)) for each in placed
    )
    free = space - taken - GAP * (len(placed) - 1)
    cut = [text for row in rows for text, _ in row_runs(placed, row) if "…" in text]
    titles = [title for title, _ in heading(placed, table.sorted_by, table.falling) if "…" in title]
    return [*titles, *cut] if free >= FREE * space else []


@pytest.mark.parametrize("width", WIDTHS)
@piloted
async def test_no_view_cuts_a_text_while_its_rows_have_space(demo: Book, width: int) -> None:
    app = open_app(demo)
    async with app.run_test(size=(width, 36)) as pilot:
        for spec in VIEWS:
            await app.be_at_view(spec.number)
            await pilot.pause(0.4)
            for table in [each for each in app.screen.query(WindowTable) if each.region.height]:
                await until(pilot, partial(has_rows, table))
                await pilot.pause(0.4)
                for key in ("end", "home"):
                    await pilot.press(key)
                    await pilot.pause()
                    assert cut_texts(table) == [], spec.title


@pytest.mark.parametrize("width", WIDTHS)
@piloted
async def test_the_account_with_its_time_line_cuts_nothing(demo: Book, width: int) -> None:
    app = open_app(demo)
    async with app.run_test(size=(width, 36)) as pilot:
        await app.be_at_view(3)
        await until(pilot, lambda: app.screen.query_one(WindowTable).total > 0)
        await pilot.press("enter")
        await pilot.pause(0.3)
        table = app.screen.query_one(WindowTable)
        await until(pilot, lambda: table.total > 0)
        assert cut_texts(table) == []
