"""Commands of everything that opens over a view: back, save, help."""

from __future__ import annotations

from collections.abc import Sequence
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

    DOES: str
    """The word for what it does."""

    @property
    def missing(self) -> Sequence[str]:
        """Labels of the fields that must be filled in before."""
        ...

    def next_field(self) -> Any:
        """Puts the focus on the field below."""
        ...

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

    def word(self, context: Context) -> str:
        """What it ends first, where the screen has something that is tried out."""
        return getattr(context.screen, "back_word", "") or self.label

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
        """What it does, or what it still lacks: nothing half filled in is saved."""
        missing = getattr(context.screen, "missing", ())
        more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        return f"{self.title(context)}{f' (needs {missing[0]}{more})' if missing else ''}"

    def run(self, context: Context) -> None:
        cast("SubmitsForm", context.screen).submit()


class NextField(Command):
    id = "dialog.next_field"
    keys = "tab"
    label = "next field"
    short = "next"
    about = "Go to the next field of the form; shift+tab goes back. Nothing is saved."
    footer = 2

    def word(self, context: Context) -> str:
        return self.short if getattr(context.screen, "several_fields", False) else ""

    def run(self, context: Context) -> None:
        cast("SubmitsForm", context.screen).next_field()


DIALOG_COMMANDS: tuple[type[Command], ...] = (Submit, NextField, Help)
