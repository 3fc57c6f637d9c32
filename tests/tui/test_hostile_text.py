"""Whatever stands in a book, a terminal obeys none of it: no screen of an account or a case moves, breaks or hides.

The names and texts are worse than any service would keep: a foreign program has written them into the file.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from rich.cells import cell_len
from textual.pilot import Pilot

from tests.store.books import TODAY
from tests.tui.hostile_book import MARKUP, OBEYED, hostile_book
from tests.tui.piloting import drawn, open_app, piloted, until
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.store.book import Book
from winback_tui.tui.app.app import WinbackApp

USUAL, SMALLEST = (80, 24), (60, 20)
LISTS = ("OverdueView", "FollowUpsView", "CasesView", "ReturnedView", "AccountsView")
SITTINGS: dict[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "lists and account": (
        ("1", "OverdueView", ("z",)),
        ("2", "FollowUpsView", ("z",)),
        ("3", "CasesView", ("z",)),
        ("4", "ReturnedView", ("z",)),
        ("6", "AccountsView", ("z",)),
        ("3 enter", "AccountScreen", ("z",)),
        ("3 enter", "AccountScreen", ("f8",)),
        ("3 down enter", "AccountScreen", ()),
        ("3 f8", "HistoryScreen", ("z",)),
        ("3 H", "AsideDialog", ()),
        ("3 enter ctrl+p", "PaletteScreen", ()),
        ("6 F", "NarrowDialog", ()),
        ("dollar_sign", "StakesScreen", ()),
    ),
    "case": (
        ("3 b", "BriefScreen", ()),
        ("3 i", "InterviewChooser", ()),
        ("3 d", "DecisionScreen", ("z",)),
        ("3 r", "CausesScreen", ("z",)),
        ("3 r down", "CausesScreen", ("z",)),
        ("3 r end", "CausesScreen", ("z",)),
        ("3 r up v", "RivalsScreen", ("z",)),
        ("3 p", "PlanScreen", ("z",)),
        ("3 O", "DealingsScreen", ("z",)),
        ("3 down i", "InterviewScreen", ("enter",) * 12),
    ),
    "forms of a case": (
        ("3 d v", "VerdictDialog", ()),
        ("3 d e", "AssumeDialog", ()),
        ("3 r a", "CauseDialog", ()),
        ("3 r r", "FixDialog", ()),
        ("3 r o", "ConditionDialog", ()),
        ("3 r up v n", "RivalDialog", ()),
        ("3 p P", "MakePlanDialog", ()),
    ),
    "forms of an account": (
        ("3 c", "ContactDialog", ()),
        ("3 W", "LeadDialog", ()),
        ("1 down L", "OpenCaseDialog", ()),
        ("3 o", "OrderDialog", ()),
        ("3 t", "StepDialog", ()),
        ("3 e", "EditAccountDialog", ()),
        ("3 E", "EditPersonDialog", ()),
        ("3 y", "CopyDialog", ()),
        ("3 n x f2", "CasesView", ()),
    ),
}
"""The keys to each screen, what it is called, and the keys to press on it; each begins at the lists."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of the book, made once for all test processes."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "hostile"
    with FileLock(f"{folder}.lock"):
        if not folder.exists():
            hostile_book(folder.with_name("hostile-new"))
            folder.with_name("hostile-new").rename(folder)
    return folder


@pytest.mark.parametrize(
    "session",
    [pytest.param(name, marks=pytest.mark.slow) if name == "forms of a case" else name for name in SITTINGS],
)
def test_nothing_in_a_book_is_obeyed_by_a_terminal(made: Path, tmp_path: Path, session: str) -> None:
    @piloted
    async def look() -> None:
        shutil.copytree(made, tmp_path / "own")
        book = Book(tmp_path / "own" / "team" / "book.db", fixed_clock(TODAY), "Ann")
        app = open_app(book)
        async with app.run_test(size=USUAL, notifications=True) as pilot:
            await until(pilot, lambda: MARKUP in drawn(app))
            for keys, screen, further in SITTINGS[session]:
                await pilot.press(*keys.split())
                await until(pilot, lambda screen=screen: named(app) == screen and MARKUP in drawn(app))  # type: ignore[misc]
                await harmless(pilot, keys)
                await pilot.resize_terminal(*SMALLEST)
                await harmless(pilot, f"{keys}, small")
                for key in further:
                    await press(pilot, key)
                    await harmless(pilot, f"{keys} {key}, small")
                await pilot.resize_terminal(*USUAL)
                while named(app) not in LISTS:
                    await press(pilot, "escape")

    look()


def named(app: WinbackApp) -> str:
    """What the screen is called."""
    return type(app.screen).__name__


async def press(pilot: Pilot[Any], key: str) -> None:
    """Presses a key and waits until what it does is drawn."""
    before = drawn(pilot.app)
    await pilot.press(key)
    await until(pilot, lambda: drawn(pilot.app) != before)


async def harmless(pilot: Pilot[Any], where: str) -> None:
    """Every drawn line is as wide as the screen and holds nothing that a terminal obeys; the keys stand below."""
    app = pilot.app
    width, height = app.size

    def lines() -> list[str]:
        return [strip.text for strip in app.screen._compositor.render_strips(app.size)]

    await until(
        pilot, lambda: len(lines()) == height and any(word in lines()[-1] for word in ("help", "back"))
    )
    for line in lines():
        assert not OBEYED & set(line), (where, line)
        assert cell_len(line) == width, (where, line)
