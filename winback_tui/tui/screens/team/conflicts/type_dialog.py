"""Typing a third value: a box for each of the fields, as the field wants it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from winback_tui.domain.money.money import Money
from winback_tui.services.team import Conflict, ConflictField, FieldKind, type_value
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.screens.base.dialog import Dialog, FormValues
from winback_tui.tui.widgets.form.field import (
    ChoiceField,
    DateField,
    Field,
    MoneyField,
    NoteField,
    TextField,
)
from winback_tui.tui.widgets.form.name_field import NameField

from .differences import LONG


class TypeValueDialog(Dialog[str]):
    """Begins with what stands; dismissed with the sentence of the decision."""

    TITLE_WORDS = "Type another value"
    PURPOSE = "A value of your own in the place of both."

    def __init__(self, conflict: Conflict) -> None:
        super().__init__(CommandSubject(conflict.account_id, conflict.account) if conflict.account else None)
        self._conflict = conflict

    @property
    def _draft_name(self) -> tuple[str, str]:
        return type(self).__name__, self._conflict.id

    def preface(self) -> Sequence[Cell]:
        """What it is about."""
        return (f"{self._conflict.what}, {self._conflict.field}",)

    def fields(self) -> Iterable[Field]:
        """One for each field in conflict."""
        for place, each in enumerate(self._conflict.fields):
            yield self._field(str(place), each)

    def _field(self, name: str, field: ConflictField) -> Field:
        alone = len(self._conflict.fields) == 1
        title, value = "New value" if alone else field.name.capitalize(), field.values[0]
        match field.kind:
            case FieldKind.DAY:
                return DateField(name, title, value, today=self._app.book.today)
            case FieldKind.MONEY:
                return MoneyField(name, title, value, currency=field.currency)
            case FieldKind.YES_NO:
                return ChoiceField(name, title, (("yes", "yes"), ("no", "no")), value)
            case FieldKind.EMPLOYEE:
                return NameField(name, title, value)
        if any(len(each) >= LONG or "\n" in each for each in (*field.values, field.before)):
            return NoteField(name, title, value)
        return TextField(name, title, value)

    def act(self, values: FormValues) -> str:
        """Decides."""
        texts = [_as_typed(values[str(place)]) for place in range(len(self._conflict.fields))]
        return type_value(self._app.book, self._conflict, *texts)

    def message(self, result: str) -> str:
        """The sentence of the decision."""
        return f"{result}; u undoes it"


def _as_typed(value: object) -> str:
    if isinstance(value, Money):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
