"""The team: where this laptop syncs, which laptop has what; in a book without a team, how to begin or join one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from winback_tui.domain.errors import WinbackError
from winback_tui.domain.wording.wording import count
from winback_tui.services.team import (
    Teammate,
    changes_to_leave,
    count_open,
    lost_edits,
    targets,
    team_of,
    teammates,
    waiting_files,
)
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tab_line import CONFLICTS
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.line import SteadyText
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import Banner, Headline, TitleLine
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

from .commands import TEAM_SCREEN_COMMANDS
from .laptop_page import laptop_page
from .rows import LAPTOP_COLUMNS, TARGET_COLUMNS, LaptopRow, TargetRow

if TYPE_CHECKING:
    from winback_tui.store.book import Book

NO_TARGET = Empty(Why.NOTHING_YET, "No folder yet.", (("a", "adds a stick, a share or a cloud folder"),))
NO_LAPTOP = Empty(Why.NOTHING_YET, "No laptop has synced yet.", (("S", "syncs"),))


@dataclass(frozen=True, slots=True)
class _Overview:
    team: str
    targets: list[TargetRow]
    laptops: list[LaptopRow]
    conflicts: int
    lost: int


class TeamScreen(FullScreen[None]):
    """Two lists; Enter on a folder syncs with it, Enter on a laptop shows what it lacks."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = TEAM_SCREEN_COMMANDS
    ENTER = "open"
    PURPOSE = (
        "Bring your book and your colleagues' together by a stick, a share or a cloud folder. Enter on a folder shows"
        " what would come in, and Enter again takes it in."
    )

    def __init__(self) -> None:
        super().__init__()
        self.targets = WindowTable(TARGET_COLUMNS, id="targets")
        self.laptops = WindowTable(LAPTOP_COLUMNS, id="laptops")
        self.has_team = True
        self.conflicts = 0
        self.lost = 0
        self._headline = Headline()
        self._begin_words = SteadyText(id="begin-words")
        self._begin = VerticalScroll(self._begin_words, id="begin", can_focus=False)

    def compose(self) -> ComposeResult:
        """Title, headline, the folders, the laptops, keys."""
        yield TitleLine("Team", self._app.book.actor)
        if self._app.read_only:
            yield Banner(self._app.read_only)
        yield self._headline
        yield self._begin
        yield self.targets
        yield self.laptops
        yield KeyFooter()

    def on_mount(self) -> None:
        """Reads again after each change."""
        self._begin.display = False
        self._app.book_changed.subscribe(self, lambda _: self._read())
        self.set_focus(self.targets)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Reads who has what, whenever the screen is on top: a stick may have been plugged in meanwhile."""
        super().on_screen_resume(event)
        self._read()

    @property
    def row(self) -> TargetRow | LaptopRow | None:
        """The row under the cursor of the list that has the focus."""
        row: TargetRow | LaptopRow | None = (self.laptops if self.laptops.has_focus else self.targets).row
        return row

    def switch_list(self) -> None:
        """The other list."""
        self.set_focus(self.targets if self.laptops.has_focus else self.laptops)

    def _read(self) -> None:
        in_background(self, self._read_all, group="team", exclusive=True)

    async def _read_all(self) -> None:
        book = self._app.book
        try:
            known = await self._app.fetch(lambda: _overview(book))
        except WinbackError as fault:
            self._app.tell(str(fault), "error")
            return
        self.has_team = bool(known.team or known.targets or len(known.laptops) > 1)
        self.conflicts, self.lost = known.conflicts, known.lost
        self._app.count(CONFLICTS, known.conflicts or None)
        self._begin.display = not self.has_team
        self.targets.display = self.laptops.display = self.has_team
        if self.has_team:
            self.targets.show(ListRows(known.targets), empty=NO_TARGET)
            self.laptops.show(ListRows(known.laptops), empty=NO_LAPTOP)
            self._headline.show(_head(known, book.actor))
            if self.focused is None:
                self.set_focus(self.targets)
        else:
            self._headline.show((("This book belongs to no team yet", "strong"),))
            self._begin_words.tell(_how_to_begin(book.exists()))
        self._refresh_keys()

    def _refresh_keys(self) -> None:
        for footer in self.query(KeyFooter):
            footer.refresh_commands()

    @on(WindowTable.Highlighted)
    def _highlighted(self) -> None:
        self._refresh_keys()

    @on(WindowTable.Opened)
    def _opened(self, event: WindowTable.Opened) -> None:
        from winback_tui.tui.screens.team.exchange.sync_screen import SyncScreen

        if event.table is self.laptops:
            in_background(self, partial(self._show_laptop, event.row.mate))
        else:
            self.app.push_screen(SyncScreen([event.row.target.target]))

    async def _show_laptop(self, mate: Teammate) -> None:
        from winback_tui.services.team import laptop_gaps
        from winback_tui.tui.screens.base.reader import DetailScreen

        book = self._app.book
        gaps = await self._app.fetch(lambda: laptop_gaps(book, mate.id))
        page = laptop_page(mate, gaps, book.today)
        title = "The hub" if mate.hub else f"Laptop of {mate.person or 'somebody'}"
        self.app.push_screen(DetailScreen(title, page))


def _overview(book: Book) -> _Overview:
    today = book.today
    return _Overview(
        team_of(book),
        [
            TargetRow(each, waiting_files(book, each.target), changes_to_leave(book, each.target), today)
            for each in targets(book)
        ],
        [LaptopRow(each, today) for each in teammates(book)],
        count_open(book),
        len(lost_edits(book)),
    )


def _head(known: _Overview, me: str) -> list[Cell]:
    used = [each.mate for each in known.laptops if not each.mate.retired]
    hubs = sum(each.hub for each in used)
    laptops = count(len(used) - hubs, "laptop") + (
        f" and {'a hub' if hubs == 1 else count(hubs, 'hub')}" if hubs else ""
    )
    cells: list[Cell] = [(f"{me or 'somebody'} here", "strong"), f" · {laptops}"]
    waiting = sum(each.waiting for each in known.targets)
    if waiting:
        cells.append((f" · {count(waiting, 'new file')} to take in", "accent"))
    if known.conflicts:
        cells.append((f" · ▲ {count(known.conflicts, 'conflict')} to decide", "warn"))
    if known.lost:
        cells.append((f" · {count(known.lost, 'edit')} of yours decided against", "warn"))
    behind = [mate for mate in used if mate.unconfirmed and not mate.ours]
    if behind:
        cells.append((f" · erasures not confirmed by {len(behind)} of them", "warn"))
    return cells


def _how_to_begin(has_book: bool) -> Content:
    parts: list[Content] = [
        say(
            "Each laptop has its own book and works offline. A folder that all of you reach (a stick, a network share,"
            " a cloud folder) brings the books together. No server is needed."
        ),
        Content(""),
        say(("b", "key"), "  ", ("Begin a team", "strong")),
        say(
            "You choose the folder; your file is written there, and you get the team's code of seven words, once."
            " Your colleagues join with it."
        ),
        Content(""),
        say(("j", "key"), "  ", ("Join a team", "strong")),
        say(
            "Somebody has made it: you have its folder or a file, and the code. You take the whole book over."
            + (" What is in your own book goes along." if has_book else "")
        ),
    ]
    return Content("\n").join(parts)
