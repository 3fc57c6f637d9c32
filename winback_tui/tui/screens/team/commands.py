"""Commands of the team screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from winback_tui.tui.commands.command import Command

from .rows import LaptopRow, TargetRow

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .screen import TeamScreen

NO_TEAM = "This book belongs to no team yet: b begins one, j joins one."


def screen_of(context: Context) -> TeamScreen:
    """The team screen."""
    return cast("TeamScreen", context.screen)


class InTeam(Command):
    """A command that only a book with a team has."""

    def enabled(self, context: Context) -> str | None:
        return None if screen_of(context).has_team else NO_TEAM

    def word(self, context: Context) -> str:
        return (self.short or self.label) if screen_of(context).has_team else ""


class SyncAll(InTeam):
    id = "team.sync"
    keys = "S"
    label = "sync"
    about = "Look into every folder of yours that can be reached, then take in what the others left there."
    footer = 1
    opens = True

    def enabled(self, context: Context) -> str | None:
        refused = super().enabled(context)
        return refused or (
            None if screen_of(context).targets.total else "There is no folder yet: a adds one."
        )

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.team.exchange.sync_screen import SyncScreen

        await context.ask(SyncScreen())


class AddTarget(InTeam):
    id = "team.add"
    keys = "a"
    label = "add a folder or file"
    short = "add folder"
    about = "Sync with another folder, which is remembered, or take in a file that a colleague sent."
    footer = 2
    opens = True
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.team.exchange.places import PickPlace
        from winback_tui.tui.screens.team.exchange.sync_screen import SyncScreen

        place = await context.ask(PickPlace("Sync with"))
        if place is not None:
            await context.ask(SyncScreen([place]))


class ForgetTarget(InTeam):
    id = "team.forget"
    keys = "x"
    label = "forget this folder"
    short = "forget folder"
    about = "Stop syncing with the folder under the cursor. Its files stay, and so does what came from it."
    footer = 7
    writes = True

    def enabled(self, context: Context) -> str | None:
        refused = super().enabled(context)
        row = screen_of(context).row
        return refused or (None if isinstance(row, TargetRow) else "Put the cursor on a folder first.")

    async def run(self, context: Context) -> None:
        from winback_tui.services.team import forget_target

        target = cast("TargetRow", screen_of(context).row).target.target
        await context.act(lambda: forget_target(context.book, target), str)


class Conflicts(InTeam):
    id = "team.decide"
    keys = "c"
    label = "conflicts"
    about = "Decide what two people wrote differently, and see edits of yours that were decided against."
    footer = 3
    opens = True

    def word(self, context: Context) -> str:
        screen = screen_of(context)
        number = screen.conflicts + screen.lost
        return f"conflicts ({number:,})" if number else super().word(context)

    async def run(self, context: Context) -> None:
        await context.show("team.conflicts")


class RetireLaptop(InTeam):
    id = "team.retire"
    keys = "r"
    label = "retire a laptop, hand accounts over"
    short = "retire laptop"
    about = "Somebody leaves, or a laptop is lost: nobody waits for it any more; accounts go to a colleague."
    footer = 5
    opens = True
    writes = True

    async def run(self, context: Context) -> None:
        from .retire_dialog import RetireDialog

        row = screen_of(context).row
        others = isinstance(row, LaptopRow) and not row.mate.ours and not row.mate.hub
        await context.ask(RetireDialog(cast("LaptopRow", row) if others else None))


class MailFile(InTeam):
    id = "team.mail"
    keys = "m"
    label = "write a file to mail"
    short = "file to mail"
    about = "Write a sealed file for a colleague who cannot reach a shared folder."
    footer = 6
    opens = True
    writes = True

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.team.exchange.mail_dialog import MailDialog

        await context.ask(MailDialog())


class SwitchList(InTeam):
    id = "team.switch"
    keys = "tab,shift+tab"
    label = "the other list"
    about = "Go from the folders to the laptops of the team, and back."
    footer = 4

    def word(self, context: Context) -> str:
        screen = screen_of(context)
        if not screen.has_team:
            return ""
        return "to folders" if screen.laptops.has_focus else "to laptops"

    def run(self, context: Context) -> None:
        screen_of(context).switch_list()


class Alone(Command):
    """A command of a book without a team."""

    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if not screen_of(context).has_team else "This book belongs to a team already."

    def word(self, context: Context) -> str:
        return "" if screen_of(context).has_team else self.short or self.label


class BeginTeam(Alone):
    id = "team.begin"
    keys = "b"
    label = "begin a team"
    about = (
        "Choose a folder that your colleagues reach; your file is written there and you get the team's code."
    )
    footer = 1
    opens = True

    async def run(self, context: Any) -> None:
        from winback_tui.tui.screens.team.exchange.places import PickPlace
        from winback_tui.tui.screens.team.exchange.sync_screen import SyncScreen

        from .code_screen import CodeScreen

        place = await context.ask(PickPlace("Begin a team in"))
        if place is None:
            return
        screen = SyncScreen([place])
        await context.ask(screen)
        code = next((report.code for report in screen.reports if report.code), "")
        if code:
            await context.ask(CodeScreen(code, place))


class JoinTeam(Alone):
    id = "team.join"
    keys = "j"
    label = "join a team"
    about = "Join a team that somebody began: copy its book from the folder or file, with its code."
    footer = 2
    opens = True

    async def run(self, context: Any) -> None:
        from .joining import join_from

        await join_from(context)


TEAM_SCREEN_COMMANDS: tuple[type[Command], ...] = (
    SyncAll,
    AddTarget,
    ForgetTarget,
    Conflicts,
    RetireLaptop,
    MailFile,
    SwitchList,
    BeginTeam,
    JoinTeam,
)
