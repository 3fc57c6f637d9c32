"""What an import did: counts that add up, money to compare with the source, who is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.book import LookAlikes
from winback_tui.tui.commands.command import Command
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.head_lines import Headline
from winback_tui.tui.widgets.style_sheet import style_sheet

from .words import report_text

if TYPE_CHECKING:
    from winback_tui.services.importing.report import ImportReport, ReturnedAccount
    from winback_tui.services.importing.understand import Understanding
    from winback_tui.tui.app.context import Context


class CloseReport(Command):
    id = "import.read"
    keys = "enter"
    label = "done"
    about = "Back to the lists."
    footer = 1

    def run(self, context: Any) -> None:
        cast("ReportScreen", context.screen).action_back()


class SaveRefusedRows(Command):
    id = "import.refused"
    keys = "w"
    label = "save the refused rows"
    about = "Save them next to the imported file, each with its reason; correct them and import that file."
    footer = 2
    short = "save refused"

    def enabled(self, context: Any) -> str | None:
        return None if cast("ReportScreen", context.screen).report.refused else "No row was refused."

    async def run(self, context: Any) -> None:
        from winback_tui.services.importing.refused_rows import write_refused_rows

        screen = cast("ReportScreen", context.screen)
        place, rows = await context.fetch(lambda: write_refused_rows(screen.known, screen.report))
        context.tell(f"{rows:,} refused rows saved to {place}; correct them and import that file.")


class OpenReturned(Command):
    id = "import.returned"
    keys = "o"
    label = "open the account that is back"
    about = "The account that this import brought back; where there are several, the next one each time."
    footer = 3
    opens = True

    def word(self, context: Context) -> str:
        following = cast("ReportScreen", context.screen).following
        return f"open {following.name}" if following else ""

    def enabled(self, context: Context) -> str | None:
        return None if cast("ReportScreen", context.screen).following else "This import brought nobody back."

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.account.screen import AccountScreen

        following = cast("ReportScreen", context.screen).next_returned()
        context.app.push_screen(AccountScreen(CommandSubject(following.id, following.name)))


class LookAlikesHere(LookAlikes):
    id = "import.twins"
    keys = "t"
    footer = 4
    opens = True
    short = "duplicates"

    def enabled(self, context: Context) -> str | None:
        found = cast("ReportScreen", context.screen).duplicates
        return None if found else "This import brought no account that looks like another one."


class ReportScreen(FullScreen[None]):
    """Read it, compare it, leave."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = (CloseReport, SaveRefusedRows, OpenReturned, LookAlikesHere)
    UNDO_WORD = "undo the import"
    PURPOSE = "What was imported. Compare the totals with the program it comes from; u undoes the import."

    def __init__(self, report: ImportReport, known: Understanding) -> None:
        super().__init__()
        self.report = report
        self.known = known
        self.duplicates = False
        self._opened = 0

    @property
    def following(self) -> ReturnedAccount | None:
        """The account that is opened next."""
        back = self.report.back
        return back[self._opened % len(back)] if back else None

    def next_returned(self) -> ReturnedAccount:
        """The same; from then on it is the one after it."""
        following = self.following
        assert following is not None, "the command is off where nobody is back"
        self._opened += 1
        return following

    def compose(self) -> ComposeResult:
        """Heading, report, keys."""
        yield Headline()
        with VerticalScroll(id="file"):
            yield Static(report_text(self.report, cast("Any", self.app).book.today), id="words", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Names the file."""
        self.query_one(Headline).show((("Imported", "strong"), f"  {self.report.file}"))
        if self.report.accounts_new:
            in_background(self, self._look_for_duplicates, group="duplicates")

    async def _look_for_duplicates(self) -> None:
        """New accounts may be known ones under another name."""
        from winback_tui.services.accounts.twins import twins

        app = self._app
        self.duplicates = bool(await app.fetch(lambda: twins(app.book, 1)))
        for footer in self.query(KeyFooter):
            footer.refresh_commands()
