"""What we know about a rival."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from winback_tui.services.cases.rivals import Rival
from winback_tui.tui.app.context import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import Field, NoteField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult


class RivalDialog(Dialog["ActionResult"]):
    """One text for everybody."""

    TITLE_WORDS = "What we know"

    def __init__(self, rival: Rival) -> None:
        super().__init__(CommandSubject(rival.id, rival.name))
        self._rival = rival

    def preface(self) -> Sequence[Cell]:
        """What is worth keeping."""
        return (("Their strengths, what they promise, and our answer.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """The text as it is."""
        yield NoteField("note", "Note", self._rival.note)

    def act(self, values: FormValues) -> ActionResult:
        """Keeps it."""
        from winback_tui.services.cases.rivals import note_rival

        return note_rival(self._app.book, self._rival.id, values.text("note"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
