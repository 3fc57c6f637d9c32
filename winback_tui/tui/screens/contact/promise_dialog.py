"""A promise to a customer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import DateField, Field, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class PromiseDialog(Dialog["ActionResult"]):
    """What, and by when."""

    TITLE_WORDS = "Promise"

    def preface(self) -> Sequence[Cell]:
        """The rule about promises."""
        return (("Promise less than you will deliver. It stays on the list until it is kept.", "muted"),)

    def fields(self) -> Iterable[Field]:
        """Both."""
        yield TextField("what", "What", needed="Say what was promised.")
        yield DateField(
            "due",
            "Due",
            today=self._app.book.today,
            needed="Give a date; promises without one get forgotten.",
        )

    def act(self, values: FormValues) -> ActionResult:
        """Notes it."""
        from winback_tui.services.contacts.promises import make_promise

        account = cast("CommandSubject", self.subject()).account_id
        return make_promise(self._app.book, account, values.text("what"), values.day("due"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
