"""What an import did: counts that add up, money to compare with the source, who is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from ...verb import Verb
from ...widgets.beside import beside
from ...widgets.headline import Headline
from ...widgets.key_footer import KeyFooter
from ..room import FullScreen
from .words import report_text

if TYPE_CHECKING:
    from winback_tui.services.import_report import ImportReport


class Read(Verb):
    id = "import.read"
    keys = "enter"
    label = "done"
    about = "Back to the lists."
    footer = 1

    def run(self, context: Any) -> None:
        cast("ReportScreen", context.screen).action_back()


class ReportScreen(FullScreen[None]):
    """Read it, compare it, leave."""

    DEFAULT_CSS = beside(__file__)
    VERBS = (Read,)
    PURPOSE = "What was taken in. Compare the money with the program that the file comes from; u takes all of it back."

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        """Heading, report, keys."""
        yield Headline()
        with VerticalScroll(id="file"):
            yield Static(
                report_text(self._report, cast("Any", self.app).book.today), id="words", markup=False
            )
        yield KeyFooter()

    def on_mount(self) -> None:
        """Names the file."""
        self.query_one(Headline).show((("Imported", "strong"), f"  {self._report.file}"))
