"""Naming who leads the return; the open steps go along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, cast

from winback_tui.services.cases.open_case import BeforeCase, before_case
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.base.override_field import OverrideField
from winback_tui.tui.widgets.form.field import Field, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class LeadDialog(Dialog["ActionResult"]):
    """Who, and why it must be who lost them if it must."""

    TITLE_WORDS = "Who leads"

    @cached_property
    def _known(self) -> BeforeCase:
        return before_case(self._app.book, cast("CommandSubject", self.subject()).account_id)

    def fields(self) -> Iterable[Field]:
        """The name."""
        hint = names_hint(self._known.others)
        yield ColleagueField(
            "lead", "Who leads", known=self._known.others, needed="Name who leads.", hint=hint
        ).answering("M10", "B8")
        yield OverrideField()

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A name that nobody has may be a typing error."""
        return self._known.strangers(lead=values.text("lead"))

    def act(self, values: FormValues) -> ActionResult:
        """Hands case and open steps over."""
        from winback_tui.services.plans.steps import hand_over_plan

        account = cast("CommandSubject", self.subject()).account_id
        return hand_over_plan(self._app.book, account, values.text("lead"), values.text("override"))

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and names that are new."""
        return "\n".join((result.sentence, *result.warnings))
