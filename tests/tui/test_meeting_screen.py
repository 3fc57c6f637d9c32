"""The Monday meeting on the screen: the lines of `winback monday`, from every view, at every width."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from tests.store.books import book_at
from tests.tui.hostile_book import MARKUP, OBEYED, hostile_book
from tests.tui.piloting import drawn, open_app, piloted, toasts, until
from tests.tui.tour import at_rest
from winback_tui.domain.review.meeting import MeetingSection
from winback_tui.output.guard import one_line
from winback_tui.output.review.meeting import HEADS
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.review.monday import meeting
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.app.views import VIEWS
from winback_tui.tui.drawing.cells import width_of
from winback_tui.tui.screens.help.palette import PaletteEntry, PaletteScreen
from winback_tui.tui.screens.review.pages.meeting_screen import MeetingScreen


def text(app: WinbackApp) -> str:
    """The whole page, also what is below the edge of the screen."""
    assert isinstance(app.screen, MeetingScreen)
    return str(app.screen.query_one("#page", Static).visual)


async def ready(app: WinbackApp, pilot: object) -> None:
    await until(pilot, lambda: isinstance(app.screen, MeetingScreen) and app.screen.meeting is not None)  # type: ignore[arg-type]
    await at_rest(pilot)  # type: ignore[arg-type]


@piloted
async def test_the_review_opens_the_meeting_of_the_command_and_esc_goes_back(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("escape", "5")
        await until(pilot, lambda: "M Monday…" in drawn(app))
        await pilot.press("M")
        await ready(app, pilot)
        found, page = meeting(demo), text(app)
        heads = [HEADS.get(section, f"{section}") for section in MeetingSection]
        assert all(f"{head} (" in page or f"{head}: " in page for head in heads)
        matter = found.of(MeetingSection.MATTERS)
        assert len(matter) == 10 and all(one_line(each.account)[:10] in page for each in matter)
        for person in found.of(MeetingSection.ACT):
            assert person.who in page.partition("Who must act")[2]
        assert "changes since" in drawn(app) and "x HTML…" in drawn(app) and "y copy" in drawn(app)
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, MeetingScreen))
        assert "Review · " in drawn(app)


@piloted
async def test_it_is_scrolled_and_no_line_is_wider_than_a_small_terminal(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "5", "M")
        await ready(app, pilot)
        assert max(map(width_of, text(app).split("\n"))) <= 77
        assert "Töchter" in text(app), "no name is cut, what is to be done goes below"
        assert "Who must act" not in drawn(app)
        await pilot.press("end")
        await until(pilot, lambda: "Who must act" in drawn(app))
        await pilot.resize_terminal(120, 24)
        await at_rest(pilot)
        assert 77 < max(map(width_of, text(app).split("\n"))) <= 117
        assert app.screen.query_one(VerticalScroll).max_scroll_x == 0


@piloted
async def test_long_parts_say_which_key_shows_the_rest(demo: Book) -> None:
    late = len(meeting(demo).of(MeetingSection.LATE))
    app = open_app(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "5", "M")
        await ready(app, pilot)
        assert late > 10 and f"All {late}: key 2, To do" in text(app)


@pytest.mark.parametrize("key", "123456")
@piloted
async def test_the_palette_finds_it_from_every_view(demo: Book, key: str) -> None:
    app = open_app(demo)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("escape", key, "ctrl+p", *"monday")
        await until(pilot, lambda: isinstance(app.screen, PaletteScreen) and bool(app.screen.table.row))
        assert isinstance(app.screen, PaletteScreen)
        entry = app.screen.table.row
        assert isinstance(entry, PaletteEntry) and entry.title == "Monday meeting"
        # In the lists of accounts M shows only one's own: there the palette names no key for the meeting.
        assert entry.key_shown == ("" if key in "16" else "M")
        await pilot.press("enter")
        await ready(app, pilot)


@piloted
async def test_help_names_no_key_that_does_something_else_here(demo: Book) -> None:
    app = open_app(demo)
    async with app.run_test(size=(100, 60)) as pilot:
        for view, shown in (("1", "–"), ("2", "M")):
            await pilot.press("escape", view, "question_mark", "slash", *"monday")
            await until(pilot, lambda: "Monday meeting" in drawn(app) and "only my" not in drawn(app))
            (line,) = (line for line in drawn(app).split("\n") if "Monday meeting" in line)
            assert line.partition("Monday meeting")[0].split()[-1] == shown
            await pilot.press("escape", "escape", "escape")


@piloted
async def test_an_empty_book_has_an_empty_meeting(tmp_path: Path) -> None:
    app = WinbackApp(LiveBook(book_at(tmp_path).path, or_blank=True), views=VIEWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape", "5", "M")
        await ready(app, pilot)
        page = text(app)
        assert "Lost with a case: No new case." in page and "Who must act: Nobody owes anything." in page


@piloted
async def test_names_are_drawn_as_they_are(tmp_path: Path) -> None:
    app = open_app(hostile_book(tmp_path))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("escape", "5", "M")
        await ready(app, pilot)
        assert MARKUP in text(app)
        assert not (OBEYED - {"\n"}) & set(text(app))


@piloted
async def test_it_is_written_as_a_page_and_copied(demo: Book, tmp_path: Path) -> None:
    app = open_app(demo)
    target = tmp_path / "monday.html"
    async with app.run_test(size=(100, 36), notifications=True) as pilot:
        await pilot.press("escape", "5", "M")
        await ready(app, pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Write the meeting as HTML" in drawn(app))
        app.screen.query_one(Input).value = str(target)
        await pilot.press("enter")
        await until(pilot, lambda: target.exists() and "Accounts that matter" in target.read_text("utf-8"))
        await until(pilot, lambda: f"Meeting written to {target}" in " ".join(toasts(app)))
        await pilot.press("y")
        await until(pilot, lambda: any("The meeting: " in each for each in toasts(app)))
