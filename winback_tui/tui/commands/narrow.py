"""Verbs that narrow a list of accounts: by owner, segment and class, and lists kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context
    from winback_tui.tui.screens.views.accounts.lists import AccountList


class Narrow(Command):
    id = "list.narrow"
    keys = "F"
    label = "narrow the list"
    short = "narrow"
    about = "Only one owner, segment or class, or a saved list; a list can be saved under a name here."
    footer = 81

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.views.accounts.narrowing import narrow

        await narrow(context, cast("AccountList", context.screen))


class OnlyMine(Command):
    id = "list.mine"
    keys = "M"
    label = "only my accounts"
    about = "Only the accounts that you look after; again shows everybody's."

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.views.accounts.narrowing import only_mine

        only_mine(context, cast("AccountList", context.screen))


class DropSavedList(Command):
    id = "list.drop"
    label = "drop a saved list"
    about = "Forget a list that was saved under a name."
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.views.accounts.narrowing import drop_saved

        await drop_saved(context)


NARROW_VERBS: tuple[type[Command], ...] = (Narrow, OnlyMine, DropSavedList)
