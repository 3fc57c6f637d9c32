"""Another day for a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import DateField, Field

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class MoveDialog(Dialog["ActionResult"]):
    """One day."""

    TITLE_WORDS = "Move to another date"

    def __init__(self, subject: CommandSubject | None, step_id: str) -> None:
        super().__init__(subject)
        self._step = step_id

    def fields(self) -> Iterable[Field]:
        """The day."""
        yield DateField("on", "New date", today=self._app.book.today, needed="Give the new date.").answering(
            "A5"
        )

    def act(self, values: FormValues) -> ActionResult:
        """Moves it."""
        from winback_tui.services.plans.steps import move_step

        account = cast("CommandSubject", self.subject()).account_id
        return move_step(self._app.book, account, self._step, values.day("on"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what a letter may not say."""
        return "\n".join((result.sentence, *result.warnings))
