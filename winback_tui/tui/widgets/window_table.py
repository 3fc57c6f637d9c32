"""The list of every view: reads and draws only the rows that are on the screen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ..columns import GAP, Column, Placed, heading, place, row_runs
from ..rows import ListRows, Paged, RowSource
from ..tones import COMPONENTS
from ..verb import Acting
from .beside import beside
from .empty import Empty, Why
from .list_verbs import LIST_VERBS

GUTTER = 3


class WindowTable(Acting, ScrollView, can_focus=True):
    """A list of any length. Give it rows with `show`; it posts `Highlighted`, `Opened`, `SortAsked`, `Marked`."""

    DEFAULT_CSS = beside(__file__)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--heading",
        "table--sorted",
        "table--cursor",
        "table--away",
        "table--bar",
        "table--mark",
        *COMPONENTS,
    }
    VERBS = LIST_VERBS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "one row up", show=False, id="list.up"),
        Binding("down,j", "step(1)", "one row down", show=False, id="list.down"),
        Binding("pageup,ctrl+b", "page(-1)", "one page up", show=False, id="list.page_up"),
        Binding("pagedown,ctrl+f", "page(1)", "one page down", show=False, id="list.page_down"),
        Binding("ctrl+u", "half(-1)", "half a page up", show=False, id="list.half_up"),
        Binding("ctrl+d", "half(1)", "half a page down", show=False, id="list.half_down"),
        Binding("g,home", "end(-1)", "to the first row", show=False, id="list.first"),
        Binding("G,end", "end(1)", "to the last row", show=False, id="list.last"),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row, or the rows changed; `row` is None in an empty list."""

        table: WindowTable
        row: Any

    @dataclass
    class Opened(Message):
        """Enter or a double click on a row."""

        table: WindowTable
        row: Any

    @dataclass
    class SortAsked(Message):
        """The user wants the list by this column; the view answers with `show`."""

        table: WindowTable
        column: str
        falling: bool

    @dataclass
    class Marked(Message):
        """The number of marked rows changed."""

        table: WindowTable
        number: int

    def __init__(self, columns: Sequence[Column[Any]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.columns = list(columns)
        self.cursor = 0
        self.marks: set[Hashable] = set()
        self.sorted_by = ""
        self.falling = False
        self._empty = Empty(Why.NOTHING_YET, "Nothing here yet.")
        self._rows: Paged[Any] = Paged(ListRows())
        self._placed: list[Placed[Any]] = []
        self._placed_for = -1
        self._strips: dict[tuple[int, bool, bool], Strip] = {}
        self._styles: dict[str, Style] = {}

    # --- rows

    @property
    def total(self) -> int:
        """Rows in the list."""
        return self._rows.total

    @property
    def row(self) -> Any:
        """The row under the cursor, None in an empty list."""
        return self._rows[self.cursor] if self.total else None

    def show(
        self,
        source: RowSource[Any],
        *,
        sorted_by: str = "",
        falling: bool = False,
        empty: Empty | None = None,
        keep: bool = True,
    ) -> None:
        """Shows these rows. With `keep` the cursor stays on the same key, or else in the same place."""
        held = self.row if keep else None
        self._rows = Paged(source)
        self.sorted_by, self.falling = sorted_by, falling
        self._empty = empty or self._empty
        found = self._rows.find(held.key, self.cursor) if held is not None and self.total else None
        self.cursor = found if found is not None else min(self.cursor if keep else 0, max(self.total - 1, 0))
        if self.marks:
            self._set_marks(self.marks.intersection(self._rows.source.all_keys()))
        self._strips.clear()
        self.virtual_size = Size(0, self.total + 1)
        if self.is_mounted:
            self._into_sight()
            self.refresh()
        self.post_message(self.Highlighted(self, self.row))

    def redraw(self) -> None:
        """Draws the same rows anew: something that the cells show has changed."""
        self._strips.clear()
        self.refresh()

    # --- drawing

    def notify_style_update(self) -> None:
        """Forgets what was drawn in other colours."""
        self._styles.clear()
        self._strips.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self._into_sight()

    def render_line(self, y: int) -> Strip:
        """The heading, a row, or a line of the empty message."""
        width = self.size.width
        if self._placed_for != width:
            self._placed_for = width
            self._placed = place(self.columns, width - GUTTER - 1)
            self._strips.clear()
        if y == 0:
            return self._heading(width)
        if not self.total:
            return self._empty_line(y, width)
        index = int(self.scroll_y) + y - 1
        if index >= self.total:
            return Strip.blank(width, self._style(""))
        at_cursor = index == self.cursor
        row = self._rows[index]
        if row is None:
            return Strip.blank(width, self._style(""))
        marked = row.key in self.marks
        strip = self._strips.get((index, at_cursor, marked))
        if strip is None:
            if len(self._strips) > 600:
                self._strips.clear()
            strip = self._strips[index, at_cursor, marked] = self._line(row, at_cursor, marked, width)
        return strip

    def _line(self, row: Any, at_cursor: bool, marked: bool, width: int) -> Strip:
        under = ("table--cursor" if self.has_focus else "table--away") if at_cursor else ""
        segments = [
            Segment("▌" if at_cursor else " ", self._style(under, "table--bar")),
            Segment("* " if marked else "  ", self._style(under, "table--mark")),
        ]
        segments += [
            Segment(text, self._style(under, f"tone--{tone}" if tone else ""))
            for text, tone in row_runs(self._placed, row)
        ]
        return Strip(segments).adjust_cell_length(width, self._style(under))

    def _heading(self, width: int) -> Strip:
        plain = self._style("table--heading")
        segments = [Segment(" " * GUTTER, plain)]
        for title, chosen in heading(self._placed, self.sorted_by, self.falling):
            segments.append(Segment(title, self._style("table--sorted") if chosen else plain))
        return Strip(segments).adjust_cell_length(width, plain)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self._empty.content().wrap(max(width - 8, 1))
        top = max(1, (self.size.height - len(lines)) // 3)
        if not top <= y < top + len(lines):
            return Strip.blank(width, self._style(""))
        content = lines[y - top]
        left = max((width - content.cell_length) // 2, 0)
        segments = [Segment(" " * left, self._style(""))]
        segments += content.render_segments(self.visual_style)
        return Strip(segments).adjust_cell_length(width, self._style(""))

    def _style(self, *names: str) -> Style:
        name = " ".join(names)
        style = self._styles.get(name)
        if style is None:
            style = self.rich_style
            for part in names:
                if part:
                    style += self.get_component_rich_style(part, partial=True)
            self._styles[name] = style
        return style

    def on_focus(self) -> None:
        """The cursor row is brighter with the focus."""
        self._redraw_rows(self.cursor)

    def on_blur(self) -> None:
        """And calmer without."""
        self._redraw_rows(self.cursor)

    def _redraw_rows(self, *indexes: int) -> None:
        width, top = self.size.width, int(self.scroll_y)
        for index in indexes:
            for marked in (False, True):
                self._strips.pop((index, True, marked), None)
            if 0 <= index - top < self.size.height - 1:
                self.refresh(Region(0, index - top + 1, width, 1))

    # --- moving

    def move_to(self, index: int) -> None:
        """Puts the cursor on that row, at most at the ends."""
        index = max(0, min(index, self.total - 1))
        if index == self.cursor or not self.total:
            return
        before, self.cursor = self.cursor, index
        top = int(self.scroll_y)
        self._into_sight()
        if int(self.scroll_y) == top:
            self._redraw_rows(before, index)
        self.post_message(self.Highlighted(self, self.row))

    def _page(self) -> int:
        return max(1, self.size.height - 1)

    def _into_sight(self) -> None:
        page, top = self._page(), int(self.scroll_y)
        wanted = max(min(top, self.cursor), self.cursor - page + 1)
        if wanted != top:
            self.scroll_to(y=wanted, animate=False)

    def action_step(self, by: int) -> None:
        """One row."""
        self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """One screenful; the rows move, the cursor keeps its place on the screen."""
        self._leap(by * self._page())

    def action_half(self, by: int) -> None:
        """Half a screenful."""
        self._leap(by * max(1, self._page() // 2))

    def action_end(self, by: int) -> None:
        """The first or the last row."""
        self.move_to(0 if by < 0 else self.total - 1)

    def _leap(self, rows: int) -> None:
        index = max(0, min(self.cursor + rows, self.total - 1))
        top = max(0, min(int(self.scroll_y) + rows, self.total - self._page()))
        if top != int(self.scroll_y):
            self.scroll_to(y=top, animate=False)
            self._redraw_rows(self.cursor)
        self.move_to(index)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(3, event)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(-3, event)

    def _wheel(self, by: int, event: events.MouseEvent) -> None:
        event.stop()
        event.prevent_default()
        page = self._page()
        top = max(0, min(int(self.scroll_y) + by, self.total - page))
        self.scroll_to(y=top, animate=False)
        self.move_to(max(top, min(self.cursor, top + page - 1)))

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor there, a double click opens, one on the heading sorts."""
        place_clicked = event.get_content_offset(self)
        if place_clicked is None:
            return
        if place_clicked.y == 0:
            self._heading_clicked(place_clicked.x)
            return
        index = int(self.scroll_y) + place_clicked.y - 1
        if index < self.total:
            self.move_to(index)
            if event.chain == 2:
                self.open()

    def open(self) -> None:
        """Opens the row under the cursor."""
        if self.total:
            self.post_message(self.Opened(self, self.row))

    # --- marking

    def mark(self) -> None:
        """Turns the mark of the row and steps on."""
        if self.row is not None:
            self._set_marks(self.marks ^ {self.row.key})
            self._redraw_rows(self.cursor)
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
        return bool(self.sorted_by) and any(column.sorts for column in self.columns)

    def sort_turn(self) -> None:
        """The same column the other way."""
        self.post_message(self.SortAsked(self, self.sorted_by, not self.falling))

    def sort_step(self, by: int) -> None:
        """The next sortable column that is on the screen."""
        shown = [placed.column for placed in self._placed if placed.column.sorts]
        names = [column.id for column in shown]
        at = names.index(self.sorted_by) + by if self.sorted_by in names else 0
        column = shown[at % len(shown)]
        self.post_message(self.SortAsked(self, column.id, column.falling))

    def _heading_clicked(self, x: int) -> None:
        left = GUTTER
        for column, width in self._placed:
            if left <= x < left + width + GAP and column.sorts and self.sortable:
                turned = not self.falling if column.id == self.sorted_by else column.falling
                self.post_message(self.SortAsked(self, column.id, turned))
            left += width + GAP
