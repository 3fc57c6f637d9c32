"""A view with its list, search line, details, headline and footer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size

from tests.tui.demo import DemoView, demo_app
from tests.tui.piloting import drawn, piloted, until
from winback_tui.tui.app.app import WinbackApp


def view(app: WinbackApp) -> DemoView:
    assert isinstance(app.screen, DemoView)
    return app.screen


@piloted
async def test_the_first_frame_has_rows_details_and_keys(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(80, 24)):
        screen = drawn(app).splitlines()
    assert "1 Overdue 37" in screen[0]
    assert "412,300 EUR a year at risk" in screen[1]
    assert sum("%" in line for line in screen[3:17]) == 14, "fourteen rows of data at 80x24"
    assert screen[17].startswith("─ North Mill Ltd ──")
    assert screen[-1].startswith(" i interview  c contact")


@pytest.mark.parametrize(("width", "beside"), [(139, False), (140, True)])
@piloted
async def test_details_lie_beside_the_list_from_140_columns(tmp_path: Path, width: int, beside: bool) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(width, 30)):
        assert (view(app).pane.region.x > 0) is beside


@piloted
async def test_details_follow_the_cursor_after_a_rest(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j", "j", "j")
        await until(pilot, lambda: drawn(app).count("ACME [/HQ]") >= 2)


@piloted
async def test_the_filter_is_live_and_esc_clears_then_leaves(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"kessler")
        await until(pilot, lambda: view(app).table.total == 3)
        await until(pilot, lambda: "“kessler”  ✕ Esc" in drawn(app))
        await pilot.press("enter", "j")
        assert view(app).table.cursor == 1, "Enter goes to the list, the filter stays"
        await pilot.press("slash", "escape")
        await until(pilot, lambda: view(app).table.total == 37)
        await pilot.press("escape")
        assert app.focused is view(app).table
        assert "type to filter" not in drawn(app)


@piloted
async def test_a_filter_that_matches_nothing_says_how_to_get_out(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"[/b]")
        await until(pilot, lambda: "No account matches “[/b]”." in drawn(app))
        assert "Esc  clears the filter" in drawn(app)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: view(app).table.total == 37)


@piloted
async def test_an_account_found_by_the_filter_stays_under_the_cursor_when_the_filter_goes(
    tmp_path: Path,
) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"kessler")
        await until(pilot, lambda: view(app).table.total == 3)
        await pilot.press("enter", "j")
        found = view(app).table.row
        await pilot.press("escape")
        await until(pilot, lambda: view(app).table.total == 37)
        assert found is not None and view(app).table.row is not None
        assert view(app).table.row.key == found.key
        await pilot.press("slash", *"acme")
        await until(pilot, lambda: view(app).table.total < 37)
        assert view(app).table.cursor == 0, "another filter begins at its first row"


@piloted
async def test_letters_typed_into_the_filter_are_no_commands(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"qci1?Vs ")
        assert app.focused is not None
        assert getattr(app.focused, "value", "") == "qci1?Vs "
        assert len(app.screen_stack) == 1


@piloted
async def test_esc_takes_the_marks_before_the_filter(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("slash", *"kess", "enter", "space")
        await until(pilot, lambda: "1 marked" in drawn(app))
        await pilot.press("escape")
        assert not view(app).table.marks
        assert view(app).wanted.text == "kess"
        await pilot.press("escape")
        assert view(app).wanted.text == ""


@piloted
async def test_sorting_keeps_the_cursor_on_its_account(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("j", "j")
        held = view(app).table.row.key
        await pilot.press("greater_than_sign")
        await until(pilot, lambda: "Status ↑" in drawn(app))
        assert view(app).table.row.key == held
        await pilot.press("s")
        await until(pilot, lambda: "Status ↓" in drawn(app))


@piloted
async def test_views_switch_by_number_and_bracket_and_keep_their_state(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("j", "2")
        await until(pilot, lambda: "✓  Every follow-up is done." in drawn(app))
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: app.current_mode == "overdue")
        assert view(app).table.cursor == 1
        await pilot.press("left_square_bracket")
        await until(pilot, lambda: app.current_mode == "cases")
        await until(pilot, lambda: "3 Cases 12" in drawn(app))


@piloted
async def test_a_view_that_missed_a_change_reads_it_when_shown(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press("2")
        await until(pilot, lambda: app.current_mode == "followups")
        DemoView.TOTAL = 5
        app.changed("Something happened.")
        await pilot.press("1")
        await until(pilot, lambda: view(app).table.total == 5)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@piloted
async def test_every_size_shows_list_and_help_key(tmp_path: Path, size: tuple[int, int]) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=size):
        screen = drawn(app)
    assert "North Mill" in screen
    assert screen.splitlines()[-1].rstrip().endswith("? help")


@piloted
async def test_a_terminal_too_small_says_so_in_one_line_and_forgets_nothing(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"mill")
        await pilot.resize_terminal(59, 20)
        await until(pilot, lambda: drawn(app).strip() == "Winback needs 60x20 cells; this is 59x20.")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "“mill”" in drawn(app))
        assert getattr(app.focused, "value", "") == "mill"


@piloted
async def test_keys_do_nothing_while_the_screen_is_hidden_but_one_leaves(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 10)
        await until(pilot, lambda: "Winback needs 60x20 cells" in drawn(app))
        first = app.screen
        await pilot.press("2", "f", "c", "enter", "slash")
        assert app.screen is first and len(app.screen_stack) == 1
        await pilot.press("q")
        assert not app.is_running, "q still leaves"


@piloted
async def test_a_hidden_box_takes_no_letters(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("slash", *"mill")
        await pilot.resize_terminal(50, 10)
        await until(pilot, lambda: "Winback needs 60x20 cells" in drawn(app))
        await pilot.press(*"qx", "escape")
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: "“mill”" in drawn(app))
        assert getattr(app.focused, "value", "") == "mill"


@piloted
async def test_the_second_window_can_only_read_and_says_why(tmp_path: Path) -> None:
    app = demo_app(tmp_path, read_only=True)
    async with app.run_test(size=(100, 24), notifications=True) as pilot:
        assert "read-only  This book is open in another window" in drawn(app)
        await pilot.press("c")
        await until(pilot, lambda: drawn(app).count("open in another window") == 2)
        assert len(app.screen_stack) == 1


@piloted
async def test_outdated_sizes_have_nothing_laid_out_again(tmp_path: Path) -> None:
    """A terminal of 0x0 begins with two sizes, and the layout for each of them called for the other without an end."""
    app = demo_app(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        layouts: list[None] = []
        screen = view(app)
        screen.screen_layout_refresh_signal.subscribe(screen, lambda _: layouts.append(None), immediate=True)
        for height in (25, 24, 25, 24):
            screen.post_message(Resize(Size(80, height), Size(80, height)))
            await asyncio.sleep(0)
        await pilot.pause()
        assert not layouts
        assert screen.size == Size(80, 24)
