"""Opening a case: since when, through whom, who wins them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from winback_tui.domain.wording.wording import full_day, near_day
from winback_tui.services.cases.open_case import BeforeCase, before_case
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.base.override_field import OverrideField
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


def same_day_field() -> ChoiceField:
    """Needed only where they ordered on the very day of the loss."""
    sides = [
        ("", "no order"),
        ("before", "an order, before the loss"),
        ("after", "after it: they are back"),
    ]
    return ChoiceField("same_day", "Same day", sides, "")


class OpenCaseDialog(Dialog["ActionResult"]):
    """The loss, and who takes it on."""

    TITLE_WORDS = "Open a case"

    @cached_property
    def _known(self) -> BeforeCase:
        return before_case(self._app.book, cast("CommandSubject", self.subject()).account_id)

    def preface(self) -> Sequence[Cell]:
        """That there is a case already, or why the day and the person matter."""
        since = self._known.in_work_since
        if since is not None:
            return (
                (
                    f"A case is open already, lost on {full_day(since)}. Use that one, unless they ordered since.",
                    "warn",
                ),
            )
        proposed = self._known.proposed
        why = f"Proposed day: {proposed.why}.\n" if proposed else ""
        return (
            why,
            ("The sooner, the easier. Someone other than the rep who lost them should lead.", "muted"),
        )

    def fields(self) -> Iterable[Field]:
        """The day is the one that their interval proposes; who lost them is proposed, and for a person to say."""
        today = self._app.book.today
        known = self._known
        last = f"last order {near_day(known.last_order, today)}" if known.last_order else ""
        yield DateField(
            "lost_on",
            "Lost on",
            known.proposed.day.isoformat() if known.proposed else "today",
            today=today,
            past=True,
            needed="Give the day of the loss.",
            hint=last,
        )
        yield ColleagueField(
            "lost_by",
            "Lost by",
            needed="Name the rep who lost them, who served them last.",
            known=known.employees,
            proposed=known.owner,
            hint="who served them last",
        )
        yield ColleagueField(
            "lead",
            "Who leads",
            known=known.employees,
            hint=names_hint(known.others) or "not the rep who lost them",
        ).answering("M10", "B8")
        yield OverrideField()
        yield NoteField("note", "Note")
        yield same_day_field()

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A name that nobody has may be a typing error."""
        return self._known.strangers(lost_by=values.text("lost_by"), lead=values.text("lead"))

    def act(self, values: FormValues) -> ActionResult:
        """Opens it."""
        from winback_tui.services.cases.opening import open_case

        return open_case(
            self._app.book,
            cast("CommandSubject", self.subject()).account_id,
            values.day("lost_on"),
            values.text("lost_by"),
            values.text("lead"),
            values.text("override"),
            values.text("note"),
            same_day=values.text("same_day"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and names that are new."""
        return "\n".join((result.sentence, *result.warnings))
