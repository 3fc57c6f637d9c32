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

    def __init__(self, told: Rival) -> None:
        super().__init__(CommandSubject(told.id, told.name))
        self._told = told

    def preface(self) -> Sequence[Cell]:
        """What is worth keeping."""
        return (("Their advantage, what they promise, and our answer to it (G).", "muted"),)

    def fields(self) -> Iterable[Field]:
        """The text as it is."""
        yield NoteField("note", "Note", self._told.note)

    def act(self, values: FormValues) -> ActionResult:
        """Keeps it."""
        from winback_tui.services.cases.rivals import note_rival

        return note_rival(self._app.book, self._told.id, values.text("note"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
