"""The top line: the views with their numbers and counts, and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.drawing.pieces import Sides
from winback_tui.tui.drawing.tab_line import day_piece, tab_line
from winback_tui.tui.widgets.line import ClickableLine

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp


class TabBar(ClickableLine):
    """` Winback    1 Overdue 37   2 To do 5 …   Sun 22 Nov`; a click switches."""

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

    def pieces(self, width: int) -> Sides:
        """As much as there is room for."""
        app, book = self._app, self._app.book
        day = day_piece(book.today, book.as_of is not None)
        return tab_line(app.views, self._view, app.counts, day, width, app.show_view)
