"""Long work: count, rate, time left, and a way out that does no harm."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from tests.tui.demo import demo_app
from tests.tui.piloting import drawn, piloted, toasts, until
from winback_tui.domain.errors import Refused
from winback_tui.tui.app.progress import Cancelled, TaskProgress
from winback_tui.tui.screens.base.progress import ProgressScreen, progress_words, run_with_progress


def ticking(times: list[float]) -> TaskProgress:
    return TaskProgress(now=iter(times).__next__)


def test_rate_and_time_left_come_from_the_clock() -> None:
    progress = ticking([0, 2, 2, 2])
    progress.step(500, 2_000)
    assert progress.rate == 250
    assert progress.seconds_left == 6


def test_nothing_is_guessed_before_there_is_something_to_go_by() -> None:
    progress = ticking([0, 0, 0])
    assert progress.seconds_left is None
    progress.total = 10
    assert progress.seconds_left is None


def test_a_cancelled_work_hears_of_it_at_its_next_step() -> None:
    progress = TaskProgress()
    progress.cancelled = True
    with pytest.raises(Cancelled):
        progress.step(1)


def test_what_is_said() -> None:
    progress = ticking([0, *[4.0] * 9])
    progress.step(1_000, 2_000, "reading ACME [/HQ].csv")
    text = progress_words(progress).plain
    assert "━" * 20 + "─" * 20 in text
    assert "1,000 of 2,000   250 a second   4 s left\nreading ACME [/HQ].csv" in text


@piloted
async def test_short_work_shows_no_box_and_long_work_can_be_stopped(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    going_on = Event()

    def endless(progress: TaskProgress) -> int:
        for done in range(10**9):
            progress.step(done, 0, "counting [sheep]")
            going_on.wait(0.001)
        return 0

    async with app.run_test(size=(100, 30)) as pilot:
        results: list[int | None] = []
        app.push_screen(ProgressScreen("Counting", lambda _progress: 7), results.append)
        await until(pilot, lambda: results == [7])
        app.push_screen(ProgressScreen("Counting [x]", endless), results.append)
        await until(pilot, lambda: "Counting [x]" in drawn(app) and "counting [sheep]" in drawn(app))
        await pilot.press("escape")
        await until(pilot, lambda: results == [7, None])


@piloted
async def test_a_refusal_inside_long_work_comes_out(tmp_path: Path) -> None:
    app = demo_app(tmp_path)

    def refused(_progress: TaskProgress) -> int:
        raise Refused("The disk is full; free some space and try again.")

    async with app.run_test(size=(100, 30), notifications=True) as pilot:

        async def command() -> None:
            await run_with_progress(app, "Working", refused)

        app.run_worker(app._see_through(command()))
        await until(pilot, lambda: toasts(app) == ["The disk is full; free some space and try again."])
