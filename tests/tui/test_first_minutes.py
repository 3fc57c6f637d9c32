"""What the first screen says until the first key: the demo's tour, and the interview that waits."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.services.team_book import a_team
from tests.tui.piloting import drawn, piloted, until
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.demo.mark import is_demo
from winback_tui.services.interviews.answers import keep_answer
from winback_tui.services.interviews.finish import finish_interview
from winback_tui.services.interviews.interviews import interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.services.interviews.waiting import waiting_interview
from winback_tui.store.book import Book
from winback_tui.store.file.demo_mark import mark_as_demo
from winback_tui.tui.app.session import Session
from winback_tui.tui.screens.interview.screen import InterviewScreen

TOUR = ("A made-up team: try everything", "does what is next", "imports your orders")
WAITS = "Interview waiting: Ana Silva at Acme"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def session(book: Book) -> Session:
    return Session(LiveBook.of(book))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
@piloted
async def test_the_demo_says_so_and_its_tour_leaves_with_the_first_key(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    book = a_team(tmp_path)
    mark_as_demo(book.path)
    app = session(book)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: TOUR[0] in drawn(app))
        text = drawn(app)
        assert "DEMO" in text.splitlines()[0]
        assert size[0] < 80 or all(part in text for part in TOUR)
        cursor = app.screen.table.cursor  # type: ignore[attr-defined]
        await pilot.press("down")
        await until(pilot, lambda: TOUR[0] not in drawn(app))
        assert app.screen.table.cursor == cursor + 1  # type: ignore[attr-defined]
        assert "DEMO" in drawn(app).splitlines()[0]
        await pilot.press("enter")
        await until(pilot, lambda: "Time line" in drawn(app))
        assert size[0] < 80 or "DEMO" in drawn(app).splitlines()[0]


@piloted
async def test_an_own_book_has_neither(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    assert not is_demo(book)
    app = session(book)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause(0.4)
        assert "DEMO" not in drawn(app)
        assert not app.screen.query("#notice")


@piloted
async def test_the_interview_that_waits_is_a_key_away(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    start_interview(book, account, "Ana Silva", "long", channel="call")
    app = session(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: f"{WAITS}  i goes on" in drawn(app))
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, InterviewScreen))
        assert app.waiting_interview is None
        assert not app.screen_stack[0].query("#notice")


@piloted
async def test_after_another_key_the_interview_is_that_of_the_row(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    start_interview(book, account, "Ana Silva", "long", channel="call")
    app = session(book)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: WAITS in drawn(app))
        await pilot.press("down")
        await until(pilot, lambda: WAITS not in drawn(app))
        assert app.waiting_interview is None


def test_which_interview_waits(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    assert waiting_interview(book) is None
    begun = start_interview(book, account, "Ana Silva", "short").id
    assert waiting_interview(book) is not None
    assert waiting_interview(Book(book.path, book.clock, "Dora")) is None
    later = Book(book.path, fixed_clock(book.today + timedelta(days=30)), book.actor)
    assert waiting_interview(later) is None
    keep_answer(book, interview_record(book, begun), "refusal", "late")
    finish_interview(book, begun)
    assert field(book, "SELECT finished_at IS NOT NULL FROM interview") == 1
    assert waiting_interview(book) is None
    for_a_colleague = start_interview(book, account, "Tom", "short", interviewer="Carl").id
    waiting = waiting_interview(book)
    assert waiting is not None
    assert waiting.interview_id == for_a_colleague
