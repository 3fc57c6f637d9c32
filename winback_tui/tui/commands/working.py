"""Commands for working through a list: put an account aside, go to the next or the previous one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from .command import Command
from .contact import OnAccount, worked_through

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context
    from winback_tui.tui.app.list_order import ListOrder


class PutAside(OnAccount):
    id = "account.aside"
    keys = "H"
    label = "put aside until a day"
    short = "put aside"
    about = (
        "Take the account off the overdue list until a day, with the reason; it comes back by itself. With marked"
        " rows, all of them."
    )
    footer = 5
    opens = True

    async def run(self, context: Context) -> None:
        marked = [number for number in context.marked if isinstance(number, int)]
        if len(marked) > 1:
            from winback_tui.services.lists.overdue import account_lines

            ids = [line.account.id for line in account_lines(context.book, marked)]
            await context.show("account.aside", None, ids)
            return
        worked_through(context, await context.show("account.aside", context.subject))


@runtime_checkable
class OpenedFromList(Protocol):
    """A screen about one account that knows the list it was opened from."""

    list_order: ListOrder | None

    def turn_account(self, by: int) -> None:
        """Shows the next account of that list, or the previous one."""
        ...


class NextAccount(Command):
    id = "account.next"
    keys = "J"
    label = "next account of the list"
    short = "next"
    about = "The next account of the list that this one was opened from."
    by = 1

    def enabled(self, context: Context) -> str | None:
        screen = context.screen
        if isinstance(screen, OpenedFromList) and screen.list_order is not None:
            return None
        return "This account was not opened from a list."

    def run(self, context: Context) -> None:
        screen = context.screen
        assert isinstance(screen, OpenedFromList)
        screen.turn_account(self.by)


class PreviousAccount(NextAccount):
    id = "account.previous"
    keys = "K"
    label = "previous account of the list"
    short = "previous"
    about = "The previous account of the list that this one was opened from."
    by = -1


WORKING_COMMANDS: tuple[type[Command], ...] = (PutAside,)
TURNING_COMMANDS: tuple[type[Command], ...] = (NextAccount, PreviousAccount)
