"""The details below a page of the review: a plot stands there whole, or its values in words; who is lost, and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.review_book import a_reviewed_book
from tests.tui.piloting import drawn, piloted, until
from tests.tui.test_review_view import app_on
from winback_tui.output.review.plots.fitting import fitted
from winback_tui.output.review.plots.plot import Plot, PlotKind
from winback_tui.output.review.plots.words import as_words
from winback_tui.services.review.review import reviews
from winback_tui.tui.screens.review.accounts_behind import AccountsBehindScreen
from winback_tui.tui.screens.review.pages.review_rows import review_page


async def months_shown(tmp_path: Path, size: tuple[int, int], zoomed: bool = False) -> str:
    """What stands below the title of the plot of months in the details of the first page."""
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=size) as pilot:
        if size[0] >= 120:
            await until(pilot, lambda: "Enter opens a panel" in drawn(app))
            await pilot.press("n")
        await until(pilot, lambda: "Lost per month" in drawn(app))
        if zoomed:
            await pilot.press("z")
            await until(pilot, lambda: rows_of_bars(drawn(app)) > 1)
        return drawn(app).partition("Lost per month")[2]


def rows_of_bars(shown: str) -> int:
    return sum(any("▁" <= sign <= "█" for sign in line) for line in shown.splitlines())


@piloted
async def test_the_months_are_as_high_as_there_is_room_for(tmp_path: Path) -> None:
    sizes = ((80, 24), (120, 36), (160, 45))
    heights = [
        rows_of_bars(await months_shown(tmp_path / str(place), size)) for place, size in enumerate(sizes)
    ]
    assert heights == sorted(heights) and heights[0] >= 1 and heights[-1] == 10


@piloted
async def test_months_without_room_give_way_to_their_values_and_z_draws_them(tmp_path: Path) -> None:
    shown = await months_shown(tmp_path, (60, 20))
    assert shown.startswith(": Oct 2026 1 · Sep 2026 2 · Aug 2026 4") and not rows_of_bars(shown)
    plot = await months_shown(tmp_path / "again", (60, 20), zoomed=True)
    assert "2025" in plot and "2026" in plot


@pytest.mark.parametrize(
    ("plot", "least"),
    [
        (Plot("Lost", PlotKind.COLUMNS, ["2026", ""], [3, 1]), 1),
        (Plot("Lost", PlotKind.LINE, ["2026", ""], [3, 1]), 2),
        (Plot("Lost", PlotKind.LINE, ["2026", ""], [3, 1], marks=[1]), 3),
        (Plot("Steps", PlotKind.BARS, ["a", "b"], [2, 1]), 2),
        (Plot("Steps", PlotKind.BARS, [*"abcde"], [5, 4, 3, 2, 1]), 3),
        (Plot("Map", PlotKind.CELLS, ["A"], [1, 0], ["1", "0"], columns=["low", "high"]), 4),
        (Plot("Dots", PlotKind.SCATTER, ["x", "y"], [1, 0], columns=["1"]), 3),
    ],
)
def test_a_plot_needs_its_least_rows_and_grows_no_higher_than_it_can_be_read(plot: Plot, least: int) -> None:
    assert fitted(plot, 40, least - 1) == [] != fitted(plot, 40, least)
    assert fitted(plot, 40, 60) == fitted(plot, 40, 200)
    if plot.kind in (PlotKind.COLUMNS, PlotKind.LINE):
        for rows in range(least, 13):
            assert len(fitted(plot, 40, rows)) == min(rows, len(fitted(plot, 40, 60)))


@piloted
async def test_the_lost_say_how_and_who_of_them_the_list_calls_overdue(tmp_path: Path) -> None:
    app = app_on(a_reviewed_book(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Customers at the start" in drawn(app))
        await pilot.press("down")
        await until(pilot, lambda: "all 7 may still order" in " ".join(drawn(app).split()))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, AccountsBehindScreen))
        await until(pilot, lambda: "7 may still order: overdue in the list" in drawn(app))
        lines = [" ".join(line.split()) for line in drawn(app).splitlines()]
        assert any("Case 1 " in line and "15 Feb 2026, case" in line for line in lines)
        await pilot.press("/", *"silent", "enter")
        await until(pilot, lambda: "20 Jun 2026, no order" in drawn(app))
        silent = next(line for line in drawn(app).splitlines() if "Silent 1" in line)
        assert "overdue" in silent


def test_a_cause_names_what_was_tried_most_and_how_many_it_brought_back(tmp_path: Path) -> None:
    (review,) = reviews(a_reviewed_book(tmp_path), "2026")
    rows = {each.label: each.more for each in review_page(review, "causes").rows}
    assert rows["Price"].endswith(" Most tried: “price”, 2 of 2 back.")
    assert "Most tried" not in rows["Delivery"] + rows["They said: Price"]


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
