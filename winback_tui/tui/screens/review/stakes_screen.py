"""Money at risk among overdue accounts as bars: by owner, segment and class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from winback_tui.output.stakes import APART, LONGEST, NAME, bars
from winback_tui.services.lists.list_head import GROUPS, stakes_by
from winback_tui.services.lists.listing import USUAL
from winback_tui.tui.drawing.cells import fit, steady
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.page_screen import PageScreen

if TYPE_CHECKING:
    from winback_tui.store.book import Book


class StakesScreen(PageScreen):
    """Three plots below each other."""

    PURPOSE = "How much money is at risk among overdue accounts, by owner, segment and class."
    HEADING = "Money at risk among overdue accounts"
    WAITING = "Adding up."

    def page(self) -> Content:
        """The plots."""
        return stakes_content(self._app.book)


def stakes_content(book: Book) -> Content:
    """A heading and a line of each owner, segment and class; each bar with its amount."""
    cells: list[Cell] = []
    apart = False
    for by in GROUPS:
        cells.append((f"By {by}\n", "strong"))
        sums, _ = stakes_by(book, USUAL, by)
        lines = list(bars(sums, f"no {by}"))
        apart = apart or not sums.compared
        for name, bar, text in lines:
            cells += [f"  {fit(steady(name), NAME)}  ", (bar.ljust(LONGEST), "accent"), f"  {text}\n"]
        cells += ["\n"] if lines else [("  Nobody is overdue.\n\n", "muted")]
    return say(*cells, *([(APART, "muted")] if apart else []))
