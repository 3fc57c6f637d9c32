"""Commands of everything that opens over a view: back, save, help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from .command import Command
from .shell import Help

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class ClosesScreen(Protocol):
    """A screen that Esc closes."""

    def action_back(self) -> Any:
        """One level back."""
        ...


class SubmitsForm(Protocol):
    """A form."""

    def submit(self) -> None:
        """Checks what is in it and does it."""
        ...


class Back(Command):
    id = "screen.back"
    keys = "escape"
    label = "back"
    about = "Go back. What you typed and did not save is still there next time."
    footer = 70
    stays = True

    def run(self, context: Context) -> None:
        cast("ClosesScreen", context.screen).action_back()


class Submit(Command):
    id = "dialog.submit"
    keys = "enter,f2,ctrl+enter,ctrl+s"
    label = "save"
    about = "Save the form. In a note Enter starts a new line; there use F2 or ctrl+enter."
    footer = 1

    def title(self, context: Context) -> str:
        return getattr(context.screen, "DOES", self.label)

    def word(self, context: Context) -> str:
        return self.title(context)

    def run(self, context: Context) -> None:
        cast("SubmitsForm", context.screen).submit()


DIALOG_COMMANDS: tuple[type[Command], ...] = (Submit, Help)
