"""A scrolling list with a cursor under a heading line: keys, wheel, and keeping the cursor in sight."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.scroll_view import ScrollView

WHEEL = 3
"""Rows a turn of the wheel."""


class CursorList(ScrollView, can_focus=True, inherit_bindings=False):
    """The subclass knows how many rows there are and draws them; line 0 is the heading."""

    MOVES: ClassVar[frozenset[str]] = frozenset(
        [
            "up",
            "down",
            "k",
            "j",
            "pageup",
            "pagedown",
            "ctrl+b",
            "ctrl+f",
            "ctrl+u",
            "ctrl+d",
            "home",
            "end",
            "g",
            "G",
            "space",
        ]
    )
    """Keys that leave the focus alone: the next key need not wait for them."""
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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0

    @property
    def total(self) -> int:
        """Rows in the list."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Called after the cursor went to another row."""

    def forget_cursor(self, index: int) -> None:
        """Called before that row is drawn anew, with or without the cursor."""

    @property
    def page(self) -> int:
        """Rows on the screen."""
        return max(1, self.size.height - 1)

    @property
    def top(self) -> int:
        """The first row on the screen."""
        return int(self.scroll_y)

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self.into_sight()

    def into_sight(self) -> None:
        """Scrolls no more than needed."""
        wanted = max(min(self.top, self.cursor), self.cursor - self.page + 1)
        if wanted != self.top:
            self.scroll_to(y=wanted, animate=False)

    def move_to(self, index: int) -> None:
        """Puts the cursor on that row, at most at the ends."""
        index = max(0, min(index, self.total - 1))
        if index == self.cursor or not self.total:
            return
        before, self.cursor = self.cursor, index
        top = self.top
        self.into_sight()
        if self.top == top:
            self.redraw_rows(before, index)
        self.cursor_moved()

    def redraw_rows(self, *indexes: int) -> None:
        """Draws these rows anew, as far as they are on the screen."""
        for index in indexes:
            self.forget_cursor(index)
            if 0 <= index - self.top < self.page:
                self.refresh(Region(0, index - self.top + 1, self.size.width, 1))

    def action_step(self, by: int) -> None:
        """One row."""
        self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """One screenful; the rows move, the cursor keeps its place on the screen."""
        self._leap(by * self.page)

    def action_half(self, by: int) -> None:
        """Half a screenful."""
        self._leap(by * max(1, self.page // 2))

    def action_end(self, by: int) -> None:
        """The first or the last row."""
        self.move_to(0 if by < 0 else self.total - 1)

    def _leap(self, rows: int) -> None:
        top = max(0, min(self.top + rows, self.total - self.page))
        before = self.cursor
        self.cursor = max(0, min(before + rows, self.total - 1))
        if top != self.top:
            self.scroll_to(y=top, animate=False)
        else:
            self.redraw_rows(before, self.cursor)
        if self.cursor != before:
            self.cursor_moved()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(WHEEL, event)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(-WHEEL, event)

    def _wheel(self, by: int, event: events.MouseEvent) -> None:
        event.stop()
        event.prevent_default()
        top = max(0, min(self.top + by, self.total - self.page))
        self.scroll_to(y=top, animate=False)
        self.move_to(max(top, min(self.cursor, top + self.page - 1)))
