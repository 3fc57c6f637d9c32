"""Which several conflicts to decide alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, Field

from .at_once import WayAtOnce


class SeveralDialog(Dialog[WayAtOnce]):
    """Dismissed with the way that was chosen; nothing is chosen beforehand."""

    TITLE_WORDS = "Decide several conflicts at once"
    DOES = "decide"
    WRITES = False

    def __init__(self, ways: Sequence[WayAtOnce]) -> None:
        super().__init__()
        self._ways = ways

    def preface(self) -> Sequence[Cell]:
        """That it can be taken back."""
        return (("The others stay open. u undoes all of it at once.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """The ways, numbered."""
        options = [(str(at), f"{at + 1} {way.words}") for at, way in enumerate(self._ways)]
        yield ChoiceField("way", "Use", options, needed="Choose which with its number, or Esc.")

    def act(self, values: FormValues) -> WayAtOnce:
        """The chosen one."""
        return self._ways[int(values.text("way"))]
