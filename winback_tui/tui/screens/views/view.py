"""A view with a list: tabs, headline, list, details, search line, footer, and how they work together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from winback_tui.domain.errors import BookUnavailable, WinbackError
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import HIGH, WIDE, pane_height
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import BaseScreen
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.detail_pane import DetailPane, FittedPart
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import Banner, Headline, TabBar
from winback_tui.tui.widgets.list.rows import Keyed, ListRows, RowSource
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

from .view_commands import VIEW_COMMANDS, ReadDetail

if TYPE_CHECKING:
    from winback_tui.tui.widgets.list.search_line import SearchLine

R = TypeVar("R", bound=Keyed)

READ_AGAIN_AFTER = 2.0
"""Seconds until a book that could not be read is read again."""
DETAIL_AFTER = 0.08
"""Seconds without a key before the details follow the cursor: longer than keys that are held take to repeat, so that
holding one stays fast, also over a slow line."""


class Query(NamedTuple):
    """What the user wants to see."""

    text: str = ""
    """Typed into the search line."""
    sort: str = ""
    falling: bool = True
    filters: tuple[tuple[str, str, str], ...] = ()
    """Saved or chosen filters as (name, value, words): `("class", "A", "class A")`."""

    def finds(self, text: str) -> bool:
        """Whether every word typed stands in `text`, whose letters are folded."""
        return all(word in text for word in self.text.casefold().split())

    def without_filters(self) -> Query:
        """The same order, everything shown."""
        return self._replace(text="", filters=())

    def in_words(self) -> str:
        """The filters as the headline says them."""
        words = [text for _name, _value, text in self.filters]
        return " · ".join([*words, f"“{self.text}”"] if self.text else words)


class Listing(NamedTuple, Generic[R]):
    """What a view shows for one query."""

    rows: RowSource[R]
    headline: Sequence[Cell]
    empty: Empty
    total: int | None = None
    """The number behind the view's title; None leaves it alone. Not the filtered count."""


class Body(Container):
    """List and details; they cover it, so it need not be drawn."""

    BLANK = True

    def __init__(self, resized: Callable[[], None]) -> None:
        """`resized` is called when lines above it came or went, or the terminal has another size."""
        super().__init__(id="body")
        self._resized = resized

    def on_resize(self) -> None:
        """List and details share the new height."""
        self._resized()


class ListView(BaseScreen, Screen[None], Generic[R]):
    """Subclass it: `VIEW`, `COLUMNS`, `SORT`, `OWN_COMMANDS`, and `listing`, `detail`, `subject_of`."""

    DEFAULT_CSS = style_sheet(__file__)
    BLANK = True
    VIEW: ClassVar[str] = ""
    """Id of the view in `views.VIEWS`."""
    COLUMNS: ClassVar[Sequence[ListColumn[Any]]] = ()
    SORT: ClassVar[tuple[str, bool]] = ("", True)
    """Column id and whether the greatest is on top."""
    ENTER: ClassVar[str] = ""
    """What Enter does with a row, as the footer says it; '' where it opens nothing."""
    ENTER_DOES: ClassVar[str] = ""
    """Id of the command that opens the same page, whose key need not stand beside it."""
    ONE_ACCOUNT: ClassVar[bool] = False
    """Whether every row is of the same account, the one that the page is about."""
    TABLE: ClassVar[type[WindowTable]] = WindowTable
    OWN_COMMANDS = VIEW_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear the filter, then the marks", show=False, id="view.clear")
    ]

    def __init__(self) -> None:
        super().__init__()
        self.wanted = Query(sort=self.SORT[0], falling=self.SORT[1])
        self.table = self.TABLE(self.COLUMNS, id="list")
        self.headline = Headline()
        self.pane = DetailPane(ReadDetail())
        self.body = Body(self._share_lines)
        self.footer = KeyFooter()
        self._search: SearchLine | None = None
        self._stale = False
        self._reading = False
        self._request = 0
        self._answered = (self._request, self.wanted)
        self._headline: Sequence[Cell] = ()
        self._done_with: tuple[Hashable, str, int] | None = None
        """Key and place of the row that was worked on last and id of its account, until the list was read again."""
        self._resting: Timer | None = None
        self._again: Timer | None = None

    # --- for the subclass

    def listing(self, wanted: Query) -> Listing[R]:
        """Rows, headline and empty message for `wanted`. May run in a thread: touch no widget."""
        raise NotImplementedError

    def detail(self, row: R) -> tuple[str, Content]:
        """Title and text of the detail pane for that row. A WinbackError stands there as its sentence: what the row
        tells of may be gone from the book before the list is read again."""
        raise NotImplementedError

    def detail_parts(self, row: R) -> Sequence[Content | FittedPart]:
        """What stands below that text: words, and what is drawn for the room there is, such as plots."""
        return ()

    def opens(self, row: R) -> bool:
        """Whether Enter opens anything on that row, where `ENTER` says what."""
        return True

    def opened(self, row: R) -> None:
        """Enter or a double click on a row."""

    def first_row(self, rows: RowSource[R]) -> int:
        """The index of the row where the cursor begins."""
        return 0

    def top_line(self) -> Widget:
        """The first line: the tabs, or a title for a list on top of a view."""
        return TabBar(self.VIEW)

    # --- building

    def compose(self) -> ComposeResult:
        """The first rows are read here, so that the first frame has them."""
        width, height = self.app.size
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height >= HIGH, "-high")
        self.set_class(bool(self.VIEW), "-tabbed")
        self._show(self._first_listing(), keep=False)
        self._share_lines()
        self._show_detail()
        yield self.top_line()
        if self._app.read_only:
            yield Banner(self._app.read_only)
        yield self.headline
        with self.body:
            yield self.table
            yield self.pane
        yield self.footer

    def _first_listing(self) -> Listing[R]:
        """The first rows; where a file of the user's is faulty, its sentence in their place, and the view stays."""
        try:
            return self.listing(self.wanted)
        except BookUnavailable:
            raise
        except WinbackError as fault:
            return Listing(ListRows(()), ((str(fault), "warn"),), Empty(Why.NOTHING_YET, str(fault)))

    def on_mount(self) -> None:
        """Subscribes to changes of the book."""
        self._app.book_changed.subscribe(self, self._book_changed)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """A view that missed a change reads it now."""
        self._mind_the_size()
        if self._stale:
            self.reload()

    def _book_changed(self, _nothing: None) -> None:
        if self.is_current:
            self.reload()
        else:
            self._stale = True

    def _share_lines(self) -> None:
        """What a short list does not need is for the details below it."""
        if not self.VIEW:
            return
        width, height = self.app.size
        lines = self.body.size.height or height - (3 if self._app.read_only else 2) - 1
        self.pane.styles.height = "1fr" if width >= WIDE else pane_height(height, lines, self.table.total)

    # --- reading

    def reload(self) -> None:
        """Reads the list again; the cursor stays on its row."""
        self._stale = False
        self._request += 1
        self._read()

    def want(self, wanted: Query) -> None:
        """Shows the answer to another query."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._read()

    @property
    def behind(self) -> bool:
        """Whether the rows on the screen answer an earlier query than the one asked last."""
        return self.wanted != self._answered[1]

    def _read(self) -> None:
        if not self._reading:
            self._reading = True
            in_background(self, self._read_latest, group="listing")

    async def _read_latest(self) -> None:
        """One reader at a time; a newer query is read next, an outdated answer is never shown."""
        try:
            while self._answered != (self._request, self.wanted):
                request, wanted, before = self._request, self.wanted, self._answered[1]
                listing = await self._app.fetch(partial(self.listing, wanted))
                self._answered = (request, wanted)
                same = (wanted.text, wanted.filters) == (before.text, before.filters)
                if wanted == self.wanted:  # what was found stays under the cursor when the filter goes
                    self._show(listing, keep=same or wanted == wanted.without_filters())
        except WinbackError as fault:
            self._answered = (self._request, self.wanted)
            self.could_not_read(fault)
        finally:
            self._reading = False

    def could_not_read(self, fault: WinbackError) -> None:
        """Says so; a book that was only busy for a moment is read again by itself, so that no row stays blank."""
        self._app.tell(str(fault), "error")
        if isinstance(fault, BookUnavailable):
            if self._again is not None:
                self._again.stop()
            self._again = self.set_timer(READ_AGAIN_AFTER, lambda: self._book_changed(None))

    def _show(self, listing: Listing[R], keep: bool) -> None:
        self.table.show(
            listing.rows,
            sorted_by=self.wanted.sort,
            falling=self.wanted.falling,
            empty=listing.empty,
            keep=keep,
            at=self.first_row(listing.rows),
        )
        words = self.wanted.in_words()
        self._headline = listing.headline
        self.headline.show(listing.headline, ((words, "accent"),) if words else ())
        if listing.total is not None:
            self._app.count(self.VIEW, listing.total)
        if self._done_with is not None:
            self._go_on()
        if self.is_mounted:
            self._share_lines()
            self.footer.refresh_commands()

    # --- what commands ask

    def cursor_place(self) -> tuple[int, int]:
        """The row under the cursor, from 1, and how many there are."""
        return self.table.cursor + 1, self.table.total

    def move_cursor(self, by: int) -> bool:
        """Goes `by` rows down; False at the end of the list."""
        before = self.table.cursor
        self.table.move_to(before + by)
        return self.table.cursor != before

    def work_through(self) -> None:
        """Called after something was done with the account under the cursor: once the list says so, the cursor goes on
        to the next row with which nothing was done today, of another account: what else is due at this one, or came
        up by what was done, was seen to in the same call. Where the row moves to a later day, the cursor stays."""
        row = self.table.row
        self._done_with = None if row is None else (row.key, self._account_here(), self.table.cursor)
        if not self._stale and not self._reading:
            self._go_on()

    def _go_on(self) -> None:
        row, done_with = self.table.row, self._done_with
        self._done_with = None
        if row is None or done_with is None:
            return
        key, account, place = done_with
        if row.key != key:
            following: int | None = self.table.cursor
        else:
            following = self.table.next_open(place if self.table.cursor == place else place - 1)
        while following is not None:
            self.table.move_to(following)
            if not account or self._account_here() != account:
                return
            following = self.table.next_open()

    def _account_here(self) -> str:
        """Id of the account under the cursor; '' where the row is of none, or every row of the same one."""
        subject = None if self.ONE_ACCOUNT else self.subject()
        return subject.account_id if subject else ""

    def marked(self) -> Sequence[Hashable]:
        """Keys of the marked rows, in the list's order."""
        return self.table.marked_keys()

    # --- what the widgets say

    @on(WindowTable.Highlighted)
    def _highlighted(self) -> None:
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(DETAIL_AFTER, self._rested)

    def _rested(self) -> None:
        self._show_detail()
        self.footer.refresh_commands()
        self.table.look_ahead()

    def _show_detail(self) -> None:
        row = self.table.row
        try:
            title, content = self.detail(row) if row is not None else ("", Content())
            parts = self.detail_parts(row) if row is not None else ()
        except WinbackError as fault:
            title, content, parts = "", say((str(fault), "muted")), ()
        self.pane.show(title, content, parts)

    @on(WindowTable.Opened)
    def _row_opened(self, event: WindowTable.Opened) -> None:
        self.opened(event.row)

    @on(WindowTable.SortAsked)
    def _sort_asked(self, event: WindowTable.SortAsked) -> None:
        self.want(self.wanted._replace(sort=event.column, falling=event.falling))

    @on(WindowTable.Marked)
    def _marked(self, event: WindowTable.Marked) -> None:
        words = self.wanted.in_words()
        marks = ((f"{event.number:,} marked", "warn"),) if event.number else ()
        gap = ("   ",) if words and marks else ()
        self.headline.show(self._headline, (*marks, *gap, *(((words, "accent"),) if words else ())))
        self.footer.refresh_commands()

    async def begin_search(self) -> None:
        """Opens the search line, which is made when first needed."""
        from winback_tui.tui.widgets.list.search_line import SearchLine

        if self._search is None:
            self._search = SearchLine(self.table)
            await self.mount(self._search, before=self.footer)
        self._search.display = True
        self.set_focus(self._search.box)

    def on_search_line_changed(self, event: SearchLine.Changed) -> None:
        """Another text to look for."""
        self.want(self.wanted._replace(text=event.text))

    def action_clear(self) -> None:
        """Esc: the marks go first, then the filters."""
        if not self.table.unmark():
            if self._search is not None:
                self._search.clear()
            self.want(self.wanted.without_filters())
