"""The second line of a view: what the list holds, and on the right which filters are on."""

from __future__ import annotations

from collections.abc import Sequence

from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import Piece, Sides
from winback_tui.tui.widgets.line import ClickableLine


class Headline(ClickableLine):
    """`37 overdue · 412,300 EUR a year at stake          class A  ✕ Esc`."""

    DEFAULT_CSS = """
    Headline { padding: 0 1; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(id="headline")
        self._left: Sequence[Cell] = ()
        self._right: Sequence[Cell] = ()

    def show(self, left: Sequence[Cell], right: Sequence[Cell] = ()) -> None:
        """The parts of both sides; a right side that is not empty gets the key that clears it."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def pieces(self, width: int) -> Sides:
        """Both sides."""
        right = [Piece((*self._right, ("  ✕ ", "muted"), ("Esc", "key")))] if self._right else []
        return [Piece(self._left)], right
