"""A complaint of a customer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.domain.case.severity import SCALE
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import DateField, Field, NoteField, ScaleField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class ComplaintDialog(Dialog["ActionResult"]):
    """What they say, and how bad it is for them."""

    TITLE_WORDS = "Complaint"

    def fields(self) -> Iterable[Field]:
        """Severity with its examples; the days may stay empty."""
        yield NoteField("text", "Complaint", needed="Say what they complain about.")
        yield ScaleField(
            "severity",
            "Severity",
            [each.name for each in SCALE],
            2,
            examples=[each.example for each in SCALE],
            needed="Say how bad it is for them, 1 to 5.",
        )
        yield DateField("on", "Date", "today", today=self._app.book.today, past=True, needed="Give the date.")
        yield DateField("answered", "Answered", today=self._app.book.today, past=True)
        yield DateField("resolved", "Resolved", today=self._app.book.today, past=True)

    def act(self, values: FormValues) -> ActionResult:
        """Logs it."""
        from winback_tui.services.contacts.complaints import log_complaint

        return log_complaint(
            self._app.book,
            cast("CommandSubject", self.subject()).account_id,
            values.text("text"),
            values.number("severity"),
            values.day("on"),
            values.day_if_any("answered"),
            values.day_if_any("resolved"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
