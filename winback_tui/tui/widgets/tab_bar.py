"""The top line: the views with their numbers and counts, and the day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from winback_tui.domain import wording

from ..columns import Cell
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
        """Where room is short the name leaves first, then the day, the other views' numbers, their titles."""
        book = self._app.book
        today = book.today
        said = f"{WEEKDAYS[today.weekday()]} {wording.short_day(today)}"
        day = Piece(((f"as of {said} {today.year}", "warn") if book.as_of else (said, "muted"),))
        name = Piece((("Winback", "strong"), "    "))
        whole, counted, titled, bare = (self._tabs(*shape) for shape in ((3, 2), (2, 2), (2, 1), (2, 0)))
        tries: tuple[tuple[list[Piece], list[Piece]], ...] = (
            ([name, *whole], [day]),
            (whole, [day]),
            (counted, [day]),
            (counted, []),
            (titled, [day]),
            (titled, []),
            (bare, [day]),
        )
        return next((each for each in tries if _width(each) <= width), (bare, []))

    def _tabs(self, gap: int, detail: int) -> list[Piece]:
        """All tabs; `detail` 2 has titles and counts, 1 titles, 0 numbers, the chosen one always everything."""
        row: list[Piece] = []
        for spec in self._app.views:
            if row:
                row.append(Piece((" " * gap,)))
            row.append(self._tab(spec, detail))
        return row

    def _tab(self, spec: ViewSpec, detail: int) -> Piece:
        chosen = spec.id == self._view
        count = self._app.counts.get(spec.id)
        cells: list[Cell] = [(str(spec.number), "accent" if chosen else "muted")]
        if chosen or detail:
            cells.append((" ", ""))
            cells.append((spec.title, "chosen" if chosen else ""))
        if count is not None and (chosen or detail == 2):
            cells.append((f" {count:,}", "accent" if chosen else "muted"))
        return Piece(cells, partial(self._app.show_view, spec.number))


def _width(sides: tuple[list[Piece], list[Piece]]) -> int:
    left, right = sides
    return sum(piece.width for piece in (*left, *right)) + (2 if right else 0)
