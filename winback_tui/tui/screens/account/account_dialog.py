"""Adding an account, and correcting one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from winback_tui.services.lists.narrowing import choices
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import ChoiceField, DateField, Field, NoteField, TextField, names_hint
from winback_tui.tui.widgets.form.name_field import ColleagueField

if TYPE_CHECKING:
    from winback_tui.services.accounts.glance import AccountDetails
    from winback_tui.services.book.account_action import ActionResult

ENDINGS = (("contract_ends_on", "Contract end"), ("welcome_ends_on", "Welcome end"))
FLAGS = (
    ("hunts_price", "Price hunter"),
    ("pays_badly", "Pays badly"),
    ("refers_others", "Refers us"),
    ("reference_customer", "Reference"),
)
YES_NO = (("", "no"), ("yes", "yes"))


class AddAccountDialog(Dialog["ActionResult"]):
    """The name is enough."""

    TITLE_WORDS = "Add an account"

    def fields(self) -> Iterable[Field]:
        """Name, who looks after them, how to reach them."""
        known = choices(self._app.book)
        yield TextField("name", "Name", limit=200, needed="An account needs a name.")
        yield ColleagueField("owner", "Owner", known=known.owners, hint=names_hint(known.owners))
        yield TextField("segment", "Segment", hint=names_hint(known.segments))
        yield TextField("phone", "Phone")
        yield TextField("email", "Mail")
        yield TextField("city", "City")
        yield NoteField("note", "Note")

    def act(self, values: FormValues) -> ActionResult:
        """Adds it."""
        from winback_tui.services.accounts.edit import add_account

        details = {name: values.text(name) for name in values if name != "name" and values.text(name)}
        return add_account(self._app.book, values.text("name"), details)

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return "\n".join([result.sentence, *result.warnings])


class EditAccountDialog(Dialog["ActionResult"]):
    """All fields of the account, typed or imported."""

    TITLE_WORDS = "Edit"

    def __init__(self, subject: CommandSubject, details: AccountDetails) -> None:
        super().__init__(subject)
        self._details = details

    def fields(self) -> Iterable[Field]:
        """As it is now."""
        details, known = self._details, choices(self._app.book)
        yield TextField("name", "Name", details.name, limit=200, needed="An account needs a name.")
        yield ColleagueField(
            "owner", "Owner", details.owner, known=known.owners, hint=names_hint(known.owners)
        )
        yield TextField("segment", "Segment", details.segment, hint=names_hint(known.segments))
        yield TextField("phone", "Phone", details.phone)
        yield TextField("email", "Mail", details.email)
        yield TextField("city", "City", details.city)
        yield NoteField("note", "Note", details.note)
        for column, words in ENDINGS:
            ends = getattr(details, column)
            yield DateField(column, words, ends.isoformat() if ends else "", today=self._app.book.today)
        for column, words in FLAGS:
            yield ChoiceField(column, words, YES_NO, "yes" if getattr(details, column) else "")
        yield TextField(
            "gone_reason",
            "Gone for good",
            details.gone_reason,
            hint="why, such as bankrupt",
        )

    def act(self, values: FormValues) -> ActionResult:
        """Corrects what was changed."""
        from winback_tui.services.accounts.edit import edit_account

        subject = cast("CommandSubject", self.subject())
        changes = {
            name: value for name, value in _typed_values(values).items() if value != self._before(name)
        }
        return edit_account(self._app.book, subject.account_id, changes)

    def _before(self, name: str) -> Any:
        return getattr(self._details, name)

    def message(self, result: ActionResult) -> str:
        """The sentence of the act."""
        return "\n".join([result.sentence, *result.warnings])


def _typed_values(values: FormValues) -> dict[str, Any]:
    flags, endings = dict(FLAGS), dict(ENDINGS)
    details: dict[str, Any] = {}
    for name in values:
        if name in flags:
            details[name] = values.text(name) == "yes"
        elif name in endings:
            details[name] = values.day_if_any(name)
        else:
            details[name] = values.text(name)
    return details
