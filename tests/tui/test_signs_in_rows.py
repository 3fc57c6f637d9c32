"""A rep on a Monday meets every sign of a coming loss in the first two views, with its reason in the row itself."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.services.signs_book import BEHIND, PLANTED, monday_book, names
from tests.tui.piloting import drawn, open_app, piloted, taken_in, until
from winback_tui.tui.app.app import WinbackApp
from winback_tui.tui.screens.views.view import ListView
from winback_tui.tui.widgets.list.window_table import WindowTable

TO_DO = {
    "Contract": "call before it ends: the contract ends",
    "Welcome": "call before it ends: the welcome discount",
    "Left": "find the successor now: decision maker Dana",
    "Quote": "mail: Send the quote",
    "Pricelist": "mail: Send the price list",
    "Volume": "ask what has changed: volume down by 56 %",
    "Silent": "call them: no contact logged for 6 months",
    "Complaint": "answer the complaint by 24 Nov 2026: “Wrong",
    "Unresolved": "resolve the complaint: “Broken pallet”",
    "New": "ask how it went: new customer, first order",
    "Soso": "ask what is missing: first impression so-so",
    "Fragile": "answer the complaint now: “Late again”",
}
"""What can be read in the row of each at 80 columns."""
BEHIND_IT = {
    "Promised": "promise: Two sample boxes",
    "Offered": "offer ends: gift",
    "Planned": "visit: Bring the new range",
    "Repaired": "fix: New carrier",
    "Waited": "review decision (the hold is over)",
    "Wished": "condition met: Delivery takes 2 days",
    "Lost": "to interview",
}
"""What else is due today, in the same list."""
AT_RISK = {
    "Contract": "contract: call",
    "Welcome": "discount: call",
    "Left": "find successor",
    "Quote": "mail today",
    "Pricelist": "mail today",
    "Volume": "volume down: ask",
    "Silent": "no contact: call",
    "Complaint": "answer complaint",
    "Unresolved": "complaint open",
    "New": "ask how it went",
    "Soso": "so-so: ask why",
    "Fragile": "answer complaint",
}


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_each_is_met_and_says_why(size: tuple[int, int], tmp_path: Path) -> None:
    assert TO_DO.keys() == AT_RISK.keys() == PLANTED.keys() and BEHIND_IT.keys() == BEHIND.keys()

    @piloted
    async def walk() -> None:
        app = open_app(monday_book(tmp_path))

        def missing(words: dict[str, str]) -> set[str]:
            rows = {line for page in pages for line in page.splitlines()}
            return {name for each in words for name in names(each) if not _says(rows, name, words[each])}

        async with app.run_test(size=size, notifications=True) as pilot:
            await until(pilot, lambda: "Tab: 36 to watch" in drawn(app))
            for key, head, words in (("tab", "36 to watch", AT_RISK), ("2", "39 due", TO_DO | BEHIND_IT)):
                await pilot.press(key)
                await until(pilot, partial(lists, app, int(head.split()[0])))
                await until(pilot, partial(shows, app, head, "Fragile 1"))
                pages: list[str] = []
                first = next(
                    line for line in drawn(app).splitlines() if any(f" {each} 1 " in line for each in words)
                )
                assert " Fragile 1 " in first, "who came back and complains stands on top"
                table = app.screen.query_one(WindowTable)
                while not pages or table.cursor < table.total - 1:
                    if pages:
                        await pilot.press("pagedown")
                        await taken_in(pilot)
                    await until(pilot, partial(pane_is_there, app))
                    pages.append(drawn(app))
                assert not missing(words), pages

    walk()


def lists(app: WinbackApp, rows: int) -> bool:
    """Whether the list on the screen has so many rows or more; the one before may name their number too."""
    return app.screen.query_one(WindowTable).total >= rows


def pane_is_there(app: WinbackApp) -> bool:
    """Whether the pane tells of the row under the cursor; how many lines it takes says how long a page is."""
    view = app.screen
    assert isinstance(view, ListView)
    subject = view.subject()
    return subject is not None and f"─ {subject.name} ─" in drawn(app)


def shows(app: WinbackApp, *words: str) -> bool:
    return all(each in drawn(app) for each in words)


def _says(rows: set[str], name: str, words: str) -> bool:
    return any(f" {name} " in row and words in row for row in rows)
