"""The details below a page of the review: a plot stands there whole, or its values in words; who is lost, and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.review_book import a_reviewed_book
from tests.tui.piloting import drawn, piloted, until
from tests.tui.test_review_view import app_on
from winback_tui.output.review.plots.plot import Plot, PlotKind
from winback_tui.output.review.plots.words import as_words
from winback_tui.tui.screens.review.accounts_behind import AccountsBehindScreen


@piloted
@pytest.mark.parametrize("height", [20, 24])
async def test_a_plot_without_room_gives_way_to_its_values_and_z_draws_it(
    tmp_path: Path, height: int
) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(80, height)) as pilot:
        await until(pilot, lambda: "Lost per month" in drawn(app))
        shown = drawn(app).partition("Lost per month")[2]
        assert shown.startswith(": Oct 2026 1 · Sep 2026 2 · Aug 2026 4") and "█" not in shown
        await pilot.press("z")
        await until(pilot, lambda: "██" in drawn(app))
        plot = drawn(app).partition("Lost per month")[2]
        assert "2025" in plot and "2026" in plot


@piloted
async def test_the_lost_say_how_and_who_of_them_the_list_calls_overdue(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        await pilot.press("down")
        await until(pilot, lambda: "all 7 overdue in the list" in " ".join(drawn(app).split()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsBehindScreen))
        await until(pilot, lambda: "7 overdue in the list: no order for longer than usual" in drawn(app))
        lines = [" ".join(line.split()) for line in drawn(app).splitlines()]
        assert any("Case 1 " in line and "15 Feb 2026, case" in line for line in lines)
        await pilot.press("/", *"silent", "enter")
        await until(pilot, lambda: "20 Jun 2026, no order" in drawn(app))
        silent = next(line for line in drawn(app).splitlines() if "Silent 1" in line)
        assert "overdue" in silent


def test_values_in_words_leave_out_what_is_nothing() -> None:
    bars = Plot("Steps", PlotKind.BARS, ["a", "b", "c"], [2, 0, 1], ["2", "0", "1"])
    assert as_words(bars) == "Steps: a 2 · c 1"
    months = Plot("Lost", PlotKind.LINE, ["2026", ""], [3, 1], ["Jan 2026 3", "Feb 2026 1"])
    assert as_words(months) == "Lost: Feb 2026 1 · Jan 2026 3"
    cells = Plot(
        "Map", PlotKind.CELLS, ["A", "B"], [5, 0, 0, 7], ["5", "–", "–", "7"], columns=["low", "high"]
    )
    assert as_words(cells) == "Map: A, low 5 · B, high 7"
    assert as_words(Plot("Dots", PlotKind.SCATTER, ["x"], [1], columns=["1"])) == ""
