"""The first rows drawn before the toolkit: the same picture, nothing obeyed, no key lost, the terminal given back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyte
import pytest

from tests.services.team_book import a_team, account, every
from tests.store.books import TODAY
from tests.tui.piloting import drawn, open_app, piloted, until
from tests.tui.terminal import Terminal
from winback_tui.store.book import Book
from winback_tui.store.write import act
from winback_tui.tui.drawing.first_paint import draw_first_paint
from winback_tui.tui.drawing.list_lines import list_shape

NOW = {"WINBACK_NOW": f"{TODAY}T12:00:00", "WINBACK_ACTOR": "Ann"}
PROBE = """
import sys
from datetime import date
from pathlib import Path
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book
from winback_tui.tui.drawing.first_paint import draw_first_paint
assert "North Mill" in draw_first_paint(Book(Path(sys.argv[1]), clock_from_environment()), "", (120, 36))
heavy = {"textual", "rich", "sqlmodel", "typer", "platformdirs", "filelock", "shutil", "tempfile"} & set(sys.modules)
assert not heavy, heavy
"""


@pytest.fixture
def team(tmp_path: Path) -> Book:
    """The team, with a name that a terminal would obey and one whose letters are twice as wide."""
    book = a_team(tmp_path)
    with act(book, "demo", "More") as transaction:
        days = every(21, 18, date(2026, 9, 20))
        account(transaction, "\x1b[2J\x1b]0;owned\x07 株式会社 東京", None, "", days, 900_000)
        transaction.touch_everything()
    return book


def lines_of(picture: str, size: tuple[int, int]) -> list[str]:
    screen = pyte.Screen(*size)
    pyte.Stream(screen).feed(picture)
    return [line.rstrip() for line in screen.display]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (109, 40), (120, 36), (173, 50)])
@pytest.mark.parametrize("read_only", ["", "Closed to writing."])
@piloted
async def test_the_toolkit_draws_the_same_lines_over_it(
    team: Book, size: tuple[int, int], read_only: str
) -> None:
    app = open_app(team, read_only)
    glimpsed = lines_of(draw_first_paint(team, "", size, read_only), size)
    shape = list_shape(*size, bool(read_only), rows=3)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "North Mill" in drawn(app))
        table = app.screen.query_one("#list")
        assert (table.region.y, table.region.width, table.region.height) == shape
        toolkit = [line.ljust(size[0]) for line in drawn(app).split("\n")]
    for number in range(shape.above - 1, shape.above + shape.height):
        assert _told(glimpsed[number], shape.width) == _told(toolkit[number], shape.width)
    assert "1 Overdue" in glimpsed[0]
    assert ("To do" in glimpsed[0]) is (size[0] > 66)  # six titles need so many cells
    assert bool(read_only) is ("read-only" in glimpsed[1])


def _told(line: str, width: int) -> str:
    """What stands in the list; the emulator gives wide letters a second, empty cell, the toolkit does not."""
    return "".join(
        line[:width]
        .partition(" · Tab: ")[0]
        .partition(" · data up to")[0]
        .partition("│")[0]
        .partition("╭")[0]
        .partition("╰")[0]
        .split()
    )


@pytest.mark.parametrize(
    ("environ", "sequence"),
    [
        ({"COLORTERM": "truecolor"}, "38;2;"),
        ({"TERM": "xterm-256color"}, "38;5;"),
        ({"TERM": "linux"}, "\x1b[0;1;39;49m"),
        ({"NO_COLOR": "1", "COLORTERM": "truecolor"}, "\x1b[0;1m"),
    ],
)
def test_colours_are_those_that_the_terminal_has(
    team: Book, monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], sequence: str
) -> None:
    for name in ("COLORTERM", "TERM", "NO_COLOR", "WINBACK_THEME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    picture = draw_first_paint(team, "", (80, 24))
    assert sequence in picture
    assert "\x07" not in picture and "\x1b[2J" not in picture


def test_where_there_is_no_list_there_is_no_glimpse(team: Book, tmp_path: Path) -> None:
    assert draw_first_paint(team, "", (59, 24)) == ""
    assert draw_first_paint(Book(team.path, team.clock, as_of=TODAY), "", (80, 24)) == ""
    assert draw_first_paint(Book(tmp_path / "none.db", team.clock, or_blank=True), "", (80, 24)) == ""


def test_it_is_drawn_before_anything_heavy_is_loaded(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROBE, str(a_team(tmp_path).path)]
    subprocess.run(command, check=True, env={**os.environ, **NOW}, timeout=60)


def opened(team: Book) -> Terminal:
    kept = {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "PYTHONPATH"))}
    command = [sys.executable, "-m", "winback_tui", "--db", str(team.path)]
    return Terminal(command, (100, 30), {**kept, **NOW}, timeout=40)


@pytest.mark.processes
def test_keys_typed_at_the_glimpse_are_done_by_the_toolkit(team: Book) -> None:
    with opened(team) as terminal:
        while b"North Mill" not in terminal.raw:
            terminal.settle(0)
        terminal.type("\x1b[B6/dozer\r")
        terminal.wait_for("1 account ·", "“dozer”")
        assert "[B6" not in terminal.screen
        terminal.press("q")
        assert terminal.exit_code() == 0


def test_ended_at_the_glimpse_the_terminal_is_given_back(team: Book) -> None:
    with opened(team) as terminal:
        while b"North Mill" not in terminal.raw:
            terminal.settle(0)
        terminal.signal(signal.SIGTERM)
        assert terminal.exit_code() in (130, 143)
        assert terminal.raw.rstrip().rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
