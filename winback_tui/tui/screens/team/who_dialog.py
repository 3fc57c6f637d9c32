"""The short form of the first start: who sits here, the firm, its currency. Every field but the name may stay empty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from winback_tui.domain.money.money import currency_code
from winback_tui.services.settings.first_start import note_asked
from winback_tui.services.team import Introduced, Introduction, introduce, introduction
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.choice_box import ChoiceBox
from winback_tui.tui.widgets.form.field import CheckedField, ChoiceField, Field, names_hint
from winback_tui.tui.widgets.form.name_field import NameField

MOST_CHOICES = 9
"""So many employees can be chosen with a digit; more are named in the hint of a text field."""
NEW = "-"


class WhoDialog(Dialog[Introduced]):
    """Dismissed with who sits here; Esc leaves everything as it is, and it is not asked again."""

    TITLE_WORDS = "Who sits at this laptop?"
    PURPOSE = "What you do is recorded under your name, so that colleagues see who called whom."

    def __init__(self) -> None:
        super().__init__()
        self._known = Introduction((), "", "", "")

    def preface(self) -> Sequence[Cell]:
        """What the name is for."""
        if self._known.employees:
            return ("What you do is recorded under your name. Esc leaves it for later.",)
        return (
            "What you do is recorded under your name. Esc leaves it for later.\n"
            "Joining a team? Give your name only, then press S: the rest comes with the team's book.",
        )

    def fields(self) -> Iterable[Field]:
        """The employees to choose from where the book knows some, the firm and the currency."""
        known = self._known = introduction(self._app.book)
        names = known.employees
        if 0 < len(names) <= MOST_CHOICES:
            options = [*((name, name) for name in names), (NEW, "somebody else")]
            chosen = known.person if known.person in names else ""
            yield ChoiceField(
                "me", "You are", options, chosen or (NEW if known.person else ""), or_text="name"
            )
        yield NameField(
            "name",
            "Somebody else" if 0 < len(names) <= MOST_CHOICES else "Your name",
            "" if known.person in names else known.person,
            hint=names_hint(names) if len(names) > MOST_CHOICES else "as your colleagues know you",
        )
        yield NameField("firm", "Your firm", known.firm, hint="for letters")
        yield CheckedField(
            "currency",
            "Currency",
            known.currency,
            reads=currency_code,
            hint="such as EUR",
        )

    def check(self, values: FormValues) -> dict[str, str]:
        """Somebody must be named."""
        return (
            {}
            if self._typed_name(values)
            else {"name": "Give your name, or press Esc to leave it for later."}
        )

    @staticmethod
    def _typed_name(values: FormValues) -> str:
        chosen = values.text("me") if "me" in values else NEW
        return chosen if chosen not in (NEW, "") else values.text("name")

    def on_choice_box_changed(self, event: ChoiceBox.Changed) -> None:
        """Somebody else needs a name: the focus goes there."""
        if event.value == NEW:
            self.set_focus(next(field.box for field in self.query(Field) if field.field == "name"))

    def act(self, values: FormValues) -> Introduced:
        """Says who it is."""
        return introduce(
            self._app.book, self._typed_name(values), values.text("currency"), values.text("firm")
        )

    def message(self, result: Introduced) -> str:
        """The sentence of it; from now on acts carry the name."""
        self._app.act_as(result.person)
        return f"{result.sentence}."

    def action_back(self) -> None:
        """Not asked again at a start; the palette and `winback team me` stay."""
        note_asked(self._app.book)
        super().action_back()
