"""How a file is understood, what is open, and what taking it in would do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from winback_tui.domain.errors import WinbackError
from winback_tui.services.importing.reading_again import older_readings
from winback_tui.services.importing.understand import (
    ImportChoices,
    ImportQuestion,
    Understanding,
    answer,
    revise,
    understand,
)
from winback_tui.tui.commands.command import Command
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.screens.base.progress import ProgressScreen, run_with_progress
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.head_lines import Headline
from winback_tui.tui.widgets.style_sheet import style_sheet

from .words import headline, preview_text

if TYPE_CHECKING:
    from winback_tui.services.importing.report import ImportReport
    from winback_tui.tui.app.context import AppProtocol
    from winback_tui.tui.app.progress import TaskProgress

TRIED_ROWS = 30_000
"""Up to so many rows the import is tried at once, to show its counts beforehand."""


async def preview_of(app: AppProtocol, place: Path) -> PreviewFile | None:
    """Reads the file in a thread, cancellable; a toast says so where the file is not a table."""
    size = place.stat().st_size
    box: ProgressScreen[Understanding] = ProgressScreen(
        f"Reading {place.name}",
        lambda progress: understand(app.book, str(place), progress=lambda done: progress.step(done, size)),
    )
    known = await app.push_screen_wait(box)
    if box.fault is not None:
        app.tell(str(box.fault), "error")
    if known is None:
        return None
    older = await app.fetch(lambda: older_readings(app.book, place))
    return PreviewFile(known, again=bool(older))


class TakeIn(Command):
    id = "import.take"
    keys = "enter"
    label = "import"
    about = "Import every good row, as one change that can be undone."
    footer = 1
    writes = True

    def enabled(self, context: Any) -> str | None:
        known = cast("PreviewFile", context.screen).known
        if known.next_question is None:
            return None
        return "Answer the question first: press the number of the right answer."

    async def run(self, context: Any) -> None:
        await cast("PreviewFile", context.screen).take_in()


class NextEncoding(Command):
    id = "import.encoding"
    keys = "e"
    label = "try another encoding"
    about = "Read the file in the next likely encoding."
    footer = 4
    short = "encoding"

    def enabled(self, context: Any) -> str | None:
        known = cast("PreviewFile", context.screen).known
        return None if known.encoding.others else f"The encoding is certain: {known.encoding.name}."

    async def run(self, context: Any) -> None:
        screen = cast("PreviewFile", context.screen)
        await screen.revise(replace(screen.known.choices, encoding=screen.next_encoding()))


class CorrectColumn(Command):
    id = "import.column"
    keys = "m"
    label = "change a column"
    about = "Say what a column contains, or ignore it."
    footer = 2
    opens = True
    short = "columns"

    async def run(self, context: Any) -> None:
        from .reading import ColumnDialog

        screen = cast("PreviewFile", context.screen)
        mapped = await context.ask(ColumnDialog(screen.known))
        if mapped is not None:
            choices = screen.known.choices
            await screen.revise(replace(choices, columns={**choices.columns, **mapped}))


class ReadOtherwise(Command):
    id = "import.reading"
    keys = "o"
    label = "reading options"
    about = "Choose another sheet, date or amount format, or accounts instead of orders."
    footer = 3
    opens = True
    short = "options"

    async def run(self, context: Any) -> None:
        from .reading import ReadingDialog

        screen = cast("PreviewFile", context.screen)
        choices = await context.ask(ReadingDialog(screen.known))
        if choices is not None and choices != screen.known.choices:
            await screen.revise(choices)


class AnswerQuestion(Command):
    """A number key chooses that answer to the first open question."""

    place = 0

    def title(self, context: Any) -> str:
        return ""

    async def run(self, context: Any) -> None:
        await cast("PreviewFile", context.screen).answer(self.place)


ANSWERS = tuple(
    type(
        f"Answer{number}",
        (AnswerQuestion,),
        {
            "id": f"import.answer{number}",
            "keys": str(number),
            "label": f"answer {number}",
            "place": number - 1,
        },
    )
    for number in range(1, 10)
)


class Superseded(Exception):
    """Ends a trial of the file that nobody waits for any more."""


class PreviewFile(FullScreen["ImportReport"]):
    """Dismissed with the report once the file was taken in; `again` where an older version read it before."""

    DEFAULT_CSS = style_sheet(__file__)
    UNDO_WORD = ""
    """Nothing is imported yet that could be undone."""
    OWN_COMMANDS = (TakeIn, CorrectColumn, ReadOtherwise, NextEncoding, *ANSWERS)
    PURPOSE = "Check how the file is read and correct what is wrong; Enter imports it. The whole import can be undone."

    def __init__(self, known: Understanding, again: bool = False) -> None:
        super().__init__()
        self.known = known
        self._again = again
        self._tried: ImportReport | None = None
        self._taking = False
        # held, not looked for: what is read of a file may be there only after the screen has closed
        self._headline = Headline()
        self._words = Static(id="words", markup=False)

    def compose(self) -> ComposeResult:
        """A heading, the file as understood, the keys."""
        yield self._headline
        with VerticalScroll(id="file"):
            yield self._words
        yield KeyFooter()

    def on_mount(self) -> None:
        """Shows it, then tries it."""
        self._show()

    def _show(self) -> None:
        self._headline.show(*headline(self.known, self._again))
        self._words.update(preview_text(self.known, self._tried, self._app.book.today))
        self.refresh_bindings()
        if self._tried is None and self.known.ready and self.known.rows <= TRIED_ROWS:
            in_background(self, self._try, group="try", exclusive=True)

    async def _try(self) -> None:
        from winback_tui.services.importing.import_file import import_file
        from winback_tui.services.importing.same_orders import OpenQuestion

        known = self.known

        def look(_share: float, _rows: int) -> None:
            if known is not self.known or self._taking:
                raise Superseded

        try:
            tried = await self._app.fetch(lambda: import_file(self._app.book, known, look, True, self._again))
        except Superseded:
            return
        except OpenQuestion as opened:
            self._ask(known, opened.question)
            return
        except WinbackError as fault:
            self._app.tell(str(fault), "warning")
            return
        if known is self.known:
            self._tried = tried
            self._show()

    def _ask(self, known: Understanding, question: ImportQuestion) -> None:
        """Show a question that only the book could raise, unless the file is read otherwise by now."""
        if known is self.known:
            self.known = known.asking(question)
            self._show()

    def next_encoding(self) -> str:
        """The next likely encoding, round and round."""
        return self.known.encoding.others[0]

    async def answer(self, place: int) -> None:
        """Answers the first open question with its option number `place`, from 0."""
        question = self.known.next_question or next(iter(self.known.questions), None)
        if question is None or place >= len(question.options):
            self._app.tell("There is no answer with that number.", "warning")
            return
        known, value = self.known, question.options[place].value
        await self._understood(lambda: answer(known, question.id, value))

    async def revise(self, choices: ImportChoices) -> None:
        """Reads the file under other decisions."""
        known = self.known
        await self._understood(lambda: revise(known, choices))

    async def _understood(self, work: Any) -> None:
        try:
            self.known = await self._app.fetch(work)
        except WinbackError as fault:
            self._app.tell(str(fault), "error")
            return
        self._tried = None
        self._show()

    async def take_in(self) -> None:
        """Imports with a progress box, remembers the decisions, shows the report."""
        from winback_tui.services.importing.same_orders import OpenQuestion

        self._taking = True
        try:
            report = await run_with_progress(self._app, f"Importing {self.known.name}", self._work)
        except OpenQuestion as opened:
            self._ask(self.known, opened.question)
            return
        finally:
            self._taking = False
        if report is None:
            self._app.tell(f"Stopped: nothing was imported from {self.known.name}.", "warning")
            return
        from .report import ReportScreen

        await self.app.push_screen_wait(ReportScreen(report, self.known))
        self.dismiss(report)

    def _work(self, progress: TaskProgress) -> ImportReport:
        from winback_tui.services.importing.import_file import import_file
        from winback_tui.services.importing.understand import remember

        total = self.known.rows
        report = import_file(
            self._app.book,
            self.known,
            lambda share, _: progress.step(int(share * total), total),
            again=self._again,
        )
        remember(self.known)
        return report
