"""One more dated step for an account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.domain.wording.channels import Channel, channel_words
from winback_tui.services.cases.open_case import before_case
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, TextField
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class StepDialog(Dialog["ActionResult"]):
    """When, how, what for, who."""

    TITLE_WORDS = "Plan a step"

    def fields(self) -> Iterable[Field]:
        """Only the date is required."""
        yield DateField("on", "Date", today=self._app.book.today, needed="Give the date.").answering("A5")
        yield ChoiceField(
            "channel", "How", [(str(each), channel_words(each)) for each in Channel], Channel.CALL
        )
        yield TextField("purpose", "What for")
        account = cast("CommandSubject", self.subject()).account_id
        colleagues = before_case(self._app.book, account).employees
        yield ColleagueField("owner", "Who", known=colleagues, hint="empty: who leads the case").answering(
            "M10"
        )

    def act(self, values: FormValues) -> ActionResult:
        """Plans it."""
        from winback_tui.services.plans.steps import add_step

        return add_step(
            self._app.book,
            cast("CommandSubject", self.subject()).account_id,
            values.day("on"),
            values.text("channel"),
            values.text("purpose"),
            values.text("owner"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what a letter may not say."""
        return "\n".join((result.sentence, *result.warnings))
