"""Naming who leads the return; the open steps go along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.services.before_case import before_case

from ...widgets.field import Field, TextField
from ..dialog import Dialog, Values

if TYPE_CHECKING:
    from winback_tui.services.doing import Done

    from ...context import Subject


class LeadDialog(Dialog["Done"]):
    """Who, and why it must be who lost them if it must."""

    TITLE_WORDS = "Who leads"

    def fields(self) -> Iterable[Field]:
        """The name."""
        known = before_case(self._app.book, cast("Subject", self.subject()).account_id)
        yield TextField("lead", "Who leads", needed="Name who leads.", hint=", ".join(known.others[:6]))
        yield TextField("override", "Why the same", hint="only for who lost them (M10)")

    def act(self, values: Values) -> Done:
        """Hands case and open steps over."""
        from winback_tui.services.plan_steps import hand_over_plan

        account = cast("Subject", self.subject()).account_id
        return hand_over_plan(self._app.book, account, values.text("lead"), values.text("override"))

    def said(self, result: Done) -> str:
        """The sentence of the act, and names that are new."""
        return "\n".join((result.sentence, *result.warnings))
