"""The list of every view: reads and draws only the rows that are on the screen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from winback_tui.output.tables.fitting import GAP
from winback_tui.tui.commands.command import HasCommands
from winback_tui.tui.drawing.columns import ListColumn
from winback_tui.tui.drawing.list_lines import GUTTER, thumb_of
from winback_tui.tui.widgets.style_sheet import style_sheet

from .cursor_list import CursorList
from .empty import Empty, Why
from .list_commands import LIST_COMMANDS
from .row_painter import RowPainter
from .rows import ListRows, Paged, RowSource

LOOKS_AHEAD = 200
"""Rows among which the next one to work on is looked for."""


class WindowTable(HasCommands, CursorList):
    """A list of any length. Give it rows with `show`; it posts `Highlighted`, `Opened`, `SortAsked`, `Marked`."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = LIST_COMMANDS
    PLACE = "In the list"
    MARKS_ROWS: ClassVar[bool] = True
    """Whether rows can be marked, for acts on several of them."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "pan(-1)", "back to columns on the left", show=False, id="list.left"),
        Binding("right,l", "pan(1)", "hidden columns", show=False, id="list.right"),
    ]

    class Highlighted(Message):
        """The cursor is on another row, or the rows changed; `row` is None in an empty list."""

        def __init__(self, table: WindowTable, row: Any) -> None:
            super().__init__()
            self.table = table
            self.row = row

    class Opened(Message):
        """Enter or a double click on a row."""

        def __init__(self, table: WindowTable, row: Any) -> None:
            super().__init__()
            self.table = table
            self.row = row

    class SortAsked(Message):
        """The user wants the list by this column; the view answers with `show`."""

        def __init__(self, table: WindowTable, column: str, falling: bool) -> None:
            super().__init__()
            self.table = table
            self.column = column
            self.falling = falling

    class Marked(Message):
        """The number of marked rows changed."""

        def __init__(self, table: WindowTable, number: int) -> None:
            super().__init__()
            self.table = table
            self.number = number

    def __init__(self, columns: Sequence[ListColumn[Any]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.marks: set[Hashable] = set()
        self.sorted_by = ""
        self.falling = False
        self._empty = Empty(Why.NOTHING_YET, "Nothing here yet.")
        self._rows: Paged[Any] = Paged(ListRows())
        self._painter = RowPainter(self, columns)

    # --- rows

    @property
    def total(self) -> int:
        """Rows in the list."""
        return self._rows.total

    @property
    def row(self) -> Any:
        """The row under the cursor, None in an empty list."""
        return self._rows[self.cursor] if self.total else None

    @property
    def nothing_yet(self) -> bool:
        """Whether the list is empty because there is nothing yet that could stand in it."""
        return not self.total and self._empty.why is Why.NOTHING_YET

    def show(
        self,
        source: RowSource[Any],
        *,
        sorted_by: str = "",
        falling: bool = False,
        empty: Empty | None = None,
        keep: bool = True,
        at: int = 0,
    ) -> None:
        """Shows these rows. With `keep` the cursor stays on the same key, or else in the same place;
        without it the cursor goes to row `at`."""
        row = self.row if keep else None
        self._rows = Paged(source)
        self.sorted_by, self.falling = sorted_by, falling
        self._empty = empty or self._empty
        found = self._rows.find(row.key, self.cursor) if row is not None and self.total else None
        self.cursor = found if found is not None else min(self.cursor if keep else at, max(self.total - 1, 0))
        if self.marks:
            self._set_marks(self.marks.intersection(self._rows.source.all_keys()))
        self._painter.forget_rows(source.items if isinstance(source, ListRows) else ())
        if self.is_mounted:
            self.top = max(0, min(self.top, self.total - self.page))
            self.into_sight()
            self.refresh()
        self._rows.begin_at(self.top)
        self.post_message(self.Highlighted(self, self.row))

    def next_open(self, below: int | None = None) -> int | None:
        """The next row below that one, or the cursor, with which nothing was done today; None if none is near."""
        start = (self.cursor if below is None else below) + 1
        for index in range(start, min(start + LOOKS_AHEAD, self.total)):
            if not getattr(self._rows[index], "done", False):
                return index
        return None

    def redraw(self) -> None:
        """Redraws the same rows, because something that their cells show has changed."""
        self._painter.forget_cells()
        self.refresh()

    # --- drawing

    def notify_style_update(self) -> None:
        """Forgets what was drawn in other colours."""
        self._painter.forget_styles()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """The heading, a row, or a line of the empty message."""
        painter = self._painter
        if y == 0 or not painter.placed:
            in_sight = range(self.top, min(self.top + self.page, self.total))
            painter.arrange(self.size.width, map(self._rows.__getitem__, in_sight), self.sorted_by)
        if y == 0:
            return painter.heading(self.sorted_by, self.falling)
        if not self.total:
            return painter.empty_line(self._empty.content(), y, self.size.height)
        return self._row_line(self.top, y - 1, self.cursor)

    def _row_line(self, top: int, y: int, cursor: int) -> Strip:
        """The row-line `y` of a page that begins with row `top`."""
        row = self._rows[top + y] if top + y < self.total else None
        if row is None:
            return self._painter.blank()
        thumb = thumb_of(top, self.page, self.total)
        bar = None if thumb is None else thumb[0] <= y <= thumb[1]
        return self._painter.row(row, top + y == cursor, row.key in self.marks, bar)

    def look_ahead(self) -> None:
        """Reads and draws the page below, so that the key that asks for it finds it ready."""
        top = min(self.top + self.page, self.total - self.page)
        if top > self.top and self._painter.placed:
            for y in range(self.page):
                self._row_line(top, y, self.cursor + self.page)

    def on_focus(self) -> None:
        """The cursor row is brighter with the focus."""
        self.redraw_rows(self.cursor)

    def on_blur(self) -> None:
        """The cursor row is dimmer without the focus."""
        self.redraw_rows(self.cursor)

    def cursor_moved(self) -> None:
        """Sends the new mark count to the view."""
        self.post_message(self.Highlighted(self, self.row))

    def action_pan(self, by: int) -> None:
        """Other columns, where there is no room for all."""
        if self._painter.pan(by):
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor there, a double click opens, one on the heading sorts."""
        place_clicked = event.get_content_offset(self)
        if place_clicked is None:
            return
        if place_clicked.y == 0:
            self._heading_clicked(place_clicked.x)
            return
        index = self.top + place_clicked.y - 1
        if index < self.total:
            self.move_to(index)
            if event.chain == 2:
                self.open()

    def open(self) -> None:
        """Opens the row under the cursor, where it could be read."""
        if self.row is not None:
            self.post_message(self.Opened(self, self.row))

    # --- marking

    def mark(self) -> None:
        """Marks or unmarks the row and goes to the next one."""
        if self.row is not None:
            self._set_marks(self.marks ^ {self.row.key})
            self.redraw_rows(self.cursor)
            self.move_to(self.cursor + 1)

    def mark_all(self) -> None:
        """Marks all rows, or none if all are marked."""
        everything = set(self._rows.source.all_keys())
        self._set_marks(set() if self.marks >= everything else everything)
        self.refresh()

    def marked_keys(self) -> list[Hashable]:
        """The marked keys in the list's order."""
        return [key for key in self._rows.source.all_keys() if key in self.marks] if self.marks else []

    def unmark(self) -> bool:
        """Takes all marks away; False if there were none."""
        if not self.marks:
            return False
        self._set_marks(set())
        self.refresh()
        return True

    def _set_marks(self, marks: set[Hashable]) -> None:
        if marks != self.marks:
            self.marks = marks
            self.post_message(self.Marked(self, len(marks)))

    # --- sorting

    @property
    def sortable(self) -> bool:
        """Whether the order can be chosen."""
        return bool(self.sorted_by) and any(column.sorts for column in self._painter.columns)

    def sort_turn(self) -> None:
        """Reverses the order of the same column."""
        self.post_message(self.SortAsked(self, self.sorted_by, not self.falling))

    def sort_step(self, by: int) -> None:
        """The next sortable column that is on the screen."""
        shown = self._sortable_columns()
        if not shown:  # too narrow for any column that sorts
            return
        names = [column.id for column in shown]
        at = names.index(self.sorted_by) + by if self.sorted_by in names else 0
        column = shown[at % len(shown)]
        self.post_message(self.SortAsked(self, column.id, column.falling))

    def sorts_ahead(self) -> Sequence[str]:
        """The columns on the screen that the list can be sorted by, those to the right of the present one first."""
        names = [column.id for column in self._sortable_columns()]
        at = names.index(self.sorted_by) if self.sorted_by in names else 0
        return [*names[at:], *names[:at]]

    def _sortable_columns(self) -> list[ListColumn[Any]]:
        return [placed.column for placed in self._painter.placed if placed.column.sorts]

    def _heading_clicked(self, x: int) -> None:
        left = GUTTER
        for column, width in self._painter.placed:
            if left <= x < left + width + GAP and column.sorts and self.sortable:
                turned = not self.falling if column.id == self.sorted_by else column.falling
                self.post_message(self.SortAsked(self, column.id, turned))
            left += width + GAP
