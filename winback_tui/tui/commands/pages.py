"""Pages about the whole list: whether it can be believed, and where the money is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class ShowBacktest(Command):
    id = "list.backtest"
    keys = "B"
    label = "would the list have been right?"
    about = "Replay the past of this book: who was on top then, and who stayed away (backtest)."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.review.backtest_screen import BacktestScreen

        await context.show(BacktestScreen())


class ShowStakes(Command):
    id = "list.stakes"
    keys = "dollar_sign"
    label = "money at stake"
    about = "What is at stake among overdue accounts, by owner, segment and class, as bars."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.review.stakes_screen import StakesScreen

        await context.show(StakesScreen())


PAGE_VERBS: tuple[type[Command], ...] = (ShowBacktest, ShowStakes)
