"""One more dated step for an account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.domain.plan import Channel
from winback_tui.tui.screens.base.dialog import Dialog, Values
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NameField, TextField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import Done
    from winback_tui.tui.app.context import Subject


class StepDialog(Dialog["Done"]):
    """When, how, what for, who."""

    TITLE_WORDS = "Plan a step"

    def fields(self) -> Iterable[Field]:
        """The day is all that must be said."""
        yield DateField("on", "Day", today=self._app.book.today, needed="Give the day.").answering("A5")
        yield ChoiceField("channel", "How", [(str(each), str(each)) for each in Channel], Channel.CALL)
        yield TextField("purpose", "What for")
        yield NameField("owner", "Who", hint="whoever leads, if empty").answering("M10")

    def act(self, values: Values) -> Done:
        """Plans it."""
        from winback_tui.services.plans.steps import add_step

        return add_step(
            self._app.book,
            cast("Subject", self.subject()).account_id,
            values.day("on"),
            values.text("channel"),
            values.text("purpose"),
            values.text("owner"),
        )

    def said(self, result: Done) -> str:
        """The sentence of the act, and what a letter may not say."""
        return "\n".join((result.sentence, *result.warnings))
