"""How accurate is this list? The book's own past replayed, in words and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from winback_tui.output.backtest import headline, page
from winback_tui.services.lists.backtest_process import BacktestProcess
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.page_screen import PageScreen

if TYPE_CHECKING:
    from winback_tui.services.lists.backtest import Backtest


class BacktestScreen(PageScreen):
    """Keys work while the past is replayed; leaving stops the replay."""

    PURPOSE = (
        "What the list would have shown on past days, with what was known then, and what really happened, compared"
        " with simple rules such as days since the last order."
    )
    HEADING = "How accurate is this list?"
    WAITING = "Replaying your past data. This can take a minute; Esc leaves at once."

    def __init__(self) -> None:
        super().__init__()
        self._replay: BacktestProcess | None = None

    def page(self) -> Content:
        """Every day that could be replayed, the newest first, and why others could not."""
        self._stop()
        self._replay = BacktestProcess(self._app.book)
        return backtest_content(self._replay.result())

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stop()

    def _stop(self) -> None:
        if self._replay is not None:
            self._replay.stop()


def backtest_content(backtest: Backtest) -> Content:
    """The sentence of each day set off from its figures."""
    cells: list[Cell] = []
    for one in backtest.replays:
        sentence = headline(one)
        figures = page(one, backtest.one_currency).removeprefix(sentence)
        cells += [(sentence, "strong"), f"{figures}\n\n\n"]
    for reason in backtest.too_little:
        cells.append((f"{reason.sentence}\n", "warn"))
    return say(*cells)
