"""What a returned customer lets us tell others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from winback_tui.services.accounts.glance import people_at
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import DateField, Field, NoteField, names_hint
from winback_tui.tui.widgets.form.name_field import NameField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject


class TestimonialDialog(Dialog["ActionResult"]):
    """Their words, whose they are, and of which day."""

    TITLE_WORDS = "Testimonial"

    def fields(self) -> Iterable[Field]:
        """The person may stay empty."""
        account = cast("CommandSubject", self.subject()).account_id
        there = tuple(person.name for person in people_at(self._app.book, account))
        yield NoteField("text", "Their words", needed="Write what they let us quote.")
        yield NameField(
            "person", "Said by", there[0] if len(there) == 1 else "", known=there, hint=names_hint(there)
        )
        yield DateField("on", "Date", "today", today=self._app.book.today, past=True, needed="Give the date.")

    def act(self, values: FormValues) -> ActionResult:
        """Keeps it."""
        from winback_tui.services.returns.testimonials import add_testimonial

        account = cast("CommandSubject", self.subject()).account_id
        return add_testimonial(
            self._app.book, account, values.text("text"), values.text("person"), values.day("on")
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what to mind."""
        return "\n".join((result.sentence, *result.warnings))
