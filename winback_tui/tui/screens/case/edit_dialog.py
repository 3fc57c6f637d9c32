"""Correcting a case: the day of the loss, who lost them, the note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from winback_tui.services.cases.case_card import CaseCard, case_card
from winback_tui.services.cases.open_case import BeforeCase, before_case
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.screens.base.override_field import OverrideField
from winback_tui.tui.widgets.form.field import DateField, Field, NoteField
from winback_tui.tui.widgets.form.name_field import ColleagueField

from .open_dialog import same_day_field

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class EditCaseDialog(Dialog["ActionResult"]):
    """What was entered when the case was opened; everything counted from the day of the loss follows."""

    TITLE_WORDS = "Correct the case"

    @property
    def _account(self) -> str:
        return cast("CommandSubject", self.subject()).account_id

    @cached_property
    def _card(self) -> CaseCard:
        return case_card(self._app.book, self._account)

    @cached_property
    def _known(self) -> BeforeCase:
        return before_case(self._app.book, self._account)

    def preface(self) -> Sequence[Cell]:
        """The day that the account's own interval proposes."""
        proposed = self._known.proposed
        return ((f"Proposed day: {proposed.why}.", "muted"),) if proposed else ()

    def fields(self) -> Iterable[Field]:
        """As the case has them now."""
        case = self._card.case
        yield DateField(
            "lost_on",
            "Lost on",
            case.lost_on.isoformat(),
            today=self._app.book.today,
            past=True,
            needed="Give the day of the loss.",
        )
        yield ColleagueField(
            "lost_by",
            "Lost by",
            case.lost_by,
            known=self._known.employees,
            needed="Name the rep who lost them.",
        )
        yield OverrideField()
        yield NoteField("note", "Note", case.note)
        yield same_day_field()

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A name that nobody has may be a typing error."""
        return self._known.strangers(lost_by=values.text("lost_by"))

    def act(self, values: FormValues) -> ActionResult:
        """Corrects what is another one now."""
        from winback_tui.services.cases.edit_case import edit_case

        case = self._card.case
        day, lost_by, note = values.day("lost_on"), values.text("lost_by"), values.text("note")
        return edit_case(
            self._app.book,
            self._account,
            day if day != case.lost_on or values.text("same_day") else None,
            lost_by if lost_by != case.lost_by else "",
            note if note != case.note else None,
            values.text("same_day"),
            values.text("override"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and names that are new."""
        return "\n".join((result.sentence, *result.warnings))
