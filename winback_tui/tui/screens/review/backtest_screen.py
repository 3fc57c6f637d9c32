"""Would the list have been right? The book's own past replayed, in words and figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.content import Content

from winback_tui.output.backtest import headline, page
from winback_tui.services.lists.backtest_process import BacktestProcess
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.page_screen import PageScreen

if TYPE_CHECKING:
    from winback_tui.services.lists.backtest import Backtest
    from winback_tui.tui.app.app import WinbackApp


class BacktestScreen(PageScreen):
    """Keys are heard while the past is replayed; leaving ends the replay."""

    PURPOSE = (
        "What the list would have said on past days, with what was known then, and what came of it: against plain"
        " days since the last order and the usual fixed ages."
    )
    HEADING = "Would the list have been right?"
    WAITING = "Replaying the past of this book. Large books take a minute; Esc leaves at once."

    def __init__(self) -> None:
        super().__init__()
        self._replay: BacktestProcess | None = None

    def page(self) -> Content:
        """Every day that could be replayed, the newest first, and why others could not."""
        self._stop()
        self._replay = BacktestProcess(cast("WinbackApp", self.app).book)
        return backtest_content(self._replay.result())

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._stop()

    def _stop(self) -> None:
        if self._replay is not None:
            self._replay.stop()


def backtest_content(told: Backtest) -> Content:
    """The sentence of each day set off from its figures."""
    cells: list[Cell] = []
    for one in told.replays:
        sentence = headline(one)
        figures = page(one, told.one_currency).removeprefix(sentence)
        cells += [(sentence, "strong"), f"{figures}\n\n\n"]
    for reason in told.too_little:
        cells.append((f"{reason.sentence}\n", "warn"))
    return say(*cells)
