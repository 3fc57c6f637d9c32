"""Pages about the whole list: whether it can be believed, and where the money is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Verb

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class Replay(Verb):
    id = "list.backtest"
    keys = "B"
    label = "would the list have been right?"
    about = "Replay the past of this book: who was on top then, and who stayed away (backtest)."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.review.backtest_screen import BacktestScreen

        await context.show(BacktestScreen())


class Stakes(Verb):
    id = "list.stakes"
    keys = "dollar_sign"
    label = "money at stake"
    about = "What is at stake among overdue accounts, by owner, segment and class, as bars."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.review.stakes_screen import StakesScreen

        await context.show(StakesScreen())


PAGE_VERBS: tuple[type[Verb], ...] = (Replay, Stakes)
