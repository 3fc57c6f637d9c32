from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.demo import demo_app
from tests.tui.piloting import drawn, piloted, until


@pytest.mark.parametrize(
    ("width", "line"),
    [
        (100, " Winback    1 Overdue 37   2 To do   3 Cases 12"),
        (60, " Winback    1 Overdue 37   2 To do   3 Cases 12"),
    ],
)
@piloted
async def test_the_tabs_keep_their_titles_as_long_as_they_can(tmp_path: Path, width: int, line: str) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(width, 24)) as pilot:
        await until(pilot, lambda: "3 Cases 12" in drawn(app))
        first = drawn(app).splitlines()[0]
        assert first.startswith(line)
        assert first.endswith("Sun 22 Nov")


@piloted
async def test_with_great_numbers_the_chosen_tab_stays_whole(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(60, 24)) as pilot:
        await until(pilot, lambda: "3 Cases 12" in drawn(app))
        app.counts = {"overdue": 1_234, "followups": 1_234, "cases": 1_234}
        await pilot.pause()
        without_the_name = " 1 Overdue 1,234  2 To do 1,234  3 Cases 1,234"
        assert drawn(app).splitlines()[0].startswith(without_the_name)
        app.counts = {"overdue": 12_345_678, "followups": 12_345_678, "cases": 12_345_678}
        await pilot.pause()
        assert (
            drawn(app).splitlines()[0].rstrip()
            == " 1 Overdue 12,345,678  2 To do  3 Cases          Sun 22 Nov"
        )
