"""The people of an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, TextField

if TYPE_CHECKING:
    from winback_tui.services.accounts.glance import PersonRow
    from winback_tui.services.book.account_action import ActionResult

YES_NO = (("", "no"), ("yes", "yes"))


class AddPersonDialog(Dialog["ActionResult"]):
    """The name is enough."""

    TITLE_WORDS = "Add a person"

    def fields(self) -> Iterable[Field]:
        """Who, what they do, how to reach them."""
        yield TextField("name", "Name", limit=200, needed="A person needs a name.")
        yield TextField("role", "Role", hint="buyer, owner, user")
        yield TextField("phone", "Phone")
        yield TextField("email", "Mail")
        yield ChoiceField("decides", "Decides", YES_NO, "")
        yield NoteField("note", "Note", example="birthday, preferences")

    def act(self, values: FormValues) -> ActionResult:
        """Adds them."""
        from winback_tui.services.accounts.people import add_person

        return add_person(
            self._app.book,
            cast("CommandSubject", self.subject()).account_id,
            values.text("name"),
            values.text("role"),
            values.text("phone"),
            values.text("email"),
            values.text("decides") == "yes",
            values.text("note"),
        )

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence


class EditPersonDialog(Dialog["ActionResult"]):
    """As they are known now, and when they left."""

    TITLE_WORDS = "Edit a person"

    def __init__(self, subject: CommandSubject, person: PersonRow) -> None:
        super().__init__(subject)
        self._person = person

    @property
    def _draft_name(self) -> tuple[str, str]:
        return type(self).__name__, self._person.id

    def fields(self) -> Iterable[Field]:
        """As they are known now."""
        person = self._person
        left = person.left_on
        yield TextField("name", "Name", person.name, limit=200, needed="A person needs a name.")
        yield TextField("role", "Role", person.role)
        yield TextField("phone", "Phone", person.phone)
        yield TextField("email", "Mail", person.email)
        yield ChoiceField("decides", "Decides", YES_NO, "yes" if person.decision_maker else "")
        yield DateField(
            "left_on", "Left on", left.isoformat() if left else "", today=self._app.book.today, past=True
        )
        yield NoteField("note", "Note", person.note)

    def act(self, values: FormValues) -> ActionResult:
        """Corrects them."""
        from winback_tui.services.accounts.people import edit_person

        changes = {name: values.text(name) for name in ("name", "role", "phone", "email", "note")}
        more = {"decision_maker": values.text("decides") == "yes", "left_on": values.day_if_any("left_on")}
        subject = cast("CommandSubject", self.subject())
        return edit_person(self._app.book, subject.account_id, self._person.id, {**changes, **more})

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return result.sentence


class PickPerson(Dialog[str]):
    """Which of several."""

    TITLE_WORDS = "Edit a person"
    DOES = "choose"
    WRITES = False

    def __init__(self, subject: CommandSubject, people: Sequence[PersonRow]) -> None:
        super().__init__(subject)
        self._people = people

    def fields(self) -> Iterable[Field]:
        """Their names."""
        options = [(person.id, person.name) for person in self._people]
        yield ChoiceField("person", "Who", options, self._people[0].id)

    def act(self, values: FormValues) -> str:
        """The id."""
        return values.text("person")
