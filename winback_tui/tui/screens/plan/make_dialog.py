"""Making a plan: what the causes call for stands first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from winback_tui.services.cases.open_case import BeforeCase, before_case
from winback_tui.services.plans.plan_desk import PlanDesk, plan_desk
from winback_tui.services.plans.strategies import all_strategies
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.base.override_field import OverrideField
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject

BY_STRATEGY, YES, NO = "as the strategy says", "yes", "no"


class MakePlanDialog(Dialog["ActionResult"]):
    """Strategy, leader, first day."""

    TITLE_WORDS = "Make a plan"

    @property
    def _account(self) -> str:
        return cast("CommandSubject", self.subject()).account_id

    @cached_property
    def _desk(self) -> PlanDesk:
        return plan_desk(self._app.book, self._account)

    @cached_property
    def _before(self) -> BeforeCase:
        return before_case(self._app.book, self._account)

    def preface(self) -> Sequence[Cell]:
        """Why the first one is proposed."""
        return ((self._desk.proposals[0].why, "muted"),) if self._desk.proposals else ()

    def fields(self) -> Iterable[Field]:
        """The proposed strategy is chosen already; who leads is the one thing that nobody can propose."""
        others = names_hint(self._before.others) or "not the rep who lost them"
        yield ColleagueField(
            "lead",
            "Who leads",
            self._desk.case.responsible,
            known=self._before.employees,
            needed="Name who leads.",
            hint=others,
        ).answering("M10", "B8")
        proposed = [each.strategy for each in self._desk.proposals]
        known = {each.code for each in proposed}
        options = [(each.code, f"{each.title} (suggested)") for each in proposed]
        options += [(each.code, each.title) for each in all_strategies() if each.code not in known]
        yield ChoiceField("strategy", "Strategy", options, options[0][0], needed="Choose a strategy.")
        yield OverrideField()
        yield DateField("start", "Start", "today", today=self._app.book.today, needed="Give the first date.")
        yield ChoiceField(
            "persistence", "Persistence", [(each, each) for each in (BY_STRATEGY, YES, NO)], BY_STRATEGY
        )
        yield NoteField("note", "Note")

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A name that nobody has may be a typing error."""
        return self._before.strangers(lead=values.text("lead"))

    def act(self, values: FormValues) -> ActionResult:
        """Makes it; the gates may refuse."""
        from winback_tui.services.plans.make_plan import make_plan

        return make_plan(
            self._app.book,
            self._account,
            values.text("strategy"),
            values.text("lead"),
            values.text("override"),
            values.day("start"),
            {YES: True, NO: False}.get(values.text("persistence")),
            values.text("note"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and the first thing that blocks it."""
        return "\n".join((result.sentence, *result.warnings[:2]))
