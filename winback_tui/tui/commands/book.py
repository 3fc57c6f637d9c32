"""Commands for the book as a whole: import, near duplicates, backup, check, erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command
from .contact import NOBODY, OnAccount

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class ImportFile(Command):
    id = "import.open"
    keys = "I"
    label = "import a file"
    about = "Import orders or accounts from an export of your accounting or sales system."
    footer = 84
    opens = True
    writes = True

    def word(self, context: Context) -> str:
        """Only a view has room for it."""
        return "import" if getattr(context.screen, "VIEW", "") else ""

    async def run(self, context: Context) -> None:
        await context.show("import")


class LookAlikes(Command):
    id = "account.twins"
    label = "near duplicates"
    about = "Compare accounts that may be the same company under two names; merge them or keep them apart."

    async def run(self, context: Context) -> None:
        await context.show("duplicates")


class BackUp(Command):
    id = "care.backup"
    label = "make a backup"
    about = "Save a verified copy of the book next to it. One backup a day is made automatically."

    def enabled(self, context: Context) -> str | None:
        return None if context.book.exists() else "There is no book yet; the first entry creates it."

    async def run(self, context: Context) -> None:
        from winback_tui.services.book.backups import back_up_now

        made = await context.fetch(lambda: back_up_now(context.book))
        context.tell(f"Backup made and verified: {made.path}")


class CheckBook(Command):
    id = "care.check"
    label = "check the book"
    about = "Check the file for damage and compare every field and list with the change log and the orders."

    def enabled(self, context: Context) -> str | None:
        return None if context.book.exists() else "There is no book yet; the first entry creates it."

    async def run(self, context: Context) -> None:
        from winback_tui.services.book.check import check

        found = await context.fetch(lambda: list(check(context.book)))
        bad = [f"{one.question}: {one.says}" for one in found if not one.good]
        if bad:
            context.app.tell("\n".join([*bad, "Run 'winback check' to see what can be done."]), "error")
        else:
            context.tell("No error found: file, change log, imports and lists agree.")


class EraseAccount(OnAccount):
    id = "account.erase"
    label = "erase the account"
    about = "Delete the account for good, with all its history. No import brings it back."

    def enabled(self, context: Context) -> str | None:
        return super().enabled(context) if context.subject is None or context.subject.account_id else NOBODY

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.erasure.erasure import erasable

        assert context.subject is not None
        subject = context.subject
        found = await context.fetch(lambda: erasable(context.book, subject.account_id))
        done = await context.show("account.erase", subject, found)
        if done is None:
            return
        for sentence in done.left:
            context.app.tell(sentence, "warning")
        if len(context.app.screen_stack) > 1:
            context.app.pop_screen()


CARE_COMMANDS: tuple[type[Command], ...] = (BackUp, CheckBook, EraseAccount)
