"""Another day for a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.tui.screens.base.dialog import Dialog, Values
from winback_tui.tui.widgets.form.field import DateField, Field

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import Done
    from winback_tui.tui.app.context import Subject


class MoveDialog(Dialog["Done"]):
    """One day."""

    TITLE_WORDS = "Move to another day"

    def __init__(self, subject: Subject | None, step_id: str) -> None:
        super().__init__(subject)
        self._step = step_id

    def fields(self) -> Iterable[Field]:
        """The day."""
        yield DateField("on", "New day", today=self._app.book.today, needed="Give the new day.").answering(
            "A5"
        )

    def act(self, values: Values) -> Done:
        """Moves it."""
        from winback_tui.services.plans.steps import move_step

        account = cast("Subject", self.subject()).account_id
        return move_step(self._app.book, account, self._step, values.day("on"))

    def said(self, result: Done) -> str:
        """The sentence of the act, and what a letter may not say."""
        return "\n".join((result.sentence, *result.warnings))
