"""The top line: the views with their numbers and counts, and the day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from winback_tui.domain import wording

from ..views import ViewSpec
from .line import Line, Piece

if TYPE_CHECKING:
    from ..app import WinbackApp


WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class TabBar(Line):
    """` Winback    1 Overdue 37   2 Follow-ups 5 …   Sun 22 Nov`; a click switches."""

    DEFAULT_CSS = """
    TabBar { background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, view: str) -> None:
        """`view` is the id of the view that is shown."""
        super().__init__(id="tabs")
        self._view = view

    @property
    def _app(self) -> WinbackApp:
        return cast("WinbackApp", self.app)

    def on_mount(self) -> None:
        """Draws anew when a number changes."""
        self.watch(self.app, "counts", self._counted, init=False)

    def _counted(self) -> None:
        self.refresh()

    def pieces(self, width: int) -> tuple[list[Piece], list[Piece]]:
        """The name leaves first, then the day, then titles but the chosen one, where room is short."""
        book = self._app.book
        today = book.today
        said = f"{WEEKDAYS[today.weekday()]} {wording.short_day(today)}"
        day = Piece(((f"as of {said} {today.year}", "warn") if book.as_of else (said, "muted"),))
        name = Piece((("Winback", "strong"), "    "))
        full = [piece for spec in self._app.views for piece in self._tab(spec, True)]
        brief = [piece for spec in self._app.views for piece in self._tab(spec, False)]
        for left, right in (([name, *full], [day]), (full, [day]), (full, []), (brief, [day])):
            if sum(piece.width for piece in (*left, *right)) + 2 <= width:
                return left, right
        return brief, []

    def _tab(self, spec: ViewSpec, whole: bool) -> list[Piece]:
        chosen = spec.id == self._view
        count = self._app.counts.get(spec.id)
        title = spec.title if whole or chosen else spec.title[:4].rstrip() + "."
        cells = [
            (f"{spec.number} ", "accent" if chosen else "muted"),
            (title, "chosen" if chosen else ""),
            ("" if count is None else f" {count:,}", "accent" if chosen else "muted"),
        ]
        return [Piece(cells, partial(self._app.show_view, spec.number)), Piece(("   ",))]
