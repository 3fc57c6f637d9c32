"""The top line of a list that stands on a view: its name, what it is about, and the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.domain.wording.wording import full_day
from winback_tui.tui.drawing.pieces import Piece, Sides
from winback_tui.tui.widgets.line import ClickableLine

if TYPE_CHECKING:
    from winback_tui.tui.app.app import WinbackApp


class TitleLine(ClickableLine):
    """` History · North Mill Ltd                         22 Nov 2026`."""

    DEFAULT_CSS = """
    TitleLine { background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__(id="title")
        self._title = title
        self._about = about

    def pieces(self, width: int) -> Sides:
        """The title on the left, the day on the right where there is room."""
        book = cast("WinbackApp", self.app).book
        about = Piece((f" · {self._about}",)) if self._about else Piece(())
        left = [Piece(((self._title, "strong"),)), about]
        day = Piece(((("as of " if book.as_of else "") + full_day(book.today), "muted"),))
        return left, [day] if width > 60 else []
