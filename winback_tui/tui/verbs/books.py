"""Verbs for what comes into the book from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.tui.verb import Verb

if TYPE_CHECKING:
    from winback_tui.tui.context import Context


class ImportFile(Verb):
    id = "import.open"
    keys = "I"
    label = "import a file"
    about = "Take orders or accounts from an export of your books."
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.importing.pick import PickFile

        await context.show(PickFile())


class LookAlikes(Verb):
    id = "account.twins"
    label = "near duplicates"
    about = "Accounts that may be one firm under two names, side by side; you merge them or tell them apart."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.twins.screen import TwinsScreen

        await context.show(TwinsScreen())
