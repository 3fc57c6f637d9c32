"""Commands that narrow a list of accounts: by owner, segment and class, and lists saved under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class Narrow(Command):
    id = "list.narrow"
    keys = "F"
    label = "narrow the list"
    short = "narrow"
    about = "Show only one owner, segment or class, or a saved list; save a list under a name."
    footer = 83
    opens = True

    def word(self, context: Context) -> str:
        """Not in a book without accounts, where other keys help."""
        return "" if _nothing_yet(context) else super().word(context)

    async def run(self, context: Context) -> None:
        from .narrowing import narrow

        await narrow(context)


class AtRisk(Command):
    id = "list.risk"
    keys = "tab"
    label = "accounts to watch"
    short = "to watch"
    about = "Show the accounts that still order but show signs of leaving; press again for those overdue."
    footer = 82

    def word(self, context: Context) -> str:
        """Not in a book without accounts, where other keys help."""
        return "" if _nothing_yet(context) else super().word(context)

    def enabled(self, context: Context) -> str | None:
        from winback_tui.services.lists.listing import View

        holds = getattr(context.screen, "HOLDS", None)
        return (
            None
            if holds is View.OVERDUE
            else "Press 1 first: there Tab switches from overdue accounts to those to watch."
        )

    def run(self, context: Context) -> None:
        from .narrowing import turn_to_risk

        turn_to_risk(context)


def _nothing_yet(context: Context) -> bool:
    table = getattr(context.screen, "table", None)
    return table is not None and bool(table.nothing_yet)


class OnlyMine(Command):
    id = "list.mine"
    keys = "M"
    label = "only my accounts"
    about = "Show only your accounts; press again for everybody's."

    def run(self, context: Context) -> None:
        from .narrowing import only_mine

        only_mine(context)


class ShowPool(Command):
    id = "list.pool"
    label = "accounts of the pool"
    about = (
        "Show the accounts that nobody owns or that lapsed long ago, to assign them; again for all accounts."
    )

    async def run(self, context: Context) -> None:
        from .narrowing import turn_to_pool

        await turn_to_pool(context)


class AssignAccounts(Command):
    id = "account.assign"
    label = "assign to a rep"
    about = "Give the marked accounts of the pool, or the one under the cursor, to one rep, all in one act."
    writes = True

    def enabled(self, context: Context) -> str | None:
        from .narrowing import shows_pool

        if not shows_pool(context):
            return "Open the pool first, with F or the command palette."
        return (
            None
            if context.subject
            else "Nobody is in the pool: every account has an owner and ordered lately."
        )

    async def run(self, context: Context) -> None:
        from .assign_dialog import AssignDialog

        assert context.subject is not None
        marked = [number for number in context.marked if isinstance(number, int)]
        await context.ask(AssignDialog(marked or [context.subject.row.key], context.subject.name))


class DropSavedList(Command):
    id = "list.drop"
    label = "delete a saved list"
    about = "Delete a list that was saved under a name."
    writes = True

    async def run(self, context: Context) -> None:
        from .narrowing import drop_saved

        await drop_saved(context)


NARROW_COMMANDS: tuple[type[Command], ...] = (
    AtRisk,
    Narrow,
    OnlyMine,
    ShowPool,
    AssignAccounts,
    DropSavedList,
)
