"""The team: sync, conflicts, and who sits at this laptop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class OpenTeam(Command):
    id = "team.open"
    keys = "S"
    label = "team: sync"
    about = "Sync with your team, see which laptop has what, decide conflicts, begin or join a team."
    footer = 85
    opens = True

    def word(self, context: Context) -> str:
        """Only a view has room for it."""
        return "sync" if getattr(context.screen, "VIEW", "") else ""

    async def run(self, context: Context) -> None:
        await context.show("team")


class OpenConflicts(Command):
    id = "team.conflicts"
    label = "conflicts"
    about = "What two people wrote differently without knowing of each other: decide which value stays."

    async def run(self, context: Context) -> None:
        await context.show("team.conflicts")


class WhoAmI(Command):
    id = "team.me"
    label = "who am I"
    about = "Say who sits at this laptop, and name your firm and its currency."
    writes = True

    async def run(self, context: Context) -> None:
        await context.show("team.me")


TEAM_COMMANDS: tuple[type[Command], ...] = (OpenTeam, OpenConflicts, WhoAmI)
