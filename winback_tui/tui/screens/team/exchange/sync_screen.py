"""One sync: what would come, a line a person; Enter takes it in; then the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from winback_tui.domain.errors import WinbackError
from winback_tui.domain.wording.wording import count
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tab_line import CONFLICTS
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.screens.base.progress import ProgressScreen
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.line import SteadyText
from winback_tui.tui.widgets.list.head_lines import Headline, TitleLine
from winback_tui.tui.widgets.style_sheet import style_sheet

from .hub_password import PasswordAsker
from .sync_words import sync_page

if TYPE_CHECKING:
    from winback_tui.services.team import SyncReport
    from winback_tui.tui.app.progress import TaskProgress

Work = Callable[["TaskProgress", PasswordAsker], "list[SyncReport]"]


class GoOn(Command):
    id = "sync.go_on"
    keys = "enter"
    label = "merge and share"
    about = "First merge what the others left, and leave your file for them; then decide the conflicts, or go back."
    footer = 1

    def word(self, context: Any) -> str:
        return cast("SyncScreen", context.screen).next_word

    def why_not(self, context: Any) -> str | None:
        screen = cast("SyncScreen", context.screen)
        if screen.is_done:
            return None
        if context.read_only:
            return str(context.read_only)
        return None if screen.reports or screen.failed else "Reading the files, one moment."

    async def run(self, context: Any) -> None:
        await cast("SyncScreen", context.screen).go_on()


class SyncScreen(FullScreen[bool]):
    """Dismissed with True once everything was taken in."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = (GoOn,)
    PURPOSE = (
        "What each colleague has left since your last sync. Nothing is taken in until you press Enter; a backup is made"
        " first, and a conflict never stops a sync: both values are kept until somebody decides."
    )

    def __init__(self, targets: Sequence[str] = ()) -> None:
        """`targets`: folders, files or servers; none are the remembered ones."""
        super().__init__()
        self._targets = list(targets)
        self.reports: list[SyncReport] = []
        self.is_done = False
        self.failed = False
        self._words = SteadyText(id="words")
        self._headline = Headline()

    def compose(self) -> ComposeResult:
        """Title, headline, the page, keys."""
        yield TitleLine("Sync")
        yield self._headline
        with VerticalScroll(id="page", can_focus=False):
            yield self._words
        yield KeyFooter()

    def on_mount(self) -> None:
        """Reads what lies there."""
        self._headline.show((("Reading what the others left …", "muted"),))
        in_background(self, self._preview)

    @property
    def UNDO_WORD(self) -> str:
        """Before anything is taken in there is nothing to undo."""
        return "undo" if self.is_done else ""

    @property
    def open_conflicts(self) -> int:
        """How many conflicts are open, or would be."""
        return self.reports[-1].conflicts_open if self.reports else 0

    @property
    def next_word(self) -> str:
        """What Enter does now."""
        if not self.is_done:
            return "try again" if self.failed else self._merge_word if self._brings else "leave your file"
        return f"decide {count(self.open_conflicts, 'conflict')}" if self.open_conflicts else "done"

    @property
    def _merge_word(self) -> str:
        erases = sum(report.erases for report in self.reports)
        return f"merge, share, erase {count(erases, 'account')}" if erases else "merge and share"

    @property
    def _brings(self) -> bool:
        return any(report.people for report in self.reports)

    async def go_on(self) -> None:
        """The next step."""
        if self.is_done:
            await self._leave()
        elif self.failed:
            await self._preview()
        else:
            await self._take_in()

    async def _leave(self) -> None:
        """Decide what is open first; what was decided is then left for the others by one more Enter."""
        from winback_tui.services.team import count_open

        left, book = self.open_conflicts, self._app.book
        if left:
            from winback_tui.tui.screens.team.conflicts.screen import ConflictsScreen

            await self.app.push_screen_wait(ConflictsScreen())
            if await self._app.fetch(lambda: count_open(book)) < left:
                self.is_done = False
                await self._preview()
                return
        self.dismiss(True)

    async def _preview(self) -> None:
        from winback_tui.services.team import sync

        book, targets = self._app.book, self._targets
        found = await self._run(
            "Looking", lambda far, ask: sync(book, targets, dry_run=True, ask_password=ask, step=far.step)
        )
        if found is None:
            return
        self.reports = found
        people = sum(len(report.people) for report in found)
        problems = any(report.problems for report in found)
        if people:
            head: list[Cell] = [
                ("Would come in", "strong"),
                f" from {count(people, 'colleague')} · nothing has been changed yet",
            ]
        else:
            head = [("Nothing new to take in", "strong"), " · Enter leaves your file for the others"]
        self.failed = problems and not people and all(report.problems for report in found)
        self._show(head if not self.failed else [("Could not be reached", "warn")], before=True)

    async def _take_in(self) -> None:
        from winback_tui.services.team import sync

        book, targets = self._app.book, self._targets
        done = await self._run(
            "Syncing", lambda far, ask: sync(book, targets, ask_password=ask, step=far.step)
        )
        if done is None:
            return
        self.reports, self.is_done = done, True
        self._app.changed()
        self._app.count(CONFLICTS, self.open_conflicts or None)
        left = f" · {count(self.open_conflicts, 'conflict')} to decide" if self.open_conflicts else ""
        self._show([("✓ Synced", "good"), (left, "warn")], before=False)

    async def _run(self, title: str, work: Work) -> list[SyncReport] | None:
        """With a progress box; what fails stands on the page, and Enter tries again."""
        ask = PasswordAsker(self._app)
        box = ProgressScreen(title, lambda far: work(far, ask))
        found: list[SyncReport] | None = await self.app.push_screen_wait(box)
        if found is None or any(report.failed for report in found):
            ask.went_wrong()
        self.failed = box.fault is not None or found is None
        if box.fault is not None:
            self._fail(box.fault)
        elif found is None:
            self._headline.show((("Stopped", "warn"), " · nothing was changed"))
        self._refresh_keys()
        return found

    def _fail(self, fault: WinbackError) -> None:
        self._headline.show((("Not synced", "warn"), " · nothing was changed"))
        self._words.tell(say(("! ", "warn"), str(fault)))

    def _show(self, head: Sequence[Cell], before: bool) -> None:
        self._headline.show(head)
        page = sync_page(self.reports, before, self._app.book.today)
        codes = [report.code for report in self.reports if report.code]
        self._words.tell(
            page if not codes else Content("\n").join([page, Content(""), *map(code_words, codes)])
        )
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        for footer in self.query(KeyFooter):
            footer.refresh_commands()


def code_words(code: str) -> Content:
    """The code of the team, to be written down."""
    return say("The team's code, shown once: ", (code, "strong"))
