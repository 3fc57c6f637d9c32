"""The demo's dialog, with one field of every kind; imported when first asked for, as all dialogs are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from winback_tui.domain.errors import BadInput
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import (
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NoteField,
    ScaleField,
    TextField,
)


class ContactDialog(Dialog[str]):
    """A contact, with one field of every kind."""

    TITLE_WORDS = "Log a contact"

    def preface(self) -> Sequence[Cell]:
        return ("A contact is noted with what came of it.",)

    def fields(self) -> Iterable[Field]:
        yield ChoiceField(
            "channel",
            "Channel",
            [(w, w) for w in ("call", "mail", "visit", "letter", "message", "fair")],
            "call",
        )
        yield TextField("outcome", "Outcome", needed="Say what came out of it.", example="what was said")
        yield DateField("next", "Next date", today=date(2026, 11, 22))
        yield MoneyField("offer", "Offer", currency="EUR")
        yield ScaleField(
            "severity",
            "Severity",
            ("trifle", "nuisance", "problem", "catastrophe", "end of the world"),
            examples=(
                "late on a bad day",
                "rude at the gate",
                "a deadline was broken",
                "it cost a career",
                "all over",
            ),
        )
        yield NoteField("note", "Note")

    def check(self, values: FormValues) -> Mapping[str, str]:
        if values.text("channel") == "visit" and values.day_if_any("next") is None:
            return {"next": "After a visit there must be a next date."}
        return {}

    def act(self, values: FormValues) -> str:
        if "busy" in values.text("outcome"):
            raise BadInput("The book is busy: another window is writing; try again in a moment.")
        return values.text("channel")

    def message(self, result: str) -> str:
        name = self.subject()
        return f"{result.capitalize()} logged for {name.name if name else 'nobody'}."
