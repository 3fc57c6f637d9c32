"""Logging a contact: the outcome is one key, the next date follows from it, Enter saves. And a note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from textual import on

from winback_tui.domain.wording.channels import Channel
from winback_tui.services.cases.open_case import before_case
from winback_tui.services.contacts.before_contact import OUTCOMES, BeforeContact, before_contact
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.choice_box import ChoiceBox
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, TextField, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField, NameField

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.subject import CommandSubject

CHANNELS = [(str(channel), str(channel)) for channel in Channel if channel != Channel.INTERNAL]
FOLLOWS = {outcome.code: outcome for outcome in OUTCOMES}


class ContactDialog(Dialog["ActionResult"]):
    """`c`, a digit, Enter: three keys for a call."""

    TITLE_WORDS = "Log a contact"

    def __init__(
        self, subject: CommandSubject | None, channel: str = Channel.CALL, step_id: str = ""
    ) -> None:
        """`step_id` is the step that the contact answers, where the user chose one."""
        super().__init__(subject)
        self._channel, self._step = channel if (channel, channel) in CHANNELS else str(Channel.CALL), step_id
        self._proposed = ""

    @cached_property
    def _known(self) -> BeforeContact | None:
        subject = self.subject()
        return before_contact(self._app.book, subject.account_id) if subject else None

    def fields(self) -> Iterable[Field]:
        """The outcome first; everything else has a default."""
        possible = self._known.outcomes if self._known else OUTCOMES
        usual = [(each.code, f"{each.code} {each.short}") for each in possible]
        yield ChoiceField("outcome", "Outcome", usual, or_text="words")
        yield TextField("words", "In words", example="or in your own words")
        yield DateField("next", "Next date", today=self._app.book.today).answering("A5", "B20")
        yield ChoiceField("channel", "How", CHANNELS, self._channel)
        there = self._known.people if self._known else ()
        yield NameField(
            "person", "With", there[0] if len(there) == 1 else "", known=there, hint=names_hint(there)
        )
        yield NoteField("note", "Note")
        yield ColleagueField(
            "by",
            "Who",
            self._app.book.actor,
            known=self._known.colleagues if self._known else (),
            hint="not the rep who lost them",
        )

    def preface(self) -> Sequence[Cell]:
        """What was promised, and what is not yet allowed."""
        known = self._known
        if known is None:
            return ()
        lines: list[Cell] = [(f"We promised: {each}", "accent") for each in known.promised[:2]]
        lines += [(f"Needed first: {known.needed_first}", "warn")] if known.needed_first else []
        return [cell for line in lines for cell in (line, "\n")][:-1]

    @on(ChoiceBox.Changed)
    def _outcome_chosen(self, event: ChoiceBox.Changed) -> None:
        """The next date follows from the outcome, unless somebody typed another."""
        by_name = {field.field: field for field in self._fields}
        coming = by_name["next"]
        if event.control is not by_name["outcome"].box or coming.text not in ("", self._proposed):
            return
        day = (
            FOLLOWS[event.value].next_on(self._app.book.today)
            if self._known is None or self._known.may_plan
            else None
        )
        self._proposed = day.isoformat() if day else ""
        coming.text = self._proposed
        coming.note_change()

    def check(self, values: FormValues) -> Mapping[str, str]:
        """Something must have come of it."""
        if values.text("outcome") or values.text("words"):
            return {}
        return {"outcome": "Press a digit for the outcome, or write it in your own words."}

    def doubts(self, values: FormValues) -> Mapping[str, str]:
        """A name that nobody has may be a typing error."""
        by, subject = self._other(values), self.subject()
        return before_case(self._app.book, subject.account_id).strangers(by=by) if by and subject else {}

    def _other(self, values: FormValues) -> str:
        """Who made the contact; empty for the user."""
        by = values.text("by")
        return "" if by == self._app.book.actor else by

    def act(self, values: FormValues) -> ActionResult:
        """Logs it."""
        from winback_tui.services.contacts.contacts import log_contact

        chosen = FOLLOWS.get(values.text("outcome"))
        parts = [chosen.text] if chosen else []
        parts += [values.text("words")] if values.text("words") else []
        subject = cast("CommandSubject", self.subject())
        return log_contact(
            self._app.book,
            subject.account_id,
            ": ".join(parts),
            values.text("channel"),
            values.day_if_any("next"),
            note=values.text("note"),
            person=values.text("person"),
            by=self._other(values),
            step_id=self._step,
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act, and what it settled by the way."""
        return "\n".join((result.sentence, *result.warnings))


class NoteDialog(Dialog["ActionResult"]):
    """One text, as long as it needs to be."""

    TITLE_WORDS = "Note"

    def fields(self) -> Iterable[Field]:
        """The text."""
        yield NoteField("note", "Note", needed="Write something, or press Esc.")

    def act(self, values: FormValues) -> ActionResult:
        """Keeps it."""
        from winback_tui.services.contacts.contacts import add_note

        return add_note(
            self._app.book, cast("CommandSubject", self.subject()).account_id, values.text("note")
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence
