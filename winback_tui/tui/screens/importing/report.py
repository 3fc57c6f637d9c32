"""What an import did: counts that add up, money to compare with the source, who is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from winback_tui.tui.commands.book import LookAlikes
from winback_tui.tui.commands.command import Command
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.head_lines import Headline
from winback_tui.tui.widgets.style_sheet import style_sheet

from .words import report_text

if TYPE_CHECKING:
    from winback_tui.services.importing.report import ImportReport
    from winback_tui.services.importing.understand import Understanding


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


class LookAlikesHere(LookAlikes):
    id = "import.twins"
    keys = "t"
    footer = 3
    opens = True
    short = "duplicates"


class ReportScreen(FullScreen[None]):
    """Read it, compare it, leave."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = (CloseReport, SaveRefusedRows, LookAlikesHere)
    PURPOSE = "What was imported. Compare the totals with the program it comes from; u undoes the import."

    def __init__(self, report: ImportReport, known: Understanding) -> None:
        super().__init__()
        self.report = report
        self.known = known

    def compose(self) -> ComposeResult:
        """Heading, report, keys."""
        yield Headline()
        with VerticalScroll(id="file"):
            yield Static(report_text(self.report, cast("Any", self.app).book.today), id="words", markup=False)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Names the file."""
        self.query_one(Headline).show((("Imported", "strong"), f"  {self.report.file}"))
