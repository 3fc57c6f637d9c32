"""A note about an account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import Field, NoteField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.context import CommandSubject


class NoteDialog(Dialog["ActionResult"]):
    """One text, as long as it needs to be."""

    TITLE_WORDS = "Note"

    def fields(self) -> Iterable[Field]:
        """The text."""
        yield NoteField("note", "Note", needed="Write something, or press Esc.")

    def act(self, values: FormValues) -> ActionResult:
        """Keeps it."""
        from winback_tui.services.contacts.contacts import add_note

        return add_note(
            self._app.book, cast("CommandSubject", self.subject()).account_id, values.text("note")
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
