"""The line that says whether everything on the screen is saved, with a remark after it."""

from __future__ import annotations

from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import Piece, Sides
from winback_tui.tui.widgets.line import ClickableLine

from .autosave import SaveState


class SavedLine(ClickableLine):
    """`saved`, `not answered yet` where nothing is there to save, `typing …`, or why it could not be saved."""

    DEFAULT_CSS = "SavedLine { padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="saved")
        self._state = SaveState.SAVED
        self._open = False
        self._why = self._remark = ""

    def show(self, state: SaveState, why: str) -> None:
        """How things stand; `why` where it failed."""
        if (state, why) != (self._state, self._why):
            self._state, self._why = state, why
            self.refresh()

    def open_question(self, is_open: bool) -> None:
        """Whether the question on the screen has no answer yet, and none was taken back: nothing of it is saved."""
        if is_open != self._open:
            self._open = is_open
            self.refresh()

    def remark(self, words: str) -> None:
        """A remark about the page after the state; empty removes it."""
        if words != self._remark:
            self._remark = words
            self.refresh()

    def says(self, words: str) -> bool:
        """Whether that is the remark on the screen; one that could not be saved hides them all."""
        return self._state is SaveState.FAILED or words == self._remark

    def pieces(self, width: int) -> Sides:
        """One or two words; the whole sentence when it matters."""
        match self._state:
            case SaveState.SAVED if self._open:
                return [Piece((("○ not answered yet", "muted"), self._remark_cell))], []
            case SaveState.SAVED:
                return [Piece((("✓ saved", "good"), self._remark_cell))], []
            case SaveState.TYPING:
                return [Piece((("… typing", "muted"), self._remark_cell))], []
            case SaveState.SLOW:
                return [Piece((("… saving takes longer; keep typing", "warn"),))], []
            case SaveState.FAILED:
                return [Piece((("! not saved: ", "bad"), (self._why, "warn"), "  trying again"))], []

    @property
    def _remark_cell(self) -> Cell:
        return (f"   {self._remark}" if self._remark else "", "muted")
