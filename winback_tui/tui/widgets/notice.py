"""A few lines over the first screen, there until the first key: what waits, and where one is."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from winback_tui.tui.app.context import app_of
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say

DEMO_TOUR: Sequence[Sequence[Cell]] = (
    (("DEMO  ", "warn"), "A made-up team: try everything, your own data is not touched."),
    (
        ("c", "key"),
        " logs a call  ",
        ("u", "key"),
        " undoes  ",
        ("Enter", "key"),
        " opens an account, ",
        ("Space", "key"),
        " there does what is next",
    ),
    (
        ("?", "key"),
        " shows the keys  ",
        ("ctrl+p", "key"),
        " finds any command  ",
        ("I", "key"),
        " imports your orders  ",
        ("q", "key"),
        " leaves",
    ),
)
"""Three lines for somebody who sees the program for the first time."""


class StartNotice(Static):
    """Drawn over nothing: the list begins below it. The first key takes it away and does what it always does."""

    DEFAULT_CSS = """
    StartNotice { height: auto; width: 1fr; padding: 0 1; background: $surface; color: $foreground; }
    """

    def __init__(self, lines: Sequence[Sequence[Cell]]) -> None:
        super().__init__(Content("\n").join(say(*cells) for cells in lines), id="notice", markup=False)

    def on_click(self) -> None:
        """A click takes it away too."""
        app_of(self).drop_notice()
