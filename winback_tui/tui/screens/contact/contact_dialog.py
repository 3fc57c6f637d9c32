"""Logging a contact: what came of it is one key, the next date follows from it, Enter saves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual import on

from winback_tui.domain.plan import Channel
from winback_tui.services.before_contact import before_contact
from winback_tui.services.outcomes import OUTCOMES
from winback_tui.tui.columns import Cell
from winback_tui.tui.screens.dialog import Dialog, Values
from winback_tui.tui.widgets.choice_box import ChoiceBox
from winback_tui.tui.widgets.field import ChoiceField, DateField, Field, NoteField, TextField

if TYPE_CHECKING:
    from winback_tui.services.doing import Done
    from winback_tui.tui.context import Subject

CHANNELS = [(str(channel), str(channel)) for channel in Channel if channel != Channel.INTERNAL]
FOLLOWS = {outcome.code: outcome for outcome in OUTCOMES}


class ContactDialog(Dialog["Done"]):
    """`c`, a digit, Enter: three keys for a call."""

    TITLE_WORDS = "Log a contact"

    def __init__(self, subject: Subject | None, channel: str = Channel.CALL, step_id: str = "") -> None:
        """`step_id` is the step that the contact answers, where the user chose one."""
        super().__init__(subject)
        self._channel, self._step = channel if (channel, channel) in CHANNELS else str(Channel.CALL), step_id
        self._proposed = ""
        self._may_plan = True

    def fields(self) -> Iterable[Field]:
        """The outcome first; everything else has a default."""
        usual = [(each.code, f"{each.code} {each.short}") for each in OUTCOMES]
        yield ChoiceField("outcome", "Outcome", usual, or_text="words")
        yield TextField("words", "In words", example="or say it in your own words")
        yield DateField("next", "Next date", today=self._app.book.today)
        yield ChoiceField("channel", "How", CHANNELS, self._channel)
        yield TextField("person", "With whom")
        yield NoteField("note", "Note")

    def preface(self) -> Sequence[Cell]:
        """What was promised, and what is not yet allowed."""
        subject = self.subject()
        if subject is None:
            return ()
        known = before_contact(self._app.book, subject.account_id)
        self._may_plan = known.may_plan
        lines: list[Cell] = [(f"We promised: {each}", "accent") for each in known.promised[:2]]
        lines += [(f"Not yet for winning back: {known.shut}", "warn")] if known.shut else []
        return [cell for line in lines for cell in (line, "\n")][:-1]

    @on(ChoiceBox.Changed)
    def _outcome_chosen(self, event: ChoiceBox.Changed) -> None:
        """The next date follows from the outcome, unless somebody typed another."""
        by_name = {field.field: field for field in self._fields}
        coming = by_name["next"]
        if event.control is not by_name["outcome"].box or coming.text not in ("", self._proposed):
            return
        day = FOLLOWS[event.value].next_on(self._app.book.today) if self._may_plan else None
        self._proposed = day.isoformat() if day else ""
        coming.text = self._proposed
        coming.note_change()

    def check(self, values: Values) -> Mapping[str, str]:
        """Something must have come of it."""
        if values.text("outcome") or values.text("words"):
            return {}
        return {"outcome": "Press a digit for what came of it, or say it in your words."}

    def act(self, values: Values) -> Done:
        """Logs it."""
        from winback_tui.services.contacts import log_contact

        chosen = FOLLOWS.get(values.text("outcome"))
        told = [chosen.text] if chosen else []
        told += [values.text("words")] if values.text("words") else []
        subject = cast("Subject", self.subject())
        return log_contact(
            self._app.book,
            subject.account_id,
            ": ".join(told),
            values.text("channel"),
            values.day_if_any("next"),
            note=values.text("note"),
            person=values.text("person"),
            step_id=self._step,
        )

    def said(self, result: Done) -> str:
        """The sentence of the act, and what it settled by the way."""
        return "\n".join((result.sentence, *result.warnings))
