"""Conflicts, decided one after the other with one key each; own edits that were decided against come last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from winback_tui.domain.errors import WinbackError
from winback_tui.domain.wording.wording import count
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tab_line import CONFLICTS
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.screens.base.progress import run_with_progress
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.line import SteadyText
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import Banner, Headline, TitleLine
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

from .at_once import WayAtOnce, ways_at_once
from .commands import CONFLICT_COMMANDS
from .rows import COLUMNS, AnyRow, ConflictRow, LostRow

if TYPE_CHECKING:
    from winback_tui.services.team import Conflict
    from winback_tui.tui.app.context import Context
    from winback_tui.tui.widgets.list.search_line import SearchLine

ALL_DECIDED = Empty(Why.ALL_DONE, "No conflict is open.", (("Esc", "goes back"),))
NO_MATCH = Empty(Why.NO_MATCH, "No conflict contains that.", (("Esc", "clears the filter"),))
READING = Empty(Why.NOTHING_YET, "Reading the conflicts …")


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that was decided here: the rows that it took away with their places, and how it is taken back."""

    rows: Sequence[tuple[int, AnyRow]]
    take_back: Callable[[], str]


class ConflictsScreen(FullScreen[None]):
    """The list above, the conflict under the cursor below it; the cursor stays where the decided one was."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = CONFLICT_COMMANDS
    PURPOSE = (
        "What two people wrote differently without knowing of each other. The book holds the first value now; decide"
        " which one stays. Every decision travels to the others with the next sync and can be undone."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "page(1)", "one page down", show=False, id="conflicts.page_down"),
        Binding("pageup", "page(-1)", "one page up", show=False, id="conflicts.page_up"),
        Binding("g,home", "end(-1)", "to the first", show=False, id="conflicts.first"),
        Binding("G,end", "end(1)", "to the last", show=False, id="conflicts.last"),
        Binding("ctrl+d,space", "scroll(6)", "scroll the texts down", show=False, id="conflicts.scroll_down"),
        Binding("ctrl+u", "scroll(-6)", "scroll the texts up", show=False, id="conflicts.scroll_up"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.table = WindowTable(COLUMNS, id="list")
        self.table.can_focus = False
        self._rows: list[AnyRow] = []
        self._wanted = ""
        self._done: list[_Step] = []
        self._acts = 0
        self._under_way = 0
        self._changes = 0
        """How often the rows have changed here: what was read before a change is outdated."""
        self._search: SearchLine | None = None
        self._headline = Headline()
        self._words = SteadyText(id="words")

    # --- building

    def compose(self) -> ComposeResult:
        """Title, headline, list, the conflict, keys."""
        yield TitleLine("Conflicts")
        if self._app.read_only:
            yield Banner(self._app.read_only)
        yield self._headline
        yield self.table
        with VerticalScroll(id="page", can_focus=False):
            yield self._words
        yield KeyFooter()

    def on_mount(self) -> None:
        """Reads the conflicts, and again when somebody else has written to the book."""
        self.table.show(ListRows[AnyRow](()), empty=READING)
        self._app.prepare_to_act()
        self._app.book_changed.subscribe(self, lambda _: self._book_changed())
        self._read()

    def on_resize(self, event: Any) -> None:
        """The texts are wrapped for the new width."""
        super().on_resize(event)
        self.call_after_refresh(self._show_page)

    def _book_changed(self) -> None:
        if self._acts:
            self._acts -= 1
        else:
            self._read()

    def _read(self) -> None:
        in_background(self, self._read_all, group="conflicts", exclusive=True)

    async def _read_all(self) -> None:
        from winback_tui.services.team import lost_edits, open_conflicts

        book, before = self._app.book, -1
        while before != self._changes:
            before = self._changes
            try:
                conflicts, lost = await self._app.fetch(lambda: (open_conflicts(book), lost_edits(book)))
            except WinbackError as fault:
                self._app.tell(str(fault), "error")
                return
        self._rows = [
            *(ConflictRow(each, book.actor) for each in conflicts),
            *(LostRow(each) for each in lost),
        ]
        self._show(keep=True)

    # --- showing

    @property
    def row(self) -> AnyRow | None:
        """The row under the cursor."""
        row: AnyRow | None = self.table.row
        return row

    @property
    def decided_here(self) -> bool:
        """Whether something was decided here that u takes back."""
        return bool(self._done)

    def ways_at_once(self) -> Sequence[WayAtOnce]:
        """How more than the conflict under the cursor could be decided in one go."""
        return ways_at_once(self._rows, self.row)

    def subject(self) -> CommandSubject | None:
        """The account of the conflict under the cursor."""
        row = self.row
        if row is None:
            return None
        about = row.conflict if isinstance(row, ConflictRow) else row.edit
        return CommandSubject(about.account_id, about.account, row=row)

    def _show(self, keep: bool = False, at: int = 0) -> None:
        shown = [row for row in self._rows if all(word in row.text for word in self._wanted.split())]
        empty = NO_MATCH if self._rows and self._wanted else ALL_DECIDED
        self.table.show(ListRows(shown), empty=empty, keep=keep, at=at)
        self._app.count(CONFLICTS, self._open or None)
        self._show_row()

    @property
    def _open(self) -> int:
        return sum(isinstance(row, ConflictRow) for row in self._rows)

    def _show_row(self) -> None:
        row = self.row
        lost = len(self._rows) - self._open
        left: list[Cell] = [(f"{self._open:,} open", "strong")]
        if lost:
            left.append((f" · {count(lost, 'edit')} of yours decided against", "warn"))
        if row is not None:
            left += [f" · {self.table.cursor + 1:,} of {self.table.total:,} · ", (_where(row), "accent")]
        self._headline.show(left, ((f"“{self._wanted}”", "accent"),) if self._wanted else ())
        self._show_page()
        for footer in self.query(KeyFooter):
            footer.refresh_commands()

    def _show_page(self) -> None:
        from .page import conflict_page, lost_page

        row, today = self.row, self._app.book.today
        width = max(self.size.width - 4, 20)
        if isinstance(row, ConflictRow):
            self._words.tell(conflict_page(row.conflict, row.chosen, row.me, today, width))
        else:
            self._words.tell(lost_page(row.edit, today, width) if row else Content(""))

    @on(WindowTable.Highlighted)
    def _highlighted(self) -> None:
        self.query_one("#page").scroll_home(animate=False)
        self._show_row()

    # --- moving

    def move(self, by: int) -> None:
        """Another conflict."""
        self.table.action_step(by)

    def action_page(self, by: int) -> None:
        """A page of the list."""
        self.table.action_page(by)

    def action_end(self, by: int) -> None:
        """The first or the last one."""
        self.table.action_end(by)

    def action_scroll(self, by: int) -> None:
        """Long texts, up or down."""
        self.query_one("#page").scroll_relative(y=by, animate=False)

    def mark_value(self, by: int) -> None:
        """Mark another of the values that do not stand."""
        row = self.row
        if isinstance(row, ConflictRow) and len(row.conflict.values) > 2:
            others = len(row.conflict.values) - 1
            self._replace(row, replace(row, chosen=(row.chosen - 1 + by) % others + 1))

    def _replace(self, row: AnyRow, other: AnyRow) -> None:
        self._rows[self._rows.index(row)] = other
        self._show(keep=True)

    async def begin_search(self) -> None:
        """The line to type into; it is made when first needed."""
        from winback_tui.tui.widgets.list.search_line import SearchLine

        if self._search is None:
            self._search = SearchLine(self.table)
            await self.mount(self._search, before=self.query_one(KeyFooter))
        self._search.display = True
        self.set_focus(self._search.box)

    def on_search_line_changed(self, event: SearchLine.Changed) -> None:
        """Another text to look for."""
        self._wanted = event.text.casefold()
        self._show(keep=True)

    def action_back(self) -> None:
        """The filter goes first, then the screen."""
        if self._wanted and self._search is not None:
            self._search.clear()
            self._wanted = ""
            self._show(keep=True)
        else:
            super().action_back()

    # --- deciding

    @property
    def behind(self) -> bool:
        """Whether a decision is under way: the next keys are meant for the conflict that then takes its place."""
        return self._under_way > 0

    @contextmanager
    def _deciding(self) -> Iterator[None]:
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def keep(self) -> None:
        """What stands stays; of an own lost edit: agreed."""
        from winback_tui.services.team import acknowledge_lost, keep_value

        row, book = self.row, self._app.book
        if isinstance(row, LostRow):
            edit = row.edit
            with self._deciding():
                await self._app.fetch(lambda: acknowledge_lost(book, edit))
                self._gone(row)
            self._app.tell(f"Agreed: {edit.where}: {edit.now or 'empty'}")
        elif row is not None:
            conflict = row.conflict
            await self._decide(row, lambda: keep_value(book, conflict))

    async def take(self, place: int) -> None:
        """The value in this place, from 0; of an own lost edit: one's own again."""
        from winback_tui.services.book.history import undo
        from winback_tui.services.team import take_back_lost, take_value

        row, book = self.row, self._app.book
        if isinstance(row, LostRow):
            edit = row.edit
            with self._deciding():
                await self._act(lambda: take_back_lost(book, edit))
                self._gone(row, lambda: undo(book))
        elif row is not None:
            conflict, number = row.conflict, place + 1
            await self._decide(row, lambda: take_value(book, conflict, number))

    async def type_another(self, context: Context) -> None:
        """A form for a third value."""
        from .type_dialog import TypeValueDialog

        row = self.row
        if isinstance(row, ConflictRow):
            self._acts += 1
            if await context.ask(TypeValueDialog(row.conflict)) is None:
                self._acts -= 1
            else:
                self._gone(row, self._undo_decision)

    async def settle(self, *, person: str = "", account: str = "") -> None:
        """All of a person, or of an account; then the list is read anew."""
        from winback_tui.services.team import settle_all

        book = self._app.book
        self._acts += 1
        try:
            decided = await run_with_progress(
                self._app,
                "Deciding",
                lambda far: settle_all(book, person=person, account=account, step=far.step),
            )
        except WinbackError:
            self._acts -= 1
            raise
        if decided is None:
            self._acts -= 1
            return
        self._done.append(_Step((), self._undo_decision))
        self._app.tell(f"{count(len(decided), 'conflict')} decided; u undoes it")
        self._read()

    async def undo(self) -> None:
        """Take back what was decided here last, else the newest decision of this laptop."""
        step = self._done.pop() if self._done else _Step((), self._undo_decision)
        with self._deciding():
            await self._act(step.take_back)
            if len(step.rows) == 1 and isinstance(step.rows[0][1], ConflictRow):
                await self._reopen(*step.rows[0])
            else:
                await self._read_all()

    async def _reopen(self, at: int, row: AnyRow) -> None:
        """One conflict is read again, in its old place: five thousand others need not be."""
        from winback_tui.services.team import read_again

        assert isinstance(row, ConflictRow)
        book, conflict = self._app.book, row.conflict
        again: Conflict | None = await self._app.fetch(lambda: read_again(book, conflict))
        if again is None:
            await self._read_all()
            return
        self._changes += 1
        self._rows.insert(min(at, len(self._rows)), ConflictRow(again, row.me))
        self._show(at=min(at, len(self._rows) - 1))

    def _undo_decision(self) -> str:
        from winback_tui.services.team import undo_decision

        return undo_decision(self._app.book)

    async def _decide(self, row: ConflictRow, work: Callable[[], str]) -> None:
        with self._deciding():
            try:
                await self._act(work, lambda sentence: f"{sentence}; u undoes it")
            except WinbackError:
                self._read()
                raise
            self._gone(row, self._undo_decision)
            if row.conflict.about_deletion:
                await self._read_all()

    async def _act(self, work: Callable[[], Any], message: Any = str) -> Any:
        self._acts += 1
        try:
            return await self._app.act(work, message)
        except WinbackError:
            self._acts -= 1
            raise

    def _gone(self, row: AnyRow, take_back: Callable[[], str] | None = None) -> None:
        """The row leaves; the next one is under the cursor."""
        self._changes += 1
        at = self._rows.index(row) if row in self._rows else 0
        cursor = self.table.cursor
        if row in self._rows:
            self._rows.remove(row)
        if take_back is not None:
            self._done.append(_Step(((at, row),), take_back))
        self._show(at=cursor)


def _where(row: AnyRow) -> str:
    what = row.what
    return f"{row.account} · {what}" if row.account and row.account not in what else what
