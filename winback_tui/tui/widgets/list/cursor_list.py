"""A long list with a cursor under a heading line: keys, wheel, scroll bar, and keeping the cursor in sight.

It scrolls by itself instead of through the toolkit: no layout when the length changes, one repaint a move.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widget import Widget

from winback_tui.tui.drawing.list_lines import thumb_of

WHEEL = 3
"""Rows a turn of the wheel."""


class Move(NamedTuple):
    """A key that moves the cursor: binding id, keys, action and its argument, words for help."""

    id: str
    keys: str
    action: str
    by: int
    words: str


MOVES = (
    Move("list.up", "up,k", "step", -1, "one row up"),
    Move("list.down", "down,j", "step", 1, "one row down"),
    Move("list.page_up", "pageup,ctrl+b", "page", -1, "one page up"),
    Move("list.page_down", "pagedown,ctrl+f", "page", 1, "one page down"),
    Move("list.half_up", "ctrl+u", "half", -1, "half a page up"),
    Move("list.half_down", "ctrl+d", "half", 1, "half a page down"),
    Move("list.first", "g,home", "end", -1, "to the first row"),
    Move("list.last", "G,end", "end", 1, "to the last row"),
)


class CursorList(Widget, can_focus=True):
    """The subclass knows how many rows there are and draws them; line 0 is the heading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(move.keys, f"{move.action}({move.by})", move.words, show=False, id=move.id) for move in MOVES
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cursor = 0
        self.top = 0
        """The first row on the screen."""
        self._dragging = False
        self._seen_keymap: Mapping[str, str] | None = None
        self._moves: dict[str, Move] = {}

    def allow_focus(self) -> bool:
        """Not while it is hidden: it would take the keys that move a cursor away from the page in its place."""
        return bool(self.display) and super().allow_focus()

    @property
    def total(self) -> int:
        """Rows in the list."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Called after the cursor went to another row."""

    @property
    def page(self) -> int:
        """Rows on the screen."""
        return max(1, self.size.height - 1)

    @property
    def thumb(self) -> tuple[int, int] | None:
        """First and last row-line of the scroll bar's thumb, from 0; None while everything is in sight."""
        return thumb_of(self.top, self.page, self.total)

    def on_resize(self) -> None:
        """Keeps the cursor in sight."""
        self.into_sight()

    def scroll_rows(self, top: int) -> None:
        """Puts that row on top, at most at the ends."""
        top = max(0, min(top, self.total - self.page))
        if top != self.top:
            self.top = top
            self.refresh()

    def into_sight(self) -> None:
        """Scrolls no more than needed."""
        self.scroll_rows(max(min(self.top, self.cursor), self.cursor - self.page + 1))

    def move_to(self, index: int) -> None:
        """Puts the cursor on that row, at most at the ends."""
        index = max(0, min(index, self.total - 1))
        if index == self.cursor or not self.total:
            return
        before, self.cursor = self.cursor, index
        self.into_sight()
        self.redraw_rows(before, index)
        self.cursor_moved()

    def redraw_rows(self, *indexes: int) -> None:
        """Redraws these rows, as far as they are on the screen."""
        for index in indexes:
            if 0 <= index - self.top < self.page:
                self.refresh(Region(0, index - self.top + 1, self.size.width, 1))

    def quick_key(self, key: events.Key) -> bool:
        """Does a move at once, without the key's way through every widget; False for other keys."""
        keymap = self.app._keymap
        if self._seen_keymap is not keymap:
            self._seen_keymap = keymap
            self._moves = {name: move for move in MOVES for name in keymap.get(move.id, move.keys).split(",")}
        move = self._moves.get(key.key)
        if move is None:
            return False
        getattr(self, f"action_{move.action}")(move.by)
        return True

    def action_step(self, by: int) -> None:
        """One row."""
        self.move_to(self.cursor + by)

    def action_page(self, by: int) -> None:
        """Scrolls one page; the cursor keeps its place on the screen."""
        self._leap(by * self.page)

    def action_half(self, by: int) -> None:
        """Half a screenful."""
        self._leap(by * max(1, self.page // 2))

    def action_end(self, by: int) -> None:
        """The first or the last row."""
        self.move_to(0 if by < 0 else self.total - 1)

    def _leap(self, rows: int) -> None:
        self.scroll_rows(self.top + rows)
        self.move_to(self.cursor + rows)

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._wheel(WHEEL, event)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._wheel(-WHEEL, event)

    def _wheel(self, by: int, event: events.MouseEvent) -> None:
        event.stop()
        event.prevent_default()
        self._look_at(self.top + by)

    def _look_at(self, top: int) -> None:
        """Scrolls, and takes the cursor along when it would leave the screen."""
        self.scroll_rows(top)
        self.move_to(max(self.top, min(self.cursor, self.top + self.page - 1)))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """On the scroll bar: scrolls there and follows the mouse."""
        if self.thumb is not None and event.x == self.size.width - 1 and event.y > 0:
            event.stop()
            self._dragging = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follows the mouse along the scroll bar."""
        if self._dragging:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        """The mouse button is up: the scroll bar is released."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        page = self.page
        share = (min(max(y, 1), page) - 1) / max(page - 1, 1)
        self._look_at(round(share * (self.total - page)))
