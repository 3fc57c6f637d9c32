"""Undo, redo and history: on every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.domain.errors import WinbackError

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

TITLE_LENGTH = 60


class Undo(Command):
    id = "app.undo"
    keys = "u"
    label = "undo"
    about = "Undo the last change in this book and say what it was."
    footer = 96
    writes = True

    def title(self, context: Context) -> str:
        return _coming(context, self.label)

    def word(self, context: Context) -> str:
        """A screen may have a word of its own for what it undoes, or none where nothing was done on it yet."""
        return str(getattr(context.screen, "UNDO_WORD", self.label))

    def enabled(self, context: Context) -> str | None:
        if not self.word(context):
            return "Nothing was done here yet; go back with Esc to undo what was done before."
        return None if context.book.exists() else "Nothing has been done in this book yet."

    async def run(self, context: Context) -> None:
        from winback_tui.services.book.history import undo, undoable

        coming = await context.fetch(lambda: undoable(context.book))
        if coming.a_whole_import:
            context.tell(f"Undoing a whole import: {coming.undo} …")
        await context.act(lambda: undo(context.book), str)


class Redo(Command):
    id = "app.redo"
    keys = "U"
    label = "redo"
    about = "Redo the last change that was undone."
    writes = True

    def title(self, context: Context) -> str:
        return _coming(context, self.label)

    def enabled(self, context: Context) -> str | None:
        return None if context.book.exists() else "Nothing has been done in this book yet."

    async def run(self, context: Context) -> None:
        from winback_tui.services.book.history import redo

        await context.act(lambda: redo(context.book), str)


class ShowHistory(Command):
    id = "app.history"
    keys = "f8"
    label = "history"
    about = "Who changed what and when, in the whole book; any change can be undone there."

    async def run(self, context: Context) -> None:
        await context.show("history")


class ShowAccountHistory(Command):
    id = "account.history"
    label = "history of the account"
    about = "Who changed what and when for this account."

    def title(self, context: Context) -> str:
        return f"history of {context.subject.name}" if context.subject and context.subject.account_id else ""

    def enabled(self, context: Context) -> str | None:
        known = context.subject is not None and context.subject.account_id
        return None if known else "Put the cursor on an account first."

    async def run(self, context: Context) -> None:
        assert context.subject is not None
        await context.show("history", context.subject)


def _coming(context: Context, what: str) -> str:
    """The command with what it would take back: read when the palette or the help opens."""
    from winback_tui.services.book.history import undoable

    try:
        coming = getattr(undoable(context.book), what)
    except WinbackError:
        return what
    return f"{what}: {coming[:TITLE_LENGTH]}" if coming else what


HISTORY_COMMANDS: tuple[type[Command], ...] = (Undo, Redo, ShowHistory, ShowAccountHistory)
